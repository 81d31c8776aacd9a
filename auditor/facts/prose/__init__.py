"""Prose to facts and claims: tokens, clauses, productions that read them, and what fills the slots that a clause leaves open."""
