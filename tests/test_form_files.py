"""Files of forms: a mistake in one is said with its file and place, and a rule may name a form as it may a layout."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from auditor.errors import RuleFileError
from auditor.rulebook import load_rules
from auditor.vocabulary import load_vocabulary
from tests.conftest import ROOT


@pytest.mark.parametrize(
    ("printed", "instead", "problem"),
    [
        ('inside = ["own"]', 'inside = ["owned"]', "no entry “owned”"),
        ('concept = "programme_money"', "", "an entry has a concept"),
        ('concept = "programme_points"', 'concept = "marks"', "unknown concept “marks”"),
        ('role = "rate"', 'role = "speed"', "role"),
        ("label = '基本", "label = '(基本", "not a regular expression"),
    ],
)
def test_a_mistake_in_a_form_is_an_error(tmp_path: Path, printed: str, instead: str, problem: str) -> None:
    rules = tmp_path / "rules"
    shutil.copytree(ROOT / "rules", rules)
    file = rules / "forms" / "performance.toml"
    text = file.read_text(encoding="utf-8")
    assert printed in text
    file.write_text(text.replace(printed, instead), encoding="utf-8")
    with pytest.raises(RuleFileError, match=problem):
        load_vocabulary(rules)


def test_a_rule_of_a_form_without_the_form_is_an_error(tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    shutil.copytree(ROOT / "rules", rules)
    shutil.rmtree(rules / "forms")
    vocabulary = load_vocabulary(rules)
    assert vocabulary.forms == ()
    with pytest.raises(RuleFileError, match="unknown layout"):
        load_rules(rules, vocabulary)
