"""Kinds that hold that one figure is at most another, or not below zero."""
