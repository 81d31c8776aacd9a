"""Kinds that look at what is printed at all: tables, names, unfinished prose."""
