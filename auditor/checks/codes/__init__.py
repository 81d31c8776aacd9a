"""Kinds that hold the codes of a classification against what is printed with them."""
