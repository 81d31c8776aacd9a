"""Benchmarks: `python -m benchmarks [FOLDER]`."""
