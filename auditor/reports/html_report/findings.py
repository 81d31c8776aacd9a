"""Findings as cards: what is wrong, where, the calculation, and what else the same figures break."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from auditor.records.choices import SEVERITIES, Lang
from auditor.records.messages import say
from auditor.reports.html_report.calculations import calculation_table, place_of
from auditor.reports.html_report.excerpt import Excerpts
from auditor.reports.html_report.markup import escaped
from auditor.reports.html_report.originals import original
from auditor.reports.html_report.source import Source
from auditor.reports.html_report.words import word
from auditor.reports.standing import has_state
from auditor.reports.terms import diagnosis_text, lapsed_text, suspected

if TYPE_CHECKING:
    from auditor.documents.pictures import Picture
    from auditor.records import DocumentRecord, FindingRecord, RunRecord

MARKS = {"error": "✕", "warning": "▲", "note": "●"}
_MOST_OPEN = 200
"""Up to so many findings stand open where there is no script."""
_MOST_UNGROUPED = 500
"""From here on findings are put in groups by rule."""


class Cards:
    """The cards of one document, each with an anchor that no other of the file has."""

    def __init__(
        self,
        run: RunRecord,
        document: DocumentRecord,
        source: Source,
        names: set[str],
        pictures: Mapping[str, Sequence[Picture]],
    ) -> None:
        self._rules = run.get("rules", {})
        self._document = document
        self._source = source
        self._names = names
        self._pictures = pictures
        self._excerpts = Excerpts(document) if pictures else None
        self._lang = document["language"]
        self.packed: list[str] | None = None
        """Of a document that is packed what its folded calculations hold, which is packed too."""
        self.anchors: dict[int, str] = {}
        """The anchor of the finding that each verdict belongs to."""
        # The gravest first, within a severity as they stand in the document: what is wrong is seen at once.
        findings = sorted(document["findings"], key=lambda finding: SEVERITIES.index(finding["severity"]))
        self._open = "" if len(findings) > _MOST_OPEN else " open"
        self._list = [finding for finding in findings if has_state(finding, "open")]
        self._aside = [finding for finding in findings if not has_state(finding, "open")]

    def write(self) -> str:
        """Those that count, in groups where they are very many; then those set aside, with who allowed it."""
        lang = self._lang
        made = [self._grouped() if len(self._list) > _MOST_UNGROUPED else "".join(map(self._card, self._list))]
        if not self._list:
            made.append(f'<p class="empty">{word("no-findings", lang)}</p>')
        if self._aside:
            made.append(
                f'<section class="apart"><h3>{word("set-aside", lang)} <span>{len(self._aside)}</span></h3>'
                f"<p>{word('set-aside-note', lang)}</p>{''.join(map(self._card, self._aside))}</section>"
            )
        return "".join(made)

    def _grouped(self) -> str:
        groups: dict[str, list[FindingRecord]] = {}
        for finding in self._list:
            groups.setdefault(finding["rule"], []).append(finding)
        return "".join(
            f'<details class="group"><summary><span>{escaped(self._title(rule))}</span> <code>{escaped(rule)}</code>'
            f" <b>{len(findings)}</b></summary>{''.join(map(self._card, findings))}</details>"
            for rule, findings in groups.items()
        )

    def _title(self, rule: str) -> str:
        return self._rules[rule]["title"][self._lang] if rule in self._rules else rule

    def _card(self, finding: FindingRecord) -> str:
        lang = self._lang
        anchor = self._anchor(finding)
        severity = finding["severity"]
        head = self._document["verdicts"][finding["verdicts"][0]]
        place = place_of(head["terms"][0], lang)
        kind = f"finding {severity}" + ("" if has_state(finding, "open") else " set-aside")
        return (
            f'<details class="{kind}" id="{escaped(anchor)}" data-id="{escaped(finding["id"])}" '
            f'data-rule="{escaped(finding["rule"])}"{self._at(finding)}{self._open}>'
            f'<summary><span class="severity"><i aria-hidden="true">{MARKS[severity]}</i> {say(severity, lang)}</span>'
            f' <span class="place">{escaped(place)}</span> <code>{escaped(finding["id"])}</code>'
            f'<span class="sentence">{escaped(finding.get("sentence", finding["message"]))}</span>{self._allowed(finding)}</summary>'
            f'<div class="why">{self._why(finding)}</div></details>'
        )

    def _at(self, finding: FindingRecord) -> str:
        """The figures that may be wrong, for the script: it goes there even where the calculation shown is about others."""
        diagnosis = finding.get("diagnosis")
        told = suspected(finding)
        places = [suspect["location"] for suspect in diagnosis["suspects"]] if diagnosis else []
        numbers = [
            self._source.figures.find(place["line"], place["column"])
            for place in places
            if (place["line"], place["column"]) in told
        ]
        names = " ".join(f"{self._source.prefix}f{number}" for number in numbers if number is not None)
        return f' data-at="{names}"' if names else ""

    def _why(self, finding: FindingRecord) -> str:
        lang = self._lang
        rule = finding["rule"]
        head = self._document["verdicts"][finding["verdicts"][0]]
        made = [f'<p class="inferred">{escaped(told)}</p>' for told in diagnosis_text(finding)]
        if self._excerpts is not None:
            made.append(original(finding, head, self._pictures.get(finding["id"], ()), self._excerpts, lang))
        made += [
            f'<p class="title">{escaped(self._title(rule))} <code>{escaped(rule)}</code></p>',
            calculation_table(head, self._source, lang, suspected(finding)),
        ]
        if finding.get("formula"):
            made.append(f'<p class="formula">{escaped(finding["formula"])}</p>')
        made += [f'<p class="remark">{escaped(remark)}</p>' for remark in finding.get("remarks", [])]
        made += [f'<p class="remark">{escaped(lapsed)}</p>' for lapsed in lapsed_text(finding, lang)]
        made.append(self._others(finding))
        if rule in self._rules:
            made.append(
                f'<p class="basis">{say("source", lang)}{_colon(lang)}{escaped(self._rules[rule]["source"][lang])}</p>'
            )
        return "".join(made)

    def _others(self, finding: FindingRecord) -> str:
        numbers = finding["verdicts"][1:]
        if not numbers:
            return ""
        verdicts = [self._document["verdicts"][number] for number in numbers]
        tables = "".join(
            f'<p class="title">{escaped(self._title(verdict["rule"]))} <code>{escaped(verdict["rule"])}</code></p>'
            f"{calculation_table(verdict, self._source, self._lang, suspected(finding))}"
            for verdict in verdicts
        )
        said = word("others", self._lang, count=len(numbers))
        if self.packed is None:
            return f'<details class="others"><summary>{said}</summary>{tables}</details>'
        self.packed.append(tables)
        return f'<details class="others" data-packed={len(self.packed) - 1}><summary>{said}</summary></details>'

    def _allowed(self, finding: FindingRecord) -> str:
        """Who set a finding aside, why, and until when."""
        lang = self._lang
        waiver = finding.get("waiver")
        if has_state(finding, "baseline"):
            return f'<span class="allowed">{word("in-baseline", lang)}</span>'
        if waiver is None:
            return ""
        until = (
            word("allowed-until", lang, day=waiver["expires"]) if waiver["expires"] else word("allowed-for-good", lang)
        )
        who = word("allowed-by", lang, who=waiver["approved_by"])
        comma = "，" if lang == "zh" else ", "
        return f'<span class="allowed">{escaped(who)}{comma}{escaped(until)}{_colon(lang)}{escaped(waiver["reason"])}</span>'

    def _anchor(self, finding: FindingRecord) -> str:
        """Its identity; where the file has it already, as of a document given in two formats, with a number behind it."""
        number, anchor = 1, finding["id"]
        while anchor in self._names:
            number += 1
            anchor = f"{finding['id']}.{number}"
        self._names.add(anchor)
        for verdict in finding["verdicts"]:
            self.anchors.setdefault(verdict, anchor)
        return anchor


def _colon(lang: Lang) -> str:
    return "：" if lang == "zh" else ": "
