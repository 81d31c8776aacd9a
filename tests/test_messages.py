"""The sentences: every one in both languages, with the same blanks."""

from __future__ import annotations

from importlib import import_module
from pkgutil import walk_packages
from string import Formatter

import pytest

import auditor
from auditor.checks import KINDS
from auditor.records import messages as common
from auditor.records.licences import LICENCES
from auditor.records.messages import Messages


def catalogues() -> dict[str, Messages]:
    """Every catalogue of the package: the common one, those of the kinds of rule, the `MESSAGES` of modules with words of their own."""
    found: dict[str, Messages] = {"common": common._CATALOGUE, "licences": LICENCES}
    found |= {
        name: {"says": kind.says if any(kind.says) else ("=", "="), **kind.sayings, **kind.messages}
        for name, kind in KINDS.items()
    }
    for module in walk_packages(auditor.__path__, "auditor."):
        own = (
            getattr(import_module(module.name), "MESSAGES", None)
            if any(part in module.name for part in (".reports", ".annotations"))
            else None
        )
        if own is not None:
            found[module.name] = own
    return found


def blanks(sentence: str) -> set[str | None]:
    return {name for _, name, _, _ in Formatter().parse(sentence)} - {None}


@pytest.mark.parametrize("name", catalogues())
def test_both_languages_say_every_sentence_with_the_same_blanks(name: str) -> None:
    sentences = catalogues()[name]
    assert [key for key, pair in sentences.items() if not all(pair)] == []
    unlike = [key for key, (chinese, english) in sentences.items() if blanks(chinese) != blanks(english)]
    assert unlike == []


def test_what_is_quoted_within_a_quotation_has_marks_of_its_own() -> None:
    label = "“三公”经费预算"
    said = common.tell({"key": ("“{label}”为 {label}", "“{label}” is {label}")}, "key", "zh", label=label)
    assert said == "“「三公」经费预算”为 “三公”经费预算", "marks stay as they are where nothing stands around them"
    assert common.say("figure-at", "zh", line=3, label=label, printed="1.00") == "第3行“「三公」经费预算”1.00"
    assert common.say("gap-table", "en", table="支出表", reason=label) == "table “支出表”: “三公”经费预算"
