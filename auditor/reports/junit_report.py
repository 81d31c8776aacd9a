"""A run as JUnit XML: a suite for each document, a case for each relation that was checked, so that what passed is seen too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from tempfile import SpooledTemporaryFile
from xml.etree import ElementTree

from auditor.messages import Catalogue, tell
from auditor.records import DocumentRecord, FindingRecord, Lang, RunRecord, VerdictRecord
from auditor.records.messages import say
from auditor.records.spool import outlines_of
from auditor.reports.places import names_of, path_of, spot_of
from auditor.reports.standing import causes_of, has_state, language_of_run, left_out_of, shortcomings_of, shortfall_of
from auditor.reports.terms import diagnosis_text, lapsed_text, one_line
from auditor.reports.text_report import written_out

_LONGEST_NAME = 80
"""So many characters of each part of a name."""
_MOST_HELD, _PIECE = 8 * 2**20, 2**16
"""Characters of suites that are held until all are counted, and of one piece of the report."""
_WORDS = Catalogue("junit")


def render(run: RunRecord, lang: Lang | None, *, colour: bool = False) -> Iterator[str]:
    """The suites, valid by the schema `junit-10.xsd` of Jenkins.

    A relation that holds is passed, a rounding tail included; what a finding says of it is then its output. One that does not
    hold is a failure; one that is waived, in the baseline, not decided or not applicable is skipped, with the reason. Each
    document has one more case: an error where it was not audited in full.
    """
    counts = Counter({"tests": 0, "failures": 0, "errors": 0})
    # The counts of all suites stand before them.
    with SpooledTemporaryFile(_MOST_HELD, "w+", encoding="utf-8", errors="surrogatepass", newline="") as waiting:
        for suite in _suites(run, lang):
            counts.update({key: int(suite.get(key, "0")) for key in counts})
            ElementTree.indent(suite, level=1)
            suite.tail = None
            waiting.write(f"\n  {ElementTree.tostring(suite, encoding='unicode')}")
        root = {"name": run["tool"]["name"], **{key: str(count) for key, count in counts.items()}}
        opening = ElementTree.tostring(ElementTree.Element("testsuites", root), encoding="unicode")
        yield '<?xml version="1.0" encoding="UTF-8"?>\n'
        yield opening.removesuffix(" />") + ">"
        waiting.seek(0)
        yield from iter(lambda: waiting.read(_PIECE), "")
    yield "\n</testsuites>\n"


def _suites(run: RunRecord, lang: Lang | None) -> Iterator[ElementTree.Element]:
    names = _told_apart(one_line(path_of(document)) for document in outlines_of(run))
    for document, name in zip(run["documents"], names, strict=True):
        yield _suite(document, name, run)
    language = language_of_run(run, lang)
    left_out = left_out_of(run, language)
    if left_out:
        yield _left_out(one_line(left_out), language)


def _left_out(said: str, lang: Lang) -> ElementTree.Element:
    """What of folders was not looked into, as a suite of one case."""
    name = say("left-out-title", lang)
    counts = {"tests": "1", "failures": "0", "errors": "1", "skipped": "0"}
    suite = ElementTree.Element("testsuite", {"name": name, **counts})
    ElementTree.SubElement(suite, "properties")
    case = ElementTree.SubElement(suite, "testcase", {"name": tell(_WORDS, "in-full", lang), "classname": name})
    _add(case, "error", "left-out", said, said)
    return suite


def _suite(document: DocumentRecord, name: str, run: RunRecord) -> ElementTree.Element:
    lang = document.get("language", "zh")
    cases = [_reading(document, lang)]
    causes = causes_of(document)
    cases += [_case(number, document, causes.get(number), run) for number in range(len(document.get("verdicts", [])))]
    for case, own in zip(cases, _told_apart(case.get("name", "") for case in cases), strict=True):
        case.set("name", own)
        case.set("classname", name)
    suite = ElementTree.Element(
        "testsuite", {"file": one_line(path_of(document)), "name": name, "tests": str(len(cases))}
    )
    for key, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(key, str(sum(1 for case in cases if case.find(tag) is not None)))
    suite.append(_properties(document))
    suite.extend(cases)
    return suite


def _told_apart(names: Iterable[str]) -> list[str]:
    """The names with a number behind the second, third … of a kind: readers drop all but one case of a name."""
    times: Counter[str] = Counter()
    found: dict[str, None] = {}
    for name in names:
        own = name
        while own in found:
            times[name] += 1
            own = f"{name} #{times[name] + 1}"
        found[own] = None
    return list(found)


def _properties(document: DocumentRecord) -> ElementTree.Element:
    told = {key: document.get(key) for key in ("title", "organisation", "year", "kind", "format", "sha256")}
    coverage = document.get("coverage")
    if coverage:
        told |= {key: coverage[key] for key in ("figures", "checked", "unrelated", "excluded", "unread")}
    properties = ElementTree.Element("properties")
    for key, value in told.items():
        if value is not None:
            ElementTree.SubElement(properties, "property", {"name": key, "value": one_line(str(value))})
    return properties


def _reading(document: DocumentRecord, lang: Lang) -> ElementTree.Element:
    case = ElementTree.Element("testcase", {"name": tell(_WORDS, "in-full", lang)})
    shortfall = shortfall_of(document)
    if shortfall is not None:
        reasons = [one_line(reason) for reason in shortcomings_of(document)]
        _add(case, "error", shortfall, "; ".join(reasons), "\n".join(reasons))
    return case


def _case(number: int, document: DocumentRecord, finding: FindingRecord | None, run: RunRecord) -> ElementTree.Element:
    """The case of one verdict; `finding` is the one it belongs to."""
    verdict, lang = document["verdicts"][number], document["language"]
    is_head = finding is not None and finding["verdicts"][0] == number
    case = ElementTree.Element("testcase", {"name": _name(verdict)})
    fails = verdict["outcome"] == "inconsistent" or (finding is not None and finding["severity"] != "note")
    if fails and finding is not None and not has_state(finding, "open"):
        _add(case, "skipped", finding["state"], _excuse(finding, lang))
    elif fails:
        said = one_line(_said(verdict, finding, run, lang, is_head=is_head))
        kind = finding["severity"] if finding is not None else verdict["severity"]
        _add(case, "failure", kind, said, _worked(verdict, finding if is_head else None, run, lang))
    elif verdict["outcome"] in ("unverifiable", "not_applicable"):
        _add(case, "skipped", verdict["outcome"], one_line(verdict["reason"] or say(verdict["outcome"], lang)))
    elif finding is not None and has_state(finding, "open") and is_head:
        told = ElementTree.SubElement(case, "system-out")
        told.text = one_line(f"{say('note', lang)} {finding['id']} {finding['message']}")
    return case


def _add(case: ElementTree.Element, tag: str, kind: str, message: str, text: str | None = None) -> None:
    ElementTree.SubElement(case, tag, {"type": kind, "message": message}).text = text


def _name(verdict: VerdictRecord) -> str:
    """Rule and cell, without line, amount or outcome: a relation keeps its name when it is put right."""
    parts = [part[:_LONGEST_NAME] for part in names_of(verdict["terms"][0])]
    return f"{verdict['rule']} {' / '.join(parts)}".strip()


def _said(verdict: VerdictRecord, finding: FindingRecord | None, run: RunRecord, lang: Lang, *, is_head: bool) -> str:
    if finding is not None and is_head:
        return f"{finding['id']} {finding['message']}"
    title = run["rules"][verdict["rule"]]["title"][lang]
    return title if finding is None else f"{title} ({tell(_WORDS, 'same-cause', lang, id=finding['id'])})"


def _worked(verdict: VerdictRecord, finding: FindingRecord | None, run: RunRecord, lang: Lang) -> str:
    """The calculation, what it says, and what the rule goes by."""
    rule = run["rules"][verdict["rule"]]
    place = verdict["terms"][0]["location"]
    lines = [f"{verdict['rule']} {rule['title'][lang]} ({spot_of(place, lang)})", *written_out(verdict, lang)]
    if finding is not None:
        lines += [finding["formula"]] if finding["formula"] else []
        lines += [finding["sentence"], *finding["remarks"], *diagnosis_text(finding), *lapsed_text(finding, lang)]
    lines.append(f"{say('source', lang)}{'：' if lang == 'zh' else ': '}{rule['source'][lang]}")
    return "\n".join(map(one_line, lines))


def _excuse(finding: FindingRecord, lang: Lang) -> str:
    """Why a finding is set aside."""
    waiver = finding.get("waiver")
    said = tell(_WORDS, finding["state"], lang)
    if waiver is not None:
        until = waiver["expires"] or tell(_WORDS, "forever", lang)
        said = tell(_WORDS, "waived-by", lang, by=waiver["approved_by"], until=until, reason=waiver["reason"])
    return one_line(f"{finding['id']} {said}")
