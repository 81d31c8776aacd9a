"""Kinds that hold two prints of one figure against each other."""
