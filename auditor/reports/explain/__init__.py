"""Explanations: a rule in words with its examples tried out; a finding with every step of its calculation."""

from __future__ import annotations
