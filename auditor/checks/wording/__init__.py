"""Kinds that hold a word against figures."""
