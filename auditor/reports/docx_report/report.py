"""核对情况报告: the verdict, the findings, what was not checked, the method; of several documents an overview first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from auditor.records import DocumentRecord, FindingRecord, PlaceRecord, RunRecord
from auditor.records.choices import Lang
from auditor.records.messages import say
from auditor.records.spool import outlines_of
from auditor.reports.amounts import beside, difference, elsewhere, head_of, listed_findings, other, printed
from auditor.reports.docx_report.spots import spot_in
from auditor.reports.docx_report.word_file import TEXT_WIDTH, Cell, Piece, WordFile
from auditor.reports.docx_report.words import word
from auditor.reports.standing import checked_of, counts_of, left_out_of, share_of, shortcomings_of, standing_of
from auditor.reports.terms import diagnosis_text, lapsed_text, suspected

_MOST_GAPS = 6
"""So many things that were not understood are told of a document; more are counted."""
_MOST_REASONS = 6
_NARROW, _WIDEST = 20.0, 34.0
"""Of a column of amounts, in mm."""
_MM_OF_A_CHARACTER = 1.75
"""Of a digit in a table."""


def write_report(file: WordFile, run: RunRecord) -> None:
    documents, lang = run["documents"], file.lang
    alone = documents[0] if len(documents) == 1 else None
    below = name_of(alone, lang) if alone else word("documents", lang, count=len(documents))
    file.title(word("title", lang), below)
    file.heading(word("general", lang))
    if alone:
        _general(file, alone)
    elif documents:
        _overview(file, run)
    else:
        file.text(word("no-document", lang))
    left_out = left_out_of(run, lang)
    if left_out:
        file.text(word("sentence", lang, text=left_out))
    if any(outline["status"] == "audited" for outline in outlines_of(run)):
        _all_findings(file, run, named=alone is None)
        _all_unchecked(file, run, named=alone is None)
    _method(file, run)


def _audited(run: RunRecord) -> Iterator[DocumentRecord]:
    """The documents that were audited, each read when it is told of: all of them together may be more than there is room for."""
    return (document for document in run["documents"] if document["status"] == "audited")


def name_of(document: DocumentRecord, lang: Lang) -> str:
    """青沅县自然资源局 2025年预算; of what was not read its file."""
    if document["status"] != "audited":
        return document["path"]
    year = word("letter-year", lang, year=document["year"]) if document["year"] else ""
    about = word("letter-about", lang, year=year, kind=document["kind_name"]).strip()
    return f"{document['organisation'] or word('unnamed', lang)} {about}".strip()


def _verdict(document: DocumentRecord, lang: Lang) -> str:
    standing = standing_of(document)
    counts = counts_of(document)
    excepted = (counts["waived"] or counts["baseline"]) and standing in ("clean", "notes")
    return say(f"verdict-{'excepted' if excepted else standing}", lang)


def _general(file: WordFile, document: DocumentRecord) -> None:
    lang = file.lang
    said: list[Piece | str] = [Piece(word("verdict", lang, verdict=_verdict(document, lang)), is_bold=True)]
    if document["status"] != "audited":
        file.text(*said, word("unreadable", lang, error=document.get("error") or ""))
        return
    title = word("titled", lang, title=document["title"]) if document["title"] else word("untitled", lang)
    counts, checks = counts_of(document), document["checks"]
    checked, figures = checked_of(document)
    set_aside = "".join(
        say(f"counted-{state}", lang, count=counts[state]) for state in ("waived", "baseline") if counts[state]
    )
    said.append(word("about", lang, title=title, path=document["path"]))
    numbers = {"errors": counts["error"], "warnings": counts["warning"], "notes": counts["note"]}
    said.append(word("found", lang, set_aside=set_aside, **numbers))
    if figures:
        done = {"decided": checks["decided"], "holding": checks["holding"]}
        said.append(word("relations", lang, figures=figures, checked=checked, share=share_of(document), **done))
    else:
        said.append(word("relations-alone", lang))
    if not document["complete"]:
        said.append(word("incomplete", lang))
    file.text(*said)


def _overview(file: WordFile, run: RunRecord) -> None:
    """How each of several documents stands."""
    lang, summary, documents = file.lang, run["summary"], run["documents"]
    failing = sum(standing_of(document) == "errors" for document in documents)
    counts = {"errors": summary["errors"], "warnings": summary["warnings"], "notes": summary["notes"]}
    file.text(word("total", lang, documents=len(documents), failing=failing, **counts))
    heads = [word(key, lang) for key in ("number", "body", "standing", "errors", "warnings", "notes", "share")]
    widths = [10.0, 0.0, 36.0, *([13.0] * 3 if lang == "zh" else [17.0] * 3), 17.0]
    widths[1] = TEXT_WIDTH - sum(widths)
    file.table(widths, heads, ([_standing(number, document, lang)] for number, document in enumerate(documents, 1)))


def _standing(number: int, document: DocumentRecord, lang: Lang) -> list[Cell]:
    is_read = document["status"] == "audited"
    name, standing, counts = name_of(document, lang), standing_of(document), counts_of(document)
    severe = standing in ("errors", "failed", "unreadable")
    numbers = [str(counts[severity]) if is_read else "" for severity in ("error", "warning", "note")]
    return [
        Cell([Piece(str(number))], "center"),
        Cell([Piece(name, is_bold=is_read)], below=document["path"].rpartition("/")[2] if is_read else ""),
        Cell(
            [
                Piece(_verdict(document, lang), is_bold=severe),
                Piece("" if is_read else f" {document.get('error') or ''}"),
            ]
        ),
        *(Cell([Piece(text)], "right") for text in numbers),
        Cell([Piece(share_of(document) if is_read else "")], "right"),
    ]


def _all_findings(file: WordFile, run: RunRecord, *, named: bool) -> None:
    lang, outlines = file.lang, outlines_of(run)
    file.heading(word("findings", lang))
    file.text(word("findings-say" if any(map(listed_findings, outlines)) else "no-findings", lang))
    concerned = (document for document in _audited(run) if listed_findings(document))
    for number, document in enumerate(concerned, 1):
        if named:
            file.heading(_counted(number, name_of(document, lang), lang), 2)
        _findings(file, document, run)
    notes = sum(counts_of(outline)["note"] for outline in outlines)
    if notes:
        file.text(word("more-notes", lang, count=notes))


def _findings(file: WordFile, document: DocumentRecord, run: RunRecord) -> None:
    lang = file.lang
    found = listed_findings(document)
    amounts = [_amounts(finding, document) for finding in found]
    numbers = [_width(row[column] for row in amounts) for column in range(3)]
    places = max(_length(_place_of(head_of(finding, document)["terms"][0]["location"], lang)) for finding in found)
    widths = [10.0, 19.0 if places <= 18 else 30.0, 0.0, *numbers]
    widths[2] = TEXT_WIDTH - sum(widths)
    heads = [word(key, lang) for key in ("number", "place", "what", "printed", "against", "difference")]
    file.table(widths, heads, (_rows(number, finding, document, run) for number, finding in enumerate(found, 1)))


def _width(texts: Iterable[str]) -> float:
    """Of a column of amounts: its longest one fits, unless that leaves no room for others."""
    longest = max((_length(text) for text in texts), default=0)
    return min(max(_NARROW, longest * _MM_OF_A_CHARACTER + 5), _WIDEST)


def _length(text: str) -> float:
    """In digits; a Chinese character is as wide as two."""
    return sum(1 if character.isascii() else 2 for character in text)


def _amounts(finding: FindingRecord, document: DocumentRecord) -> tuple[str, str, str]:
    lang, verdict = document["language"], head_of(finding, document)
    return printed(verdict, lang), other(verdict, lang)[0], difference(verdict, lang)


def _rows(number: int, finding: FindingRecord, document: DocumentRecord, run: RunRecord) -> list[list[Cell]]:
    """The figures of a finding, and below them by what rule they are held and which one may be wrong."""
    lang, verdict = document["language"], head_of(finding, document)
    first = verdict["terms"][0]
    place = first["location"]
    reported, against, apart = _amounts(finding, document)
    suspects = suspected(finding)
    printed_elsewhere = elsewhere(verdict)
    is_other = printed_elsewhere is not None and _at(printed_elsewhere["location"]) in suspects
    below = word("beside", lang, word=beside(verdict, lang)) if printed_elsewhere else ""
    figures = [
        Cell([Piece(str(number))], "center", joined="restart"),
        Cell([Piece(_place_of(place, lang))]),
        Cell([Piece(first["label"])]),
        Cell([Piece(reported, is_bold=True, is_suspect=_at(place) in suspects)], "right"),
        Cell([Piece(against, is_suspect=is_other)], "right", below=below),
        Cell([Piece(apart)], "right"),
    ]
    rule = run["rules"][finding["rule"]]
    end = "。" if lang == "zh" else ". "
    said = [
        Piece(f"{say(finding['severity'], lang)} {finding['rule']} ", is_bold=True),
        Piece(rule["title"][lang] + end),
    ]
    if not against:
        said.append(Piece(finding["sentence"] + end))
    said += [
        Piece(f"{text[:1].upper()}{text[1:]}{end}") for text in (*diagnosis_text(finding), *lapsed_text(finding, lang))
    ]
    return [figures, [Cell([], joined="continue"), Cell([*said, Piece(word("id", lang, id=finding["id"]))], span=5)]]


def _place_of(place: PlaceRecord, lang: Lang) -> str:
    """第5页 第102行."""
    return " ".join(part for part in (spot_in(place, lang), say("at-line", lang, line=place["line"])) if part)


def _at(place: PlaceRecord) -> tuple[int, int]:
    return place["line"], place["column"]


def _counted(number: int, text: str, lang: Lang) -> str:
    return f"（{_numeral(number)}）{text}" if lang == "zh" else f"({number}) {text}"


def _numeral(number: int) -> str:
    """一, 十二, 二十, 一百以上 in digits."""
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    if number > 99:
        return str(number)
    lead = "" if not tens else "十" if tens == 1 else f"{digits[tens]}十"
    return lead + (digits[ones] if ones or not tens else "")


def _all_unchecked(file: WordFile, run: RunRecord, *, named: bool) -> None:
    lang = file.lang
    file.heading(word("unchecked", lang))
    told = ((name_of(document, lang), list(_unchecked(document))) for document in _audited(run))
    concerned = [(name, reasons) for name, reasons in told if reasons]
    if not concerned:
        file.text(word("unchecked-none", lang))
    for number, (name, reasons) in enumerate(concerned, 1):
        if named:
            file.heading(_counted(number, name, lang), 2)
        for place, reason in enumerate(reasons, 1):
            file.text(f"{place}. {reason}")


def _unchecked(document: DocumentRecord) -> Iterator[str]:
    """What was not understood, which relations were left undecided, which figures unchecked, each with the reasons."""
    lang, coverage = document["language"], document["coverage"]
    gaps = [f"{say('at-line', lang, line=gap['line'])} {gap['reason']}" for gap in document["gaps"]]
    missed = list(dict.fromkeys([*(text for text in shortcomings_of(document) if text not in gaps), *gaps]))
    for text in missed[:_MOST_GAPS]:
        yield word("sentence", lang, text=text.rstrip("。."))
    if len(missed) > _MOST_GAPS:
        yield word("more", lang, count=len(missed) - _MOST_GAPS)
    undecided = Counter(document["checks"]["undecided"])
    if undecided:
        yield word("unchecked-relations", lang, count=undecided.total(), reasons=_reasons(undecided, lang))
    why = Counter(entry["reason"] for entry in coverage["unchecked"])
    if why:
        yield word("unchecked-figures", lang, count=why.total(), reasons=_reasons(why, lang))


def _reasons(why: Counter[str], lang: Lang) -> str:
    """The commonest first; of many the rest is counted."""
    named = why.most_common(_MOST_REASONS)
    told = [word("times", lang, reason=reason, times=times) for reason, times in named]
    rest = why.total() - sum(times for _, times in named)
    told += [word("more", lang, count=rest).rstrip("。.")] if rest else []
    return word("separator", lang).join(told)


def _method(file: WordFile, run: RunRecord) -> None:
    lang, tool = file.lang, run["tool"]
    file.heading(word("method", lang))
    said = word("method-tool", lang, tool=tool["name"], version=tool["version"], rules=len(run.get("rules", {})))
    texts = [said, word("method-allowance", lang), word("method-limits", lang)]
    for number, text in enumerate(texts, 1):
        file.text(f"{number}. {text}")
    files = [(document["path"], document["sha256"]) for document in outlines_of(run) if document.get("sha256")]
    if files:
        file.text(f"{len(texts) + 1}. {word('method-files', lang)}")
        rows = ([[Cell([Piece(path)]), Cell([Piece(digest)])]] for path, digest in files)
        file.table([TEXT_WIDTH - 118, 118.0], [word("file", lang), word("digest", lang)], rows)
    file.text(word("signed", lang), indented=False, gap=True)
