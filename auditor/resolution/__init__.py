"""Candidates to one reading of each structure of a table, with its trust, by the sums that each candidate implies.

Facts propose, this package chooses, checks only evaluate. It sees amounts and sums of lines, never words or rules.
"""

from auditor.resolution.bounds import TEMPLATE, best_licensed, is_too_open, merged
from auditor.resolution.choice import choose, resolve
from auditor.resolution.edges import open_ended
from auditor.resolution.grid import Amount, Grid, amount_of
from auditor.resolution.model import Candidate, Judged, Structure, Sum, Trust
from auditor.resolution.trust import settle
from auditor.resolution.weighing import Weighed, is_proven, weigh

__all__ = [
    "TEMPLATE",
    "Amount",
    "Candidate",
    "Grid",
    "Judged",
    "Structure",
    "Sum",
    "Trust",
    "Weighed",
    "amount_of",
    "best_licensed",
    "choose",
    "is_proven",
    "is_too_open",
    "merged",
    "open_ended",
    "resolve",
    "settle",
    "weigh",
]
