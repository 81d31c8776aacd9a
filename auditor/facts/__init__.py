"""A document and a vocabulary make a fact set: the cells of tables and the claims of the narrative."""

from __future__ import annotations

import re
from decimal import localcontext

from auditor.documents import Document, Paragraph, SourceText, Table
from auditor.facts.captions import captions_of
from auditor.facts.claims import (
    Average,
    Breakdown,
    Change,
    Claim,
    Comparison,
    Completion,
    NamedPlace,
    Nil,
    Period,
    Reason,
    Restated,
    Roster,
    Share,
    ShareSum,
)
from auditor.facts.clauses import ReadClause
from auditor.facts.disclosures import disclosures_in
from auditor.facts.fact import Fact, dims_of
from auditor.facts.former_years import set_former_years, set_next_year
from auditor.facts.model import Block, FactSet, Gap, Line, Passage, Profile, Statement
from auditor.facts.profile import keeps_rows_back, read_profile, year_fact
from auditor.facts.prose.reader import ProseReader
from auditor.facts.settings import set_settings
from auditor.facts.statements import read_statement
from auditor.facts.table_units import unit_of_cell
from auditor.facts.tables.proposals import continues, resolve_statement
from auditor.facts.tables.understanding import gaps_of_tables
from auditor.figures import EXACT
from auditor.patterns import regex
from auditor.resolution import settle
from auditor.vocabulary import Vocabulary

__all__ = [
    "Average",
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
    "ReadClause",
    "Reason",
    "Restated",
    "Roster",
    "Share",
    "ShareSum",
    "Statement",
    "dims_of",
    "extract_facts",
    "unit_of_cell",
]


def extract_facts(document: Document, vocabulary: Vocabulary) -> FactSet:
    """Every fact, claim and gap of a document. Errors in the document become gaps; nothing is raised for them.

    Of several disclosures in one file each is read with its own body, year, names and units. The arithmetic is exact.
    """
    with localcontext(EXACT):
        return _facts_of(document, vocabulary)


def _facts_of(document: Document, vocabulary: Vocabulary) -> FactSet:
    facts = FactSet(document, vocabulary, read_profile(document, vocabulary))
    documents = disclosures_in(document, vocabulary)
    if len(documents) == 1:
        _read(facts)
        return facts
    for own in documents:
        part = FactSet(
            own,
            vocabulary,
            read_profile(own, vocabulary),
            first_statement=facts.next_statement,
            first_fact=facts.next_fact,
            first_structure=len(facts.structures),
        )
        _read(part)
        facts.add_part(part)
    return facts


def _read(facts: FactSet) -> None:
    """Read one disclosure: its tables, how they add up, its prose."""
    document, vocabulary = facts.document, facts.vocabulary
    cutoff = regex(vocabulary.grammar.captions["cutoff"])
    for index, block in enumerate(document.blocks):
        if isinstance(block, Table):
            read_statement(facts, index)
            _read_cutoff(facts, captions_of(document.blocks, index, vocabulary), cutoff)
    set_former_years(facts)
    set_settings(facts)
    settled = settle(
        [
            structure
            for place, statement in enumerate(facts.statements)
            for structure in resolve_statement(facts, statement, continues(facts.statements, place))
        ],
        keeps_back=keeps_rows_back(document, facts.profile, vocabulary),
    )
    facts.structures = [
        structure._replace(number=number) for number, structure in enumerate(settled, facts.first_structure)
    ]
    facts.gaps += gaps_of_tables(facts)
    # The prose comes second: its names are understood by the tables' own rows.
    reader = ProseReader(facts)
    for index, block in enumerate(document.blocks):
        if isinstance(block, Paragraph):
            reader.read(block, index)
        else:
            reader.end_prose()
    reader.finish()
    set_next_year(facts)


def _read_cutoff(facts: FactSet, captions: list[SourceText], pattern: re.Pattern[str]) -> None:
    """The day a table of stocks was drawn up for."""
    for caption in captions:
        match = pattern.search(caption.text)
        if match:
            year = year_fact(caption, match.start("year"), match["year"])
            facts.claims.append(Period("cutoff", year, facts.profile.year_fact))
            return
