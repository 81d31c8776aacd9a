"""Kinds that add figures up."""
