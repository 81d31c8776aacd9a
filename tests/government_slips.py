"""Slips in real disclosures of governments: figures a person could check, mistyped one at a time, and how many are named.

The slips stand in government_slips.json. They were drawn by lot (`--draw`) from the figures that `slip_relations` can check, in
thirty files drawn by lot from each kind of file, before the program was asked. A slip is *named* where a new error or warning has
a term at its place. As a script it tries them all: python -m tests.government_slips [FILE-PART …] [--show]
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import Literal, NamedTuple

from auditor import load_rules, load_vocabulary, read_document
from auditor.audit import Audit, confront
from auditor.documents import Block, Document, SourceText, Table
from auditor.facts import extract_facts
from auditor.rulebook import Rulebook
from auditor.vocabulary import Vocabulary
from tests.conftest import SHARED
from tests.slip_relations import Printed, Relation, figures, relations

SLIPS = Path(__file__).with_name("government_slips.json")
FILES = SHARED / "corpus" / "real" / "government" / "files"
KINDS = {"debt": 12, "tables and reports": 9, "reports": 5, "province": 4}
"""How many files of each kind."""
TABLE_SLIPS, PROSE_SLIPS = 8, 5
_SEED = 20261129
_FEWEST = 6

Place = tuple[int, int]
Fate = Literal["error", "warning", "elsewhere", "missed", "not there"]


class Slip(NamedTuple):
    """A figure mistyped: the `nth` of its text among the tables' or the prose's, from 0 in reading order."""

    file: str
    kind: str
    printed: str
    nth: int
    mistyped: str
    name: str
    relations: tuple[str, ...]

    def __str__(self) -> str:
        return (
            f"{self.file}: {self.kind} {self.name[-20:]} {self.printed} → {self.mistyped} ({', '.join(self.relations)})"
        )


def slips() -> list[Slip]:
    """The slips that were drawn."""
    records = json.loads(SLIPS.read_text(encoding="utf-8"))
    return [Slip(**{**record, "relations": tuple(record["relations"])}) for record in records]


def find(document: Document, slip: Slip) -> Printed | None:
    """The figure that a slip mistypes; none where it is not there."""
    equal = [figure for figure in figures(document) if figure.kind == slip.kind and figure.token == slip.printed]
    return equal[slip.nth] if slip.nth < len(equal) else None


def mistype(document: Document, figure: Printed, mistyped: str) -> Document:
    """The document with another text in place of one figure."""
    block = document.blocks[figure.block]
    source, start = _source(document, figure), _start(document, figure)
    changed = source._replace(text=source.text[:start] + mistyped + source.text[start + len(figure.token) :])
    new: Block
    if isinstance(block, Table):
        assert figure.row is not None and figure.column is not None
        rows = [list(row) for row in block.rows]
        rows[figure.row][figure.column] = changed
        new = block._replace(rows=tuple(map(tuple, rows)))
    else:
        new = block._replace(source=changed)
    return document._replace(blocks=(*document.blocks[: figure.block], new, *document.blocks[figure.block + 1 :]))


def _source(document: Document, figure: Printed) -> SourceText:
    block = document.blocks[figure.block]
    if isinstance(block, Table):
        assert figure.row is not None and figure.column is not None
        return block.rows[figure.row][figure.column]
    return block.source


def _start(document: Document, figure: Printed) -> int:
    """Where its first digit stands, behind the sign: `-18.7`."""
    return _source(document, figure).text.index(figure.token, figure.start)


def alarms(audit: Audit) -> set[tuple[str, str, frozenset[tuple[Place, str]]]]:
    """What errors and warnings are about: the rule, how grave, and the figures of its verdicts with their places."""
    return {
        (
            verdict.rule,
            finding.severity,
            frozenset(
                ((term.fact.location.line, term.fact.location.column), str(term.fact.figure and term.fact.figure.value))
                for term in verdict.terms
            ),
        )
        for finding in audit.findings
        if finding.severity in ("error", "warning")
        for verdict in (audit.verdicts[number] for number in finding.verdicts)
    }


def fates(
    document: Document, entries: Iterable[Slip], vocabulary: Vocabulary, rulebook: Rulebook
) -> Iterator[tuple[Slip, Fate]]:
    """What becomes of each slip of one document; slips in different tables and paragraphs are tried in one audit."""
    before = alarms(confront(extract_facts(document, vocabulary), rulebook))
    found = [(slip, find(document, slip)) for slip in entries]
    yield from ((slip, "not there") for slip, figure in found if figure is None)
    for batch in _batches([(slip, figure) for slip, figure in found if figure is not None]):
        changed = document
        for slip, figure in batch:
            changed = mistype(changed, figure, slip.mistyped)
        fresh = alarms(confront(extract_facts(changed, vocabulary), rulebook)) - before
        for slip, figure in batch:
            place = _source(document, figure).place(_start(document, figure))
            named = {severity for _, severity, terms in fresh if any(place == where for where, _ in terms)}
            yield slip, _fate(named, bool(fresh) and len(batch) == 1)


def _batches(found: Sequence[tuple[Slip, Printed]]) -> list[list[tuple[Slip, Printed]]]:
    batches: list[list[tuple[Slip, Printed]]] = []
    for slip, figure in found:
        for batch in batches:
            if all(_are_apart(slip, figure, *entry) for entry in batch):
                batch.append((slip, figure))
                break
        else:
            batches.append([(slip, figure)])
    return batches


def _are_apart(slip: Slip, figure: Printed, other: Slip, beside: Printed) -> bool:
    """Whether no relation can hold two figures against each other: two prints of one, both mistyped, tell of neither."""
    return figure.block != beside.block and figure.name != beside.name and slip.printed != other.printed


def _fate(named: Collection[str], is_elsewhere: bool) -> Fate:
    if "error" in named:
        return "error"
    if named:
        return "warning"
    return "elsewhere" if is_elsewhere else "missed"


def told(results: Iterable[tuple[Slip, Fate]]) -> str:
    """`tables 201/240 = 83.8% (errors 190, elsewhere 3), prose 60/75 = 80.0% (errors 50, elsewhere 2)`."""
    tally: Counter[tuple[str, str]] = Counter((slip.kind, fate) for slip, fate in results)
    parts = []
    for kind, name in (("table", "tables"), ("prose", "prose")):
        of = sum(count for (k, _), count in tally.items() if k == kind)
        named = tally[kind, "error"] + tally[kind, "warning"]
        if of:
            said = f"errors {tally[kind, 'error']}, elsewhere {tally[kind, 'elsewhere']}, not there {tally[kind, 'not there']}"
            parts.append(f"{name} {named}/{of} = {100 * named / of:.1f}% ({said})")
    return ", ".join(parts)


def kind_of_file(name: str) -> str:
    """Which of KINDS a file of the corpus is."""
    if name.startswith(("atlas_debt", "celma", "zip_甘肃")) or "债务" in name:
        return "debt"
    if name.startswith("atlas_fisc"):
        return "reports" if name.endswith("html") else "tables and reports"
    return "province"


def draw(names: Iterable[str], read: Callable[[str], Document | None], seed: int = _SEED) -> list[Slip]:
    """Slips drawn by lot: files of each kind in an order drawn by lot, passing over those with hardly anything to check."""
    lot = random.Random(seed)
    drawn: list[Slip] = []
    ordered = sorted(names)
    for kind, most in KINDS.items():
        group = [name for name in ordered if kind_of_file(name) == kind]
        lot.shuffle(group)
        taken = 0
        for name in group:
            document = read(name) if taken < most else None
            checkable = relations(document) if document else {}
            if document and len(checkable) >= _FEWEST:
                taken += 1
                drawn += _drawn(name, document, checkable, lot)
    return drawn


def _drawn(
    name: str, document: Document, checkable: Mapping[Printed, Sequence[Relation]], lot: random.Random
) -> Iterator[Slip]:
    printed = list(figures(document))
    for kind, most in (("table", TABLE_SLIPS), ("prose", PROSE_SLIPS)):
        fit = [figure for figure in printed if figure.kind == kind and figure in checkable and len(figure.token) > 2]
        lot.shuffle(fit)
        taken = 0
        for figure in fit:
            wrong = _slip(figure.token, checkable[figure], lot) if taken < most else None
            if wrong:
                taken += 1
                equal = [f for f in printed if f.kind == kind and f.token == figure.token]
                kinds = tuple(dict.fromkeys(relation.kind for relation in checkable[figure]))
                yield Slip(name, kind, figure.token, equal.index(figure), wrong, figure.name[-20:], kinds)


def _slip(token: str, held: Sequence[Relation], lot: random.Random) -> str | None:
    """A digit mistyped, two neighbours transposed or a digit left out, so that a relation no longer holds; not the last digit."""
    digits = [at for at, char in enumerate(token) if char.isdigit()]
    for _ in range(12):
        at = lot.choice(digits[:-1])
        how = lot.choice(("replaced", "replaced", "transposed", "dropped"))
        if how == "replaced":
            wrong = token[:at] + lot.choice([d for d in "123456789" if d != token[at]]) + token[at + 1 :]
        elif how == "transposed":
            next_ = digits[digits.index(at) + 1]
            chars = list(token)
            chars[at], chars[next_] = chars[next_], chars[at]
            wrong = "".join(chars)
        else:
            wrong = token[:at] + token[at + 1 :]
        bare = wrong.replace(",", "")
        if "," in token and len(wrong) < len(token):
            whole, point, rest = bare.partition(".")
            wrong = f"{int(whole):,}{point}{rest}" if whole.isdigit() and whole[0] != "0" else wrong
        if not bare[:1].isdigit() or (len(bare) > 1 and bare[0] == "0" and bare[1] != "."):
            continue
        value = Decimal(bare)
        if value and value != Decimal(token.replace(",", "")) and any(not relation.holds(value) for relation in held):
            return wrong
    return None


def _write(drawn: Sequence[Slip]) -> None:
    lines = ",\n".join(json.dumps(slip._asdict(), ensure_ascii=False) for slip in drawn)
    SLIPS.write_text(f"[\n{lines}\n]\n", encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="FILE-PART", help="only files whose name has one of these in it")
    parser.add_argument("--show", action="store_true", help="list the slips that are not named")
    parser.add_argument("--draw", action="store_true", help="draw the slips again and write them down")
    options = parser.parse_args()
    if not FILES.is_dir():
        print(f"{FILES} is not there: nothing to try")
        return 0
    if options.draw:
        _write(draw((file.name for file in FILES.iterdir()), lambda name: read_document(FILES / name)))
        return 0
    vocabulary, rulebook = load_vocabulary(), load_rules()
    results: list[tuple[Slip, Fate]] = []
    for name, entries in groupby(slips(), lambda slip: slip.file):
        if not options.parts or any(part in name for part in options.parts):
            results += fates(read_document(FILES / name), entries, vocabulary, rulebook)
    if options.show:
        for slip, fate in results:
            if fate not in ("error", "warning"):
                print(f"{fate}: {slip}")
    print(told(results))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
