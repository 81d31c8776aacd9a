"""Kinds that hold years against the year of the document."""
