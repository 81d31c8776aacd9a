"""Which figure the diagnosis suspects where one figure of a real disclosure was mistyped: the one that was, and by what slip?

The figures are those of the slips that are tried for their being named (`../shared/oracle/slips.json`); forty documents are drawn
by lot. Of a slip that is named it is told whether its figure is the first suspect, among those told, or not, apart for figures
that stand in two relations or more. As a script it tries them: python -m tests.diagnosis_of_slips [--most N] [--every N] [--show]
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Literal, NamedTuple

from auditor import load_rules, load_vocabulary, read_document
from auditor.audit import Audit, Finding, confront
from auditor.documents import Document, Paragraph, SourceText
from auditor.facts import extract_facts
from tests.conftest import SHARED

SLIPS = SHARED / "oracle" / "slips.json"
FILES = SHARED / "corpus" / "real"
DOCUMENTS = 40
_SEED = 20261129
_AMOUNT = re.compile(r"(?<![\d.,])\d[\d,]*(?:\.\d+)?(?![\d.,]*\d)")
_BEFORE_UNIT = re.compile(r"(?<![\d.,])(\d[\d,]*(?:\.\d+)?)(?=\s*(?:万元|亿元|元|%|％))")

_NO_IDENTITIES = ("bound", "form", "wording", "code")
"""Families of verdicts that hold for many values of a figure: they tell nobody what it should be."""

Place = tuple[int, int]
Said = Literal["first", "among", "wrong", "nothing", "not named"]


class Slip(NamedTuple):
    """A figure mistyped: the `nth` of its text among those of tables or of prose, from 0 in reading order."""

    file: str
    where: str
    token: str
    nth: int
    slip: str


class Result(NamedTuple):
    """What was said of a slip, in how many relations its figure stands, and whether the kind of slip was told."""

    slip: Slip
    said: Said
    is_inferred: bool
    relations: int
    is_kind_right: bool
    told: str


def drawn(most: int) -> dict[str, list[Slip]]:
    """The slips of so many documents, by document."""
    found: dict[str, list[Slip]] = {}
    for entry in json.loads(SLIPS.read_text(encoding="utf-8")):
        slip = Slip(entry["file"], entry["where"], entry["token"], entry["nth"], entry["slip"])
        found.setdefault(slip.file, []).append(slip)
    names = sorted(found)
    return {name: found[name] for name in random.Random(_SEED).sample(names, min(most, len(names)))}


def _figures(document: Document) -> Iterator[tuple[str, str, int, int, int, int]]:
    """Where, what is printed, block, row, column and offset of every figure that could be mistyped; prose has row -1."""
    for number, block in enumerate(document.blocks):
        if isinstance(block, Paragraph):
            for match in _BEFORE_UNIT.finditer(block.source.text):
                yield "prose", match[1], number, -1, -1, match.start(1)
            continue
        for row, cells in enumerate(block.rows):
            for column, cell in enumerate(cells):
                text = cell.text.strip()
                if _AMOUNT.fullmatch(text) and ("." in text or "," in text):
                    yield "table", text, number, row, column, cell.text.index(text)


def mistyped(document: Document, slip: Slip) -> tuple[Document, Place] | None:
    """The document with a slip, and where it is; None where it has no such figure."""
    seen = 0
    for where, text, number, row, column, start in _figures(document):
        if (where, text) != (slip.where, slip.token):
            continue
        seen += 1
        if seen <= slip.nth:
            continue
        block = document.blocks[number]
        if isinstance(block, Paragraph):
            place = block.source.place(start)
            changed = block._replace(source=_with(block.source, start, slip))
            blocks = (*document.blocks[:number], changed, *document.blocks[number + 1 :])
        else:
            place = block.rows[row][column].place(start)
            rows = [list(cells) for cells in block.rows]
            rows[row][column] = _with(rows[row][column], start, slip)
            table = block._replace(rows=tuple(map(tuple, rows)))
            blocks = (*document.blocks[:number], table, *document.blocks[number + 1 :])
        return document._replace(blocks=blocks), (place[0], place[1])
    return None


def _with(source: SourceText, start: int, slip: Slip) -> SourceText:
    text = source.text
    return source._replace(text=text[:start] + slip.slip + text[start + len(slip.token) :])


def _alarms(audit: Audit) -> set[tuple[str, frozenset[tuple[Place, str]]]]:
    return {
        (audit.verdicts[number].rule, _terms(audit, number))
        for finding in audit.findings
        if finding.severity != "note"
        for number in finding.verdicts
    }


def _terms(audit: Audit, number: int) -> frozenset[tuple[Place, str]]:
    return frozenset(
        ((term.fact.location.line, term.fact.location.column), term.fact.figure.printed if term.fact.figure else "")
        for term in audit.verdicts[number].terms
    )


def _said(finding: Finding, place: Place) -> Said:
    told = [
        (suspect.fact.location.line, suspect.fact.location.column)
        for suspect in (finding.cause.suspects if finding.cause else ())
    ]
    return "nothing" if not told else "first" if told[0] == place else "among" if place in told else "wrong"


def _kind(slip: Slip) -> str:
    """Digits changed places, or one was replaced."""
    apart = [place for place, (one, other) in enumerate(zip(slip.token, slip.slip, strict=False)) if one != other]
    return "digit" if len(apart) == 1 else "transposed"


def results_of(file: str, slips: list[Slip]) -> list[Result]:
    """What is said of each slip of one document."""
    path = next(path for path in FILES.rglob("*") if path.name == file)
    vocabulary = load_vocabulary()
    rulebook = load_rules(None, vocabulary)
    document = read_document(path)
    before = _alarms(confront(extract_facts(document, vocabulary), rulebook))
    found = []
    for slip in slips:
        changed = mistyped(document, slip)
        if changed is None:
            continue
        audit = confront(extract_facts(changed[0], vocabulary), rulebook)
        found.append(_result(slip, changed[1], audit, before))
    return found


def _result(slip: Slip, place: Place, audit: Audit, before: set[tuple[str, frozenset[tuple[Place, str]]]]) -> Result:
    """What is said of a slip, by the best of the findings with a new violation of its figure."""
    order: list[Said] = ["first", "among", "wrong", "nothing"]
    best: tuple[Said, Finding] | None = None
    relations = sum(
        1
        for number, verdict in enumerate(audit.verdicts)
        if verdict.family not in _NO_IDENTITIES
        and (verdict.holds or verdict.outcome == "inconsistent")
        and len(verdict.terms) > 1
        and place in {at for at, _ in _terms(audit, number)}
    )
    for finding in audit.findings:
        those = [(audit.verdicts[number].rule, _terms(audit, number)) for number in finding.verdicts]
        fresh = [entry for entry in those if entry not in before and place in {at for at, _ in entry[1]}]
        if finding.severity == "note" or not fresh:
            continue
        said = _said(finding, place)
        if best is None or order.index(said) < order.index(best[0]):
            best = said, finding
    if best is None:
        return Result(slip, "not named", False, relations, False, "")
    said, finding = best
    suspects = finding.cause.suspects if finding.cause else ()
    told = ", ".join(f"{suspect.fact.label[-12:]} → {suspect.value} ({suspect.slip})" for suspect in suspects)
    is_inferred = finding.cause is not None and finding.cause.confidence == "inferred"
    is_kind_right = said == "first" and suspects[0].slip == _kind(slip)
    return Result(slip, said, is_inferred, relations, is_kind_right, told)


def report(results: list[Result]) -> str:
    """Counts for tables and prose, all figures and those that stand in two relations or more."""
    lines = []
    for where in ("table", "prose"):
        for least in (0, 2):
            own = [entry for entry in results if entry.slip.where == where and entry.relations >= least]
            named = [entry for entry in own if entry.said != "not named"]
            counts = Counter(entry.said for entry in named)
            wrong = sum(1 for entry in named if entry.said == "wrong" and entry.is_inferred)
            kinds = sum(entry.is_kind_right for entry in named)
            of = max(1, len(named))
            lines.append(
                f"{where}{', in two relations or more' if least else ''}: named {len(named)}/{len(own)}; "
                f"first {counts['first']} ({counts['first'] / of:.0%}), among {counts['first'] + counts['among']} "
                f"({(counts['first'] + counts['among']) / of:.0%}), nothing said {counts['nothing']}, "
                f"wrong {counts['wrong']} (inferred {wrong}), kind right {kinds}"
            )
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--most", type=int, default=DOCUMENTS, help="so many documents")
    parser.add_argument("--every", type=int, default=1, help="only every Nth slip of a document")
    parser.add_argument("--show", action="store_true", help="list the slips whose figure is not the first suspect")
    options = parser.parse_args()
    if not SLIPS.exists():
        print(f"{Path(SLIPS).parent} is not here: nothing to try")
        return
    work = {file: slips[:: options.every] for file, slips in drawn(options.most).items()}
    with ProcessPoolExecutor() as pool:
        results = [entry for found in pool.map(results_of, work, work.values()) for entry in found]
    for entry in results:
        if options.show and entry.said not in ("first", "not named"):
            slip = entry.slip
            print(entry.said, slip.file[-40:], slip.where, slip.token, "→", slip.slip, entry.relations, entry.told)
    print(report(results))


if __name__ == "__main__":
    main()
