"""Waivers and baseline: what they set aside, when they stop doing so, and what is said of it."""

from __future__ import annotations

import json
import shlex
from datetime import date
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from pytest_regressions.file_regression import FileRegressionFixture

from auditor.exceptions import Waiver, baseline_text, load_baseline, load_waivers, with_waiver
from auditor.exceptions.baseline import Entry
from tests.conftest import Run

TITLE = "某某县样本局2022年部门预算\n"
FIRST = "2022年支出预算70万元，其中：基本支出30万元；项目支出{}万元。\n"
SECOND = "一般公共预算支出90万元，其中：基本支出50万元；项目支出{}万元。\n"
NONE = TITLE + FIRST.format("40") + SECOND.format("40")
ONE = TITLE + FIRST.format("45") + SECOND.format("40")
TWO = TITLE + FIRST.format("45") + SECOND.format("44")
CHANGED = TITLE + FIRST.format("46") + SECOND.format("44")
BASELINE, WAIVERS = "auditor-baseline.jsonl", "auditor-waivers.toml"
SIGNED = ("--reason", "附注已说明", "--by", "财务科", "--as-of", "2026-11-01", "--until", "2027-03-31")


def put(name: str, text: str) -> str:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return name


def check(run: Run, *arguments: str) -> tuple[int, dict[str, Any]]:
    """Status and record of a check."""
    status, out, err = run("check", *arguments, "--format", "json")
    assert out, err
    report: dict[str, Any] = json.loads(out)
    return status, report


def findings_of(report: dict[str, Any]) -> list[dict[str, Any]]:
    return [finding for document in report["documents"] for finding in document["findings"]]


def problems_of(report: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(entry["by"], entry["problem"], entry["severity"]) for entry in report.get("exceptions", [])]


def entries() -> list[dict[str, Any]]:
    return [json.loads(line) for line in Path(BASELINE).read_text(encoding="utf-8").splitlines()]


# --- baseline


def test_a_baseline_is_created_goes_stale_and_shrinks(run: Run) -> None:
    put("a.txt", TWO)
    assert check(run, "a.txt")[0] == 1
    assert run("baseline", "create", "a.txt")[0] == 0
    status, report = check(run, "a.txt")
    assert (status, report["summary"]["errors"], report["summary"]["baseline"]) == (0, 0, 2)

    put("a.txt", ONE)
    status, report = check(run, "a.txt")
    assert (status, problems_of(report)) == (1, [("baseline", "stale", "error")])
    assert "auditor baseline update" in report["exceptions"][0]["text"]["en"]
    assert check(run, "a.txt", "--fail-on", "never")[0] == 0

    assert run("baseline", "diff", "a.txt")[0] == 1
    assert "- " in run("baseline", "update", "a.txt")[1]
    assert len(entries()) == 1
    assert (check(run, "a.txt")[0], run("baseline", "diff", "a.txt")[0]) == (0, 0)


def test_a_baseline_takes_in_only_what_it_is_told_to(run: Run) -> None:
    put("a.txt", ONE)
    run("baseline", "create", "a.txt")
    put("a.txt", TWO)
    assert check(run, "a.txt")[0] == 1
    assert "--add" in run("baseline", "update", "a.txt")[1]
    assert (len(entries()), check(run, "a.txt")[0]) == (1, 1)
    assert "\n+ " in run("baseline", "update", "a.txt", "--add")[1]
    assert (len(entries()), check(run, "a.txt")[0]) == (2, 0)


def test_other_numbers_are_a_changed_finding_and_no_new_one(run: Run) -> None:
    put("a.txt", TWO)
    run("baseline", "create", "a.txt")
    known = {finding["id"] for finding in findings_of(check(run, "a.txt")[1])}
    put("a.txt", CHANGED)
    status, report = check(run, "a.txt")
    (changed,) = [finding for finding in findings_of(report) if finding["state"] == "open"]
    assert (status, changed["id"] in known) == (1, True)
    assert changed["lapsed"]["why"] == "changed"
    assert set(changed["lapsed"]["numbers"]) != set(changed["numbers"])
    assert problems_of(report) == [("baseline", "changed", "error")]
    assert "与基线不同" in run("check", "a.txt")[1]
    assert "\n~ " in run("baseline", "update", "a.txt")[1]
    assert (len(entries()), problems_of(check(run, "a.txt")[1])) == (1, [])


def test_a_baseline_is_not_overwritten_unless_told_to(run: Run) -> None:
    put("a.txt", ONE)
    assert run("baseline", "update", "a.txt")[0] == 2
    run("baseline", "create", "a.txt")
    status, _, err = run("baseline", "create", "a.txt")
    assert (status, "--force" in err) == (2, True)
    assert run("baseline", "create", "a.txt", "--force")[0] == 0


def test_entries_are_sorted_lines_without_line_page_or_date(run: Run) -> None:
    put("a.txt", TWO)
    put("b.txt", TWO.replace("样本局", "旁边局"))
    run("baseline", "create", "b.txt", "a.txt")
    text = Path(BASELINE).read_text(encoding="utf-8")
    put("a.txt", "\n\n" + TWO)
    run("baseline", "create", "a.txt", "b.txt", "--force")
    assert Path(BASELINE).read_text(encoding="utf-8") == text
    assert {tuple(entry) for entry in entries()} == {("id", "rule", "document", "place", "numbers")}
    assert [entry["document"] for entry in entries()] == sorted(entry["document"] for entry in entries())


def test_the_file_is_the_same_whatever_order_its_entries_come_in() -> None:
    some = [Entry(code, "R", document, "p", ("1",)) for code, document in (("A", "x"), ("B", "x"), ("A", "y"))]
    assert len({baseline_text(order) for order in permutations([*some, some[0]])}) == 1


def test_the_command_that_mends_a_stale_entry_mends_it(run: Run) -> None:
    put("docs/a b.txt", TWO)
    run("baseline", "create", "docs")
    put("docs/a b.txt", ONE)
    text = check(run, "docs/a b.txt")[1]["exceptions"][0]["text"]["en"]
    command = shlex.split(text[text.index("auditor baseline") :])
    assert run(*command[1:])[0] == 0
    assert check(run, "docs")[0] == 0


def test_an_entry_of_a_rule_that_there_is_no_longer_is_stale(run: Run) -> None:
    put("a.txt", TWO)
    run("baseline", "create", "a.txt")
    put(BASELINE, Path(BASELINE).read_text(encoding="utf-8").replace("RU-EXPENDITURE-PROSE", "OLD-RULE"))
    assert check(run, "a.txt")[0] == 0
    put("a.txt", NONE)
    assert check(run, "a.txt")[0] == 1
    assert check(run, "a.txt", "--pack", "narrative")[0] == 0


def test_a_run_over_other_documents_or_rules_makes_no_entry_stale(run: Run) -> None:
    put("a.txt", TWO)
    put("b.txt", NONE.replace("样本局", "旁边局"))
    run("baseline", "create", "a.txt")
    assert check(run, "b.txt")[0] == 0
    assert check(run, "a.txt", "--select", "CO-VEHICLES")[0] == 0
    put("a.txt", NONE)
    assert check(run, "a.txt", "--ignore", "RU-EXPENDITURE-PROSE")[0] == 0
    assert check(run, "a.txt")[0] == 1


def test_entries_of_a_document_that_is_gone_are_stale_where_every_input_was_audited(run: Run) -> None:
    put("docs/a.txt", TWO)
    put("docs/b.txt", NONE.replace("样本局", "旁边局"))
    put("auditor.toml", 'inputs = ["docs"]\n')
    run("baseline", "create")
    Path("docs/a.txt").unlink()
    assert check(run, "docs")[0] == 0
    assert (check(run)[0], len(check(run)[1]["exceptions"])) == (1, 2)
    put("docs/c.txt", "")
    assert problems_of(check(run)[1]) == []


def test_of_a_document_not_read_in_full_a_stale_entry_is_only_a_warning(run: Run) -> None:
    gap = "部门收支总表\n\t优\n\t良\n\n\t管理\n\t30\n\t说明\n\t多\n\n\t服务\n\t16208\n\n\t后勤\n\t5\n\t说明\n\n"
    put("a.txt", TWO)
    run("baseline", "create", "a.txt")
    put("a.txt", ONE + gap)
    status, report = check(run, "a.txt")
    assert (status, problems_of(report)) == (3, [("baseline", "stale", "warning")])


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("<<<<<<< HEAD", "it is no JSON object"),
        ('{"id": "A"}', "an entry has the keys"),
        ('{"id":"A","rule":"B","document":"c","place":"d","numbers":"1"}', "its numbers a list"),
    ],
)
def test_a_wrong_baseline_is_status_2_with_its_line(run: Run, line: str, says: str) -> None:
    put("a.txt", NONE)
    put(BASELINE, f"\n{line}\n")
    status, out, err = run("check", "a.txt")
    assert (status, out) == (2, "")
    assert f"{BASELINE}:2: " in err
    assert says in err


def test_notes_are_in_a_baseline_only_where_they_fail(run: Run) -> None:
    put("a.txt", TITLE + FIRST.format("41"))
    run("baseline", "create", "a.txt")
    assert entries() == []
    run("baseline", "create", "a.txt", "--force", "--fail-on", "note")
    assert len(entries()) == 1


# --- waivers


def waived(run: Run, text: str = ONE) -> str:
    """Waive the first finding of a.txt; gives its id."""
    put("a.txt", text)
    found = str(findings_of(check(run, "a.txt")[1])[0]["id"])
    assert run("waive", found, "a.txt", *SIGNED)[0] == 0
    return found


def test_a_waiver_holds_until_its_last_day_and_is_told_before(run: Run) -> None:
    waived(run)
    status, report = check(run, "a.txt", "--as-of", "2026-12-01")
    assert (status, report["summary"]["waived"], problems_of(report)) == (0, 1, [])
    assert findings_of(report)[0]["waiver"] == {
        "reason": "附注已说明",
        "approved_by": "财务科",
        "expires": "2027-03-31",
    }
    status, report = check(run, "a.txt", "--as-of", "2027-03-31")
    assert (status, problems_of(report)) == (0, [("waiver", "expiring", "note")])
    status, report = check(run, "a.txt", "--as-of", "2027-04-01")
    assert (status, problems_of(report)) == (1, [("waiver", "expired", "warning")])
    assert (findings_of(report)[0]["state"], findings_of(report)[0]["lapsed"]["why"]) == ("open", "expired")
    assert "豁免已于 2027-03-31 到期" in run("check", "a.txt", "--as-of", "2027-04-01")[1]


def test_a_waiver_is_void_when_a_number_changes(run: Run) -> None:
    waived(run, TWO)
    put("a.txt", CHANGED)
    status, report = check(run, "a.txt", "--as-of", "2026-12-01")
    assert (status, report["summary"]["waived"], problems_of(report)) == (1, 0, [("waiver", "changed", "warning")])
    assert findings_of(report)[0]["lapsed"]["by"] == "waiver"


def test_a_waiver_of_nothing_is_reported(run: Run) -> None:
    waived(run)
    put("a.txt", NONE)
    status, report = check(run, "a.txt", "--as-of", "2026-12-01")
    assert (status, problems_of(report)) == (0, [("waiver", "unmatched", "warning")])
    assert check(run, "a.txt", "--as-of", "2026-12-01", "--fail-on", "warning")[0] == 1


def test_an_inspector_sees_every_finding(run: Run) -> None:
    put("a.txt", TWO)
    waived(run, TWO)
    run("baseline", "create", "a.txt", "--as-of", "2026-12-01")
    for options, errors in (
        ([], 0),
        (["--no-waivers"], 1),
        (["--no-baseline"], 1),
        (["--no-waivers", "--no-baseline"], 2),
    ):
        report = check(run, "a.txt", "--as-of", "2026-12-01", *options)[1]
        assert report["summary"]["errors"] == errors


def test_a_waived_finding_is_counted_in_the_text_report(run: Run) -> None:
    waived(run)
    out = run("check", "a.txt", "--as-of", "2026-12-01")[1]
    assert "除已豁免或在基线中的以外未发现不符" in out
    assert "已豁免 1" in out
    assert "1 waived" in run("check", "a.txt", "--as-of", "2026-12-01", "--lang", "en")[1]


def test_a_waiver_holds_for_every_file_of_a_document_unless_it_names_one(run: Run) -> None:
    found = waived(run)
    put("b.md", ONE)
    day = ("--as-of", "2026-12-01")
    assert check(run, "a.txt", "b.md", *day)[1]["summary"]["waived"] == 2
    assert run("waive", found, "a.txt", "b.md", "--file", "b.md", *SIGNED)[0] == 0
    first, second = load_waivers(Path(WAIVERS))
    assert (first.file, second.file) == (None, "b.md")
    text = Path(WAIVERS).read_text(encoding="utf-8")
    put(WAIVERS, text[text.index("[[waiver]]", 5) :])
    assert check(run, "a.txt", "b.md", *day)[1]["summary"]["waived"] == 1


def test_a_waiver_for_a_file_that_is_gone_is_reported_where_every_input_was_audited(run: Run) -> None:
    put("auditor.toml", 'inputs = ["."]\n')
    found = waived(run)
    put("b.md", ONE)
    run("waive", found, "--file", "b.md", *SIGNED)
    Path("b.md").unlink()
    assert problems_of(check(run, "a.txt", "--as-of", "2026-12-01")[1]) == []
    assert problems_of(check(run, "--as-of", "2026-12-01")[1]) == [("waiver", "unmatched", "warning")]


def test_files_of_one_document_that_differ_are_waived_one_by_one(run: Run) -> None:
    put("a.txt", TWO)
    put("b.md", CHANGED)
    found = findings_of(check(run, "a.txt")[1])[0]["id"]
    status, _, err = run("waive", found, "a.txt", "b.md", *SIGNED)
    assert (status, "--file" in err) == (2, True)


def test_waive_names_the_nearest_id_and_what_is_missing(run: Run) -> None:
    found = waived(run)
    assert f"did you mean {found}?" in run("waive", found[:-1], "a.txt", *SIGNED)[2]
    assert "--replace" in run("waive", found, "a.txt", *SIGNED)[2]
    assert run("waive", found.lower(), "a.txt", "--replace", *SIGNED)[0] == 0
    assert len(load_waivers(Path(WAIVERS))) == 1
    assert "give --reason, --until" in run("waive", found, "a.txt", "--replace", "--by", "财务科")[2]
    late = (*SIGNED[:-1], "2026-10-31")
    assert "is past" in run("waive", found, "a.txt", "--replace", *late)[2]


def test_a_waiver_ends_in_a_year_unless_the_configuration_allows_more(run: Run) -> None:
    put("a.txt", ONE)
    found = findings_of(check(run, "a.txt")[1])[0]["id"]
    far = (*SIGNED[:-1], "2027-11-03")
    status, _, err = run("waive", found, "a.txt", *far)
    assert (status, Path(WAIVERS).exists()) == (2, False)
    assert "2027-11-03 is 367 days off: a waiver holds for 366 days at most, until 2027-11-02" in err
    put("auditor.toml", "[waivers]\nmax_days = 400\n")
    assert run("waive", found, "a.txt", *far)[0] == 0


def test_a_finding_can_be_waived_from_a_finished_audit(run: Run) -> None:
    put("a.txt", ONE)
    run("check", "a.txt", "--format", "json=audit.json")
    found = findings_of(json.loads(Path("audit.json").read_text(encoding="utf-8")))[0]["id"]
    Path("a.txt").unlink()
    assert run("waive", found, "--audit", "audit.json", *SIGNED)[0] == 0


BLOCK = """
[[waiver]]
id = "AAAA-AAAA"
rule = "R"
document = "d"
place = "p"
numbers = ["1"]
reason = "已说明"
approved_by = "科长"
approved_on = 2026-01-01
expires = 2026-06-30
"""


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('reason = "已说明"\n', "", "reason: a waiver needs this key"),
        ("已说明", " TODO ", "needs a reason"),
        ("科长", "", "needs a reason and someone who approved it"),
        ("reason =", "raeson =", "did you mean reason?"),
        ("2026-06-30", '"soon"', "write a day as 2027-03-31"),
        ("2026-06-30", "20260630", "expires: it should be a text"),
        ("2026-06-30", "2026-06-30T12:00:00", "write a day as 2027-03-31"),
        ("2026-06-30", "2025-06-30", "before it was approved"),
        ("[[waiver]]", "[[waivers]]", "did you mean waiver?"),
        ("expires = 2026-06-30\n", "expires = 2026-06-30\n" + BLOCK, "is waived twice"),
        ("[[waiver]]", "[[waiver]", "waivers.toml:2"),
    ],
)
def test_a_wrong_file_of_waivers_is_status_2_with_its_line(run: Run, old: str, new: str, says: str) -> None:
    put("a.txt", NONE)
    put(WAIVERS, BLOCK.replace(old, new, 1))
    status, out, err = run("check", "a.txt")
    assert (status, out) == (2, "")
    assert f"{WAIVERS}:" in err
    assert says in err


def test_no_waiver_may_hold_longer_than_the_configuration_says(run: Run) -> None:
    put("a.txt", NONE)
    put(WAIVERS, BLOCK)
    put("auditor.toml", "[waivers]\nmax_days = 180\n")
    assert run("check", "a.txt")[0] == 0
    put("auditor.toml", "[waivers]\nmax_days = 179\n")
    status, _, err = run("check", "a.txt")
    assert (status, "it holds for 180 days; waivers.max_days is 179" in err) == (2, True)


def test_a_file_that_is_written_otherwise_is_left_alone(run: Run) -> None:
    found = waived(run)
    text = Path(WAIVERS).read_text(encoding="utf-8")
    inline = ", ".join(text.replace(found, "0000-0000").strip().splitlines()[1:])
    put(WAIVERS, f"waiver = [{{ {inline} }}]\n")
    status, _, err = run("waive", found, "a.txt", *SIGNED)
    assert (status, "nothing was written" in err) == (2, True)


def waiver(code: str, reason: str = "已说明") -> Waiver:
    return Waiver(code, "R", "d", "p", ("1万元",), reason, "科长", date(2026, 1, 1), date(2026, 6, 30))


def test_waivers_are_put_in_by_id_and_what_people_wrote_stays(tmp_path: Path) -> None:
    text = "# 说明\n\n"
    for code in ("C", "A", "B"):
        text = with_waiver(text, waiver(code))
    text = text.replace('[[waiver]]\nid = "C"', '# 关于 C\n[[waiver]]\nid = "C"')
    text = with_waiver(text, waiver("B", '引号" \\ 换行\n\x7f\ud800'))
    file = tmp_path / "waivers.toml"
    file.write_text(text, encoding="utf-8")
    found = load_waivers(file)
    assert [entry.id for entry in found] == ["A", "B", "C"]
    assert found[1].reason == '引号" \\ 换行\n\x7f?'
    assert found[0]._replace(line=0) == waiver("A")
    assert text.startswith("# 说明\n")
    assert '\n\n# 关于 C\n[[waiver]]\nid = "C"' in text


def test_hostile_labels_fit_into_a_baseline(tmp_path: Path) -> None:
    entry = Entry("A", "R", 'd|"\n\u2028', "=1+1\ud800", ("1",))
    file = tmp_path / "baseline.jsonl"
    file.write_text(baseline_text([entry]), encoding="utf-8")
    (found,) = load_baseline(file)
    assert (found.document, found.place) == (entry.document, "=1+1?")


@pytest.mark.parametrize("file_format", ["text", "json", "compact", "ndjson", "github", "csv", "markdown"])
def test_what_shuts_the_gate_stands_in_the_report_and_beside_it(run: Run, file_format: str) -> None:
    put("a.txt", ONE)
    run("baseline", "create", "a.txt")
    put("a.txt", NONE)
    status, out, err = run("check", "a.txt", "--format", file_format, "--lang", "en")
    said = "update the baseline: auditor baseline update a.txt"
    assert (status, said in out, said in err) == (1, True, file_format != "text")


def test_control_characters_of_a_baseline_stay_out_of_the_terminal(run: Run) -> None:
    put("a.txt", TWO)
    run("baseline", "create", "a.txt")
    hostile = [entry | {"place": "\x1b[31m\u202e\n::error::x"} for entry in entries()]
    put(BASELINE, "".join(json.dumps(entry) + "\n" for entry in hostile))
    put("a.txt", NONE)
    for command in (["check", "a.txt"], ["baseline", "diff", "a.txt"], ["baseline", "update", "a.txt"]):
        out = run(*command)[1]
        assert not {"\x1b", "\u202e"} & set(out)
        assert not any(line.startswith("::") for line in out.splitlines())


# --- the record


def test_a_report_with_exceptions_is_rendered_again_as_it_was(run: Run) -> None:
    waived(run, TWO)
    put("a.txt", CHANGED)
    first = run("check", "a.txt", "--as-of", "2026-12-01", "--format", "json=audit.json")[1]
    assert run("report", "audit.json")[1] == first
    assert json.loads(run("report", "audit.json", "--format", "json")[1])["exceptions"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_text_report_of_exceptions_is_as_before(
    run: Run, lang: str, file_regression: FileRegressionFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A waived finding, a known one, void and unmatched waivers, one about to expire, and entries that no longer fit."""
    monkeypatch.setenv("AUDITOR_SELECT", "RU-EXPENDITURE-PROSE")
    names = {name: TWO.replace("样本局", f"{name}局") for name in ("守信", "改数", "改正")}
    for name, text in names.items():
        put(f"{name}.txt", text)
        ids = [finding["id"] for finding in findings_of(check(run, f"{name}.txt")[1])]
        run("waive", ids[0], f"{name}.txt", *SIGNED)
    files = [f"{name}.txt" for name in names]
    run("baseline", "create", *files, "--as-of", "2026-12-01")
    put("改数.txt", names["改数"].replace("45万", "46万").replace("44万", "43万"))
    put("改正.txt", NONE.replace("样本局", "改正局"))
    out = run("check", *files, "--as-of", "2027-03-20", "--lang", lang)[1]
    file_regression.check(out, encoding="utf-8")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_is_wrong_with_exceptions_is_told_in_both_languages(run: Run, lang: str) -> None:
    waived(run, TWO)
    put("a.txt", NONE)
    out = run("check", "a.txt", "--as-of", "2026-12-01", "--lang", lang)[1]
    assert {"zh": "请删除这条豁免", "en": "remove its waiver"}[lang] in out
    assert f"{WAIVERS}:1" in out


def test_the_difference_of_two_audits_is_new_changed_fixed_and_the_same(run: Run) -> None:
    for name, text in (("one", ONE), ("two", TWO), ("changed", CHANGED)):
        put("a.txt", text)
        run("check", "a.txt", "--format", f"json={name}.json")

    def counts(old: str, new: str) -> tuple[int, dict[str, int]]:
        status, out, _ = run("diff", f"{old}.json", f"{new}.json", "--format", "json")
        return status, {kind: count for kind, count in json.loads(out)["counts"].items() if count}

    assert counts("one", "one") == (0, {"same": 1})
    assert counts("one", "two") == (1, {"same": 1, "new": 1})
    assert counts("two", "one") == (0, {"same": 1, "fixed": 1})
    assert counts("two", "changed") == (1, {"same": 1, "changed": 1})
    assert "已改正 1" in run("diff", "two.json", "one.json", "--lang", "zh")[1]
    put("b.txt", NONE.replace("样本局", "旁边局"))
    run("check", "b.txt", "--format", "json=other.json")
    assert counts("two", "other") == (0, {"unknown": 2})


@pytest.mark.parametrize(
    "command",
    [
        ["baseline", "create", "a.txt", "--baseline", "file/known.jsonl"],
        ["waive", "ID", "a.txt", "--waivers", "file/waivers.toml", *SIGNED],
    ],
    ids=["baseline", "waive"],
)
def test_what_cannot_be_written_is_named_with_the_reason(run: Run, command: list[str]) -> None:
    put("a.txt", ONE)
    put("file", "in the way of a folder")
    found = findings_of(check(run, "a.txt")[1])[0]["id"]
    status, _, err = run(*(found if word == "ID" else word for word in command))
    assert (status, err.splitlines()[-1].startswith("auditor: file/")) == (2, True)
    assert "Traceback" not in err
