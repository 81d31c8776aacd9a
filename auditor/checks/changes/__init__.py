"""Kinds that hold changes and their rates against the figures that they are of."""
