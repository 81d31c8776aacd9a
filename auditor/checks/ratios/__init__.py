"""Kinds that hold shares and rates of completion, and what is said of them, against the figures that they are of."""
