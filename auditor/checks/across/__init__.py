"""Kinds of rules over several disclosures: of one body in two years, of a body and its units, of two prints of one."""
