"""A document and a vocabulary make a fact set: the cells of tables and the claims of the narrative."""

from __future__ import annotations

import re

from auditor.documents import Document, Paragraph, SourceText, Table
from auditor.facts.captions import captions_of
from auditor.facts.claims import (
    Breakdown,
    Change,
    Claim,
    Comparison,
    Completion,
    NamedPlace,
    Nil,
    Period,
    Roster,
    Share,
    ShareSum,
)
from auditor.facts.fact import Fact, dims_of
from auditor.facts.former_years import set_former_years
from auditor.facts.model import Block, FactSet, Gap, Line, Passage, Profile, Statement
from auditor.facts.narrative.reader import NarrativeReader
from auditor.facts.profile import read_profile, year_fact
from auditor.facts.statements import read_statement
from auditor.facts.table_units import unit_of_cell
from auditor.vocabulary import Vocabulary

__all__ = [
    "Block",
    "Breakdown",
    "Change",
    "Claim",
    "Comparison",
    "Completion",
    "Fact",
    "FactSet",
    "Gap",
    "Line",
    "NamedPlace",
    "Nil",
    "Passage",
    "Period",
    "Profile",
    "Roster",
    "Share",
    "ShareSum",
    "Statement",
    "dims_of",
    "extract_facts",
    "unit_of_cell",
]


def extract_facts(document: Document, vocabulary: Vocabulary) -> FactSet:
    """Every fact, claim and gap of a document. Errors in the document become gaps; nothing is raised for them."""
    facts = FactSet(document, vocabulary, read_profile(document, vocabulary))
    cutoff = re.compile(vocabulary.grammar.captions["cutoff"])
    for index, block in enumerate(document.blocks):
        if isinstance(block, Table):
            read_statement(facts, index)
            _read_cutoff(facts, captions_of(document.blocks, index, vocabulary), cutoff)
    set_former_years(facts)
    # The prose comes second: its names are understood by the tables' own rows.
    reader = NarrativeReader(facts)
    for index, block in enumerate(document.blocks):
        if isinstance(block, Paragraph):
            reader.read(block, index)
        else:
            reader.end_prose()
    reader.finish()
    return facts


def _read_cutoff(facts: FactSet, captions: list[SourceText], pattern: re.Pattern[str]) -> None:
    """The day a table of stocks was drawn up for."""
    for caption in captions:
        match = pattern.search(caption.text)
        if match:
            year = year_fact(caption, match.start("year"), match["year"])
            facts.claims.append(Period("cutoff", year, facts.profile.year_fact))
            return
