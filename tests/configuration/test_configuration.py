"""The configuration: where it is found, what it sets, what it says of mistakes, and who prevails over it."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import click
import pytest

from auditor.cli.check import check_command
from auditor.configuration import KEYS
from auditor.globs import pattern_of
from tests.conftest import ROOT, Run

CLEAN = "某某县样本局2022年部门预算\n2022年支出预算70万元，其中：基本支出30万元；项目支出40万元。\n"
WRONG = CLEAN.replace("40万元", "45万元")
ARGUABLE = "某某县样本局2022年部门预算\n2022年支出预算70万元，较2019年预算增加5万元。\n"
OWN_RULE = """
[[rule]]
code = "OWN-CHANGE"
kind = "difference"
of = "change"
title = { zh = "本地规则", en = "a rule of our own" }
source = { zh = "本地", en = "here" }
severity = "error"
holds = ["x"]
fails = ["x"]
"""


def put(name: str, text: str) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def setting_in(shown: str, key: str) -> tuple[str, str]:
    """A setting that `auditor config` shows, and its origin."""
    (line,) = [line for line in shown.splitlines() if line.startswith((f"{key} ", f"# {key} is not set"))]
    setting, _, origin = line.rpartition("  # ")
    return setting.strip(), origin


def test_command_line_prevails_over_variable_over_file_over_default(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = [run("config")[1]]
    put("auditor.toml", '[gate]\nfail_on = "warning"\n')
    shown.append(run("config")[1])
    monkeypatch.setenv("AUDITOR_FAIL_ON", "note")
    shown.append(run("config")[1])
    shown.append(run("config", "--fail-on", "never")[1])
    assert [setting_in(text, "gate.fail_on") for text in shown] == [
        ('gate.fail_on = "error"', "default"),
        ('gate.fail_on = "warning"', "auditor.toml:2"),
        ('gate.fail_on = "note"', "AUDITOR_FAIL_ON"),
        ('gate.fail_on = "never"', "command line"),
    ]


def test_what_prevails_decides_the_exit_status(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    put("arguable.txt", ARGUABLE)
    assert run("check", "arguable.txt")[0] == 0
    put("auditor.toml", '[gate]\nfail_on = "warning"\n')
    assert run("check", "arguable.txt")[0] == 1
    monkeypatch.setenv("AUDITOR_FAIL_ON", "error")
    assert run("check", "arguable.txt")[0] == 0
    assert run("check", "arguable.txt", "--fail-on", "warning")[0] == 1


def test_a_switch_of_the_file_can_be_turned_off(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    put("empty.txt", "")
    put("auditor.toml", "[gate]\nallow_incomplete = true\n")
    assert run("check", "empty.txt")[0] == 0
    assert run("check", "empty.txt", "--require-complete")[0] == 3
    monkeypatch.setenv("AUDITOR_ALLOW_INCOMPLETE", "0")
    assert run("check", "empty.txt")[0] == 3


def test_every_option_of_check_has_a_variable_of_its_own() -> None:
    variables = [str(parameter.envvar) for parameter in check_command.params]
    assert len(set(variables)) == len(variables)
    names = {str(parameter.envvar): parameter for parameter in check_command.params}
    for variable, parameter in names.items():
        if isinstance(parameter, click.Option):
            assert f"--{variable.removeprefix('AUDITOR_').lower().replace('_', '-')}" in parameter.opts


def test_every_key_sets_an_option_that_check_has() -> None:
    assert set(KEYS.values()) - {parameter.name for parameter in check_command.params} == {"rules"}


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ('[gate]\nfail_onn = "error"\n', 2, "gate.fail_onn: unknown key; did you mean fail_on?"),
        ('input = ["."]\n', 1, "input: unknown key; did you mean inputs?"),
        ('[[overrides]]\nfiles = ["a"]\n[[overrides]]\nfiles = ["b"]\nignores = []\n', 5, "did you mean ignore?"),
        ("[gate]\nzebra = 1\n", 2, "there are fail_on, max_warnings, min_coverage, allow_incomplete"),
        ('[gate]\nfail_on = "fatal"\n', 2, "'error', 'warning', 'note' or 'never'"),
        ("[gate]\nmin_coverage = 101\n", 2, "at most 100"),
        ('lang = "zh"\n[rules]\nseverity = { "NN-06" = "grave" }\n', 3, "rules.severity.NN-06"),
        ('[rules]\nhelp = "docs/rules"\n', 2, "it should be an address with {kind} for the kind of rule"),
        ("lang = zh\n", 1, "this is no value"),
        ('[rules]\nselect = ["RU-FUNCTOIN"]\n', 2, "did you mean RU-FUNCTION?"),
        ('[[overrides]]\nfiles = ["a"]\nignore = ["RU-FUNCTOIN"]\n', 3, "did you mean RU-FUNCTION?"),
        ('[rules]\npacks = ["tabels"]\n', 2, "did you mean tables?"),
        ('outputs = ["yaml"]\n', 1, "there is no format 'yaml'"),
        ('[baseline]\nfile = "gone.jsonl"\n', 2, "gone.jsonl"),
    ],
)
def test_a_mistake_is_status_2_with_its_line_and_an_excerpt(run: Run, text: str, line: int, says: str) -> None:
    put("clean.txt", CLEAN)
    put("auditor.toml", text)
    status, out, err = run("check", "clean.txt")
    assert (status, out) == (2, "")
    assert f"auditor.toml:{line}: " in err
    assert says in err
    assert f"{line:>5} | {text.splitlines()[line - 1]}" in err


def test_a_file_that_is_not_utf_8_is_named(run: Run) -> None:
    Path("auditor.toml").write_bytes("inputs = ['预算']".encode("gb18030"))
    assert "auditor.toml:1: it is not encoded in UTF-8" in run("check")[2]


def test_a_wrong_variable_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    put("clean.txt", CLEAN)
    monkeypatch.setenv("AUDITOR_MAX_WARNINGS", "many")
    status, _, err = run("check", "clean.txt")
    assert (status, "AUDITOR_MAX_WARNINGS" in err) == (2, True)
    monkeypatch.delenv("AUDITOR_MAX_WARNINGS")
    monkeypatch.setenv("AUDITOR_SELECT", "RU-FUNCTOIN")
    assert "AUDITOR_SELECT: there is no rule" in run("check", "clean.txt")[2]


def test_a_misspelt_variable_is_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    put("clean.txt", CLEAN)
    monkeypatch.setenv("AUDITOR_FAIL_NO", "note")
    monkeypatch.setenv("AUDITOR_NO_WAIVERS", "1")
    monkeypatch.setenv("AUDITOR_OF_SOMEONE_ELSE", "1")
    for command in (["check"], ["baseline", "create"]):
        told = [line for line in run(*command, "clean.txt")[2].splitlines() if "means nothing" in line]
        assert told == ["auditor: the variable AUDITOR_FAIL_NO means nothing; did you mean AUDITOR_FAIL_ON?"]


def test_the_first_file_upward_to_the_root_of_the_repository_is_taken(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    put("auditor.toml", 'lang = "en"\n')
    put("repository/docs/a.txt", CLEAN)
    monkeypatch.chdir("repository/docs")
    assert setting_in(run("config")[1], "lang") == ('lang = "en"', "../../auditor.toml:1")
    Path("../.git").mkdir()
    assert setting_in(run("config")[1], "lang") == ("# lang is not set", "default")
    put("../pyproject.toml", '[project]\nname = "auditor"\n')
    assert "there is none" in run("config")[1]
    put("../pyproject.toml", '[project]\nname = "x"\n\n[tool.auditor]\nlang = "zh"\n')
    assert setting_in(run("config")[1], "lang") == ('lang = "zh"', "../pyproject.toml:5")
    put("../auditor.toml", "")
    assert "# configuration file: ../auditor.toml" in run("config")[1]


def test_an_unknown_key_in_pyproject_is_named_with_its_line(run: Run) -> None:
    put("pyproject.toml", '[project]\nname = "x"\n[tool.auditor.gate]\nfail = "note"\n')
    assert "pyproject.toml:4: gate.fail: unknown key; did you mean fail_on?" in run("check")[2]


def test_another_file_or_none_can_be_asked_for(run: Run) -> None:
    put("arguable.txt", ARGUABLE)
    put("auditor.toml", '[gate]\nfail_on = "warning"\n')
    put("other.toml", '[gate]\nfail_on = "error"\n')
    assert run("check", "arguable.txt", "--config", "other.toml")[0] == 0
    assert run("check", "arguable.txt", "--no-config")[0] == 0
    assert run("check", "arguable.txt", "--config", "gone.toml")[0] == 2


def test_without_a_path_the_inputs_are_audited_and_paths_start_from_the_file(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    put("docs/a.txt", CLEAN)
    put("docs/b/c.txt", CLEAN)
    put("docs/b/README.txt", WRONG)
    put("auditor.toml", 'inputs = ["docs/**/*.txt"]\noutputs = ["json=audit.json"]\n')
    Path("elsewhere").mkdir()
    monkeypatch.chdir("elsewhere")
    assert run("check")[0] == 0
    report = json.loads(Path("../audit.json").read_text(encoding="utf-8"))
    assert [document["path"] for document in report["documents"]] == ["../docs/a.txt", "../docs/b/c.txt"]


def test_without_a_path_and_inputs_nothing_passes(run: Run) -> None:
    status, _, err = run("check")
    assert (status, "give a PATH" in err) == (2, True)


def test_inputs_that_name_nothing_are_an_error_at_their_line(run: Run) -> None:
    put("auditor.toml", '\ninputs = ["docs/*.pdf"]\n')
    status, _, err = run("check")
    assert (status, "auditor.toml:2: inputs: docs/*.pdf: no document is named so" in err) == (2, True)


def test_severities_of_rules_can_be_set(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    put("wrong.txt", WRONG)
    put("auditor.toml", '[rules.severity]\nRU-EXPENDITURE-PROSE = "note"\n')
    report = json.loads(run("check", "wrong.txt", "--format", "json")[1])
    assert {finding["severity"] for finding in report["documents"][0]["findings"]} == {"note"}
    assert report["rules"]["RU-EXPENDITURE-PROSE"]["severity"] == "note"
    assert run("check", "wrong.txt", "--severity", "RU-EXPENDITURE-PROSE=error")[0] == 1
    assert run("check", "wrong.txt", "--severity", "RU-EXPENDITURE-PROSE=fatal")[0] == 2
    monkeypatch.setenv("AUDITOR_SEVERITY", "RU-EXPENDITURE-PROSE=warning")
    assert run("check", "wrong.txt", "--fail-on", "warning")[0] == 1


def test_overrides_are_for_the_files_they_name_and_the_last_prevails(run: Run) -> None:
    for folder in ("old", "old/kept", "new"):
        put(f"{folder}/wrong.txt", WRONG)
    put(
        "auditor.toml",
        'inputs = ["old", "new"]\n'
        '[[overrides]]\nfiles = ["old/**"]\nignore = ["RU-EXPENDITURE-PROSE"]\n'
        '[[overrides]]\nfiles = ["old/kept/*.{txt,pdf}"]\nselect = ["RU-EXPENDITURE-PROSE"]\n'
        'severity = { RU-EXPENDITURE-PROSE = "warning" }\n',
    )
    report = json.loads(run("check", "--format", "json")[1])
    found = {
        document["path"]: [finding["severity"] for finding in document["findings"]] for document in report["documents"]
    }
    assert found == {"old/kept/wrong.txt": ["warning"], "old/wrong.txt": [], "new/wrong.txt": ["error"]}


def test_packs_name_installed_files_of_rules_or_add_folders(run: Run) -> None:
    every = run("rules")[1]
    put("auditor.toml", '[rules]\npacks = ["narrative"]\n')
    assert 0 < len(run("rules")[1].splitlines()) < len(every.splitlines())
    put("ours/checks/own.toml", OWN_RULE)
    put("auditor.toml", '[rules]\npacks = ["./ours"]\n')
    assert len(run("rules")[1].splitlines()) == len(every.splitlines()) + 1
    assert "OWN-CHANGE" in run("rules")[1]
    put("arguable.txt", ARGUABLE)
    assert run("check", "arguable.txt", "--select", "OWN-CHANGE")[0] == 0
    assert run("check", "arguable.txt", "--select", "OWN-CHANGE", "--no-config")[0] == 2
    assert run("check", "arguable.txt", "--pack", "./gone")[0] == 2


def test_another_folder_of_rules_can_be_named_everywhere(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    charity = str(ROOT / "tests" / "rule_sets" / "charity")
    by_option = run("--rules", charity, "rules")
    put("auditor.toml", f"[rules]\nfolder = {json.dumps(charity)}\n")
    assert run("rules") == by_option
    assert "# auditor.toml:2" in run("config")[1]
    Path("auditor.toml").unlink()
    monkeypatch.setenv("AUDITOR_RULES", charity)
    assert run("rules") == by_option
    assert "# --rules or AUDITOR_RULES" in run("config")[1]


@pytest.mark.parametrize(
    ("text", "arguments", "status"),
    [
        (ARGUABLE, ["--max-warnings", "0"], 1),
        (ARGUABLE, ["--max-warnings", "1"], 0),
        (ARGUABLE, ["--max-warnings", "0", "--fail-on", "never"], 1),
        (CLEAN, ["--min-coverage", "100"], 0),
        (CLEAN + "另有37.25万元。\n", ["--min-coverage", "75"], 0),
        (CLEAN + "另有37.25万元。\n", ["--min-coverage", "75.01"], 3),
        (CLEAN + "另有37.25万元。\n", ["--min-coverage", "75.01", "--allow-incomplete"], 3),
        (WRONG + "另有37.25万元。\n", ["--min-coverage", "75.01"], 1),
        (CLEAN, ["--min-coverage", "-1"], 2),
    ],
)
def test_the_gate_limits_warnings_and_asks_for_coverage(run: Run, text: str, arguments: list[str], status: int) -> None:
    put("document.txt", text)
    assert run("check", "document.txt", *arguments)[0] == status


def test_what_no_file_can_set_is_shown_where_it_is_given(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AUDITOR_AS_OF", "2026-12-01")
    shown = run("config", "--no-waivers")[1]
    assert re.search(r"^# --no-waivers is True +# command line$", shown, re.MULTILINE)
    assert re.search(r"^# --as-of is 2026-12-01 +# AUDITOR_AS_OF$", shown, re.MULTILINE)
    assert "--no-baseline" not in shown


def test_what_is_shown_is_toml_that_sets_the_same(run: Run) -> None:
    put("auditor.toml", 'inputs = ["docs"]\n[rules.severity]\nNN-06 = "note"\n[gate]\nmin_coverage = 99.5\n')
    shown = run("config")[1]
    assert tomllib.loads(shown)["gate"]["min_coverage"] == 99.5
    put("auditor.toml", shown)
    again = run("config")[1]
    assert [line.rpartition("#")[0].strip() for line in again.splitlines()] == [
        line.rpartition("#")[0].strip() for line in shown.splitlines()
    ]


def test_why_the_gate_is_shut_is_told(run: Run) -> None:
    put("document.txt", CLEAN + "另有37.25万元。\n")
    assert "document.txt: 75.0 % of the figures were checked" in run("check", "document.txt", "--min-coverage", "90")[2]
    put("document.txt", ARGUABLE)
    assert "1 warnings are more than" in run("check", "document.txt", "--max-warnings", "0")[2]


@pytest.mark.parametrize(
    ("glob", "matched", "unmatched"),
    [
        ("docs/*.pdf", ["docs/a.pdf"], ["docs/x/a.pdf", "a.pdf", "docs/a.pdfx"]),
        ("docs/**", ["docs/a.pdf", "docs/x/a.pdf"], ["other/docs/a.pdf"]),
        ("docs/**/*.pdf", ["docs/a.pdf", "docs/x/y/a.pdf"], ["docs/a.txt"]),
        ("docs", ["docs/a.pdf", "x/docs/a.pdf"], ["docsx/a.pdf"]),
        ("*.{pdf,docx}", ["a.pdf", "x/a.docx"], ["a.txt"]),
        ("./a?.txt", ["ab.txt"], ["a/b.txt", "a.txt"]),
        ("预算+(1).txt", ["预算+(1).txt"], ["预算1.txt"]),
    ],
)
def test_globs_match_paths(glob: str, matched: list[str], unmatched: list[str]) -> None:
    assert [path for path in matched if not pattern_of(glob).fullmatch(path)] == []
    assert [path for path in unmatched if pattern_of(glob).fullmatch(path)] == []


def test_reports_lead_to_pages_whose_address_is_configured(run: Run) -> None:
    put("wrong.txt", CLEAN.replace("40", "45"))
    put("auditor.toml", '[rules]\nhelp = "https://example.org/{kind}.html"\n')
    pages = []
    for given in ([], ["--no-config"]):
        log = json.loads(run("check", "wrong.txt", "-f", "sarif", *given)[1])
        pages.append({rule.get("helpUri") for rule in log["runs"][0]["tool"]["driver"]["rules"]})
    assert all(page.startswith("https://example.org/") and "{" not in page for page in pages[0])
    assert pages[1] == {None}


def test_a_document_beside_the_working_folder_is_not_excluded_as_hidden(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    put("a.txt", CLEAN)
    put("auditor.toml", 'exclude = [".*"]\n')
    put("below/b.txt", CLEAN)
    monkeypatch.chdir("below")
    assert "excluded" not in run("check", "../a.txt")[2]
    assert run("check", "../a.txt")[0] == 0
    put("../.hidden/a.txt", CLEAN)
    assert "left out by exclude" in run("check", "../.hidden/a.txt")[2]
