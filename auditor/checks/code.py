"""Code: codes of a classification against the names, the rows above, the domains and the paths they stand with."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from auditor.checks.coded_rows import CodedRow, coded_rows
from auditor.checks.repeated_code import check_once
from auditor.facts import FactSet, NamedPlace
from auditor.rulebook import Rule
from auditor.verdicts import Remark, Term, Verdict
from auditor.vocabulary import core, is_unlike

Check = Callable[[Rule, FactSet, Sequence[CodedRow]], Iterator[Verdict]]


def check_code(rules: Sequence[Rule], facts: FactSet) -> Iterator[Verdict]:
    """`about` is name (against the classification), alike (in all tables), parent, domain, path (in prose), or once."""
    rows = list(coded_rows(facts)) if rules else []
    for rule in rules:
        if rule.applies_to(facts):
            yield from _CHECKS[rule.about or ""](rule, facts, [row for row in rows if _concerns(rule, row)])


def _concerns(rule: Rule, row: CodedRow) -> bool:
    return (rule.dimension in (None, row.dimension)) and (not rule.layouts or row.layout in rule.layouts)


def _verdict(rule: Rule, terms: Sequence[Term], wrong: Remark | None) -> Verdict:
    outcome = "inconsistent" if wrong else "exact"
    return Verdict(rule.code, rule.kind, outcome, rule.severity, tuple(terms), reason=wrong)  # type: ignore[arg-type]


def _words(rows: Sequence[CodedRow]) -> list[Term]:
    return [Term("word", 1, row.word) for row in rows]


def _grouped(rows: Sequence[CodedRow], key: Callable[[CodedRow], object]) -> list[list[CodedRow]]:
    found: dict[object, list[CodedRow]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return list(found.values())


# --- names -----------------------------------------------------------------------------------------------------------


def _name(rule: Rule, facts: FactSet, rows: Sequence[CodedRow]) -> Iterator[Verdict]:
    """Each name that a code is printed with, wherever it stands. A table most of whose names are wrong is another's or misread."""
    credible = [row for table in _grouped(rows, lambda row: row.block) for row in _credible(facts, table)]
    for same in _grouped(credible, lambda row: (row.dimension, row.code, core(row.name))):
        row = same[0]
        classification = facts.vocabulary.codes[row.dimension]
        known = classification.get(row.code)
        if known is None:
            continue
        if not classification.contradicts(known, row.name, facts.profile.year):
            if classification.agrees(known, row.name):
                yield _verdict(rule, _words(same), None)
            continue
        others = classification.bearing(row.name, row.code)
        near = next((code for code in others if code[:-2] == row.code[:-2]), others[0] if others else "")
        arguments = {"code": row.code, "printed": row.name, "name": known.name, "other": near}
        yield _verdict(rule, _words(same), Remark("code-of-another" if near else "code-misnamed", arguments))


def _credible(facts: FactSet, table: Sequence[CodedRow]) -> list[CodedRow]:
    """The named rows of a table where at least three names are right for each that is wrong."""
    named = [row for row in table if row.has_name and row.name]
    right = wrong = 0
    for row in named:
        classification = facts.vocabulary.codes.get(row.dimension)
        known = classification.get(row.code) if classification else None
        if classification is not None and known is not None:
            right += classification.agrees(known, row.name)
            wrong += classification.contradicts(known, row.name, facts.profile.year)
    return named if right and 3 * wrong <= right else []


def _alike(rule: Rule, facts: FactSet, rows: Sequence[CodedRow]) -> Iterator[Verdict]:
    """A code that the classification does not have bears one name throughout."""
    credible = [row for table in _grouped(rows, lambda row: row.block) for row in _credible(facts, table)]
    for same in _grouped(credible, lambda row: (row.dimension, row.code)):
        first = same[0]
        if len(same) < 2 or facts.vocabulary.codes[first.dimension].get(first.code):
            continue
        other = next((row for row in same if is_unlike(row.name, first.name)), None)
        if other is None:
            yield _verdict(rule, _words(same), None)
        else:
            arguments = {"code": first.code, "printed": first.name, "other": other.name}
            arguments["other_line"] = str(other.word.location.line)
            yield _verdict(rule, _words([first, other]), Remark("code-of-two-names", arguments))


# --- rows above --------------------------------------------------------------------------------------------------------


def _parent(rule: Rule, facts: FactSet, rows: Sequence[CodedRow]) -> Iterator[Verdict]:
    """Every level that a table prints at all, it prints above each of its codes; tables parted by bodies are left alone."""
    for table in _grouped(rows, lambda row: (row.layout, row.dimension)):
        codes = {row.code for row in table}
        if any(row.is_of_body for row in table):
            continue
        dimension = facts.vocabulary.dimensions[table[0].dimension]
        lengths = {len(code) for code in codes}
        missing: dict[str, list[CodedRow]] = {}
        for row in table:
            for above in dimension.ancestors(row.code):
                if len(above) in lengths and above not in codes:
                    missing.setdefault(above, []).append(row)
        for above, below in missing.items():
            classification = facts.vocabulary.codes.get(dimension.id)
            known = classification.get(above) if classification else None
            arguments = {"code": below[0].code, "parent": above, "name": known.name if known else ""}
            yield _verdict(rule, _words(below), Remark("code-without-parent", arguments))
        if not missing and len(lengths) > 1:
            yield _verdict(rule, _words(table), None)


# --- domains -------------------------------------------------------------------------------------------------------------


def _domain(rule: Rule, facts: FactSet, rows: Sequence[CodedRow]) -> Iterator[Verdict]:
    """Codes with money beside them, in a table that is of one domain; one that is out of place takes those below it along."""
    for table in _grouped([row for row in rows if row.domain is not None and row.has_amount], lambda row: row.block):
        fitting = []
        misplaced: dict[str, list[CodedRow]] = {}
        for row in table:
            own = _domain_of(facts, row)
            top = next((code for code in _above(facts, row) if code in misplaced), row.code)
            if own == row.domain:
                fitting.append(row)
            elif own is not None:
                misplaced.setdefault(top, []).append(row)
        for first, *below in misplaced.values():
            members = {"own": _domain_of(facts, first) or "", "table": first.domain or ""}
            dimension = facts.vocabulary.codes[first.dimension].domain or ""
            arguments = {"code": first.code, "printed": first.name, "dimension": dimension, **members}
            yield _verdict(rule, _words([first, *below]), Remark("code-of-another-domain", arguments))
        if fitting:
            yield _verdict(rule, _words(fitting), None)


def _domain_of(facts: FactSet, row: CodedRow) -> str | None:
    """The member that the classification gives a code in the dimension of its domains, in the years it covers."""
    classification = facts.vocabulary.codes.get(row.dimension)
    return classification.domain_of(row.code, _above(facts, row), facts.profile.year) if classification else None


def _above(facts: FactSet, row: CodedRow) -> list[str]:
    return facts.vocabulary.dimensions[row.dimension].ancestors(row.code)


# --- paths in prose ----------------------------------------------------------------------------------------------------


def _path(rule: Rule, facts: FactSet, rows: Sequence[CodedRow]) -> Iterator[Verdict]:
    """Each level that prose names, against the tables' row and the classification."""
    printed: dict[tuple[str, str], CodedRow] = {}
    for row in rows:
        printed.setdefault((row.dimension, row.code), row)
    seen = set()
    for claim in facts.claims:
        if not isinstance(claim, NamedPlace) or claim.levels[0][1].location in seen:
            continue
        seen.add(claim.levels[0][1].location)
        is_right = True
        for code, word in claim.levels:
            named = printed.get((claim.dimension, code))
            wrong = _wrong_name(facts, claim.dimension, code, word.label, named)
            if wrong is not None:
                is_right = False
                terms = [Term("word", 1, word), *(_words([named]) if named else ())]
                yield _verdict(rule, terms, wrong)
        if is_right:
            yield _verdict(rule, [Term("word", 1, word) for _, word in claim.levels], None)


def _wrong_name(facts: FactSet, dimension: str, code: str, name: str, row: CodedRow | None) -> Remark | None:
    """What is wrong with a name in prose: it is another's, or out of date where the tables print the new one."""
    classification = facts.vocabulary.codes.get(dimension)
    known = classification.get(code) if classification else None
    if classification is None or known is None or (row is not None and core(row.name) == core(name)):
        return None
    arguments = {"code": code, "printed": name, "name": known.name}
    if classification.contradicts(known, name, facts.profile.year):
        return Remark("path-misnamed", arguments)
    former = next((former for former in known.formerly if core(former.name) == core(name)), None)
    year = facts.profile.year
    is_renamed = row is not None and core(name) not in (core(known.name), *map(core, known.also))
    if former is None or former.until is None or year is None or former.until >= year or not is_renamed:
        return None
    return Remark("path-outdated", {**arguments, "year": str(former.until + 1)})


_CHECKS: dict[str, Check] = {
    "name": _name,
    "alike": _alike,
    "parent": _parent,
    "domain": _domain,
    "path": _path,
    "once": check_once,
}
