"""Kinds that hold counts against each other, against lists and against prices."""
