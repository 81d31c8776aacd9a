"""Writes one disclosure, as its source file has it, in many file formats."""
