"""`auditor across STORE`: the same findings as of the files themselves, from rows of a store."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from auditor.checks.across.present import party_of as present
from auditor.collection.members import party_of
from auditor.rulebook import Rulebook
from auditor.vocabulary import Vocabulary
from benchmarks.generated.offices import RULE_OF, collection
from tests.collection.held import facts_of, members_of
from tests.collection.test_together import OWN, PLAN
from tests.conftest import SOON, Run

pytest.importorskip("duckdb")


def told_in(said: str) -> list[tuple[Any, ...]]:
    """What is found between documents, in a JSON report."""
    return sorted(
        (document["relation"], *document["between"], entry["rule"], entry["severity"], entry["id"], *entry["numbers"])
        for document in json.loads(said)["documents"]
        for entry in document["findings"]
        if "between" in document
    )


def test_a_store_gives_what_the_files_give(run: Run, tmp_path: Path) -> None:
    documents, plants = collection(offices=3, plants=9)
    folder = tmp_path / "files"
    folder.mkdir()
    for document in documents:
        (folder / document.name).write_text(document.text, "utf-8")
    assert run("collect", "files", "--to", "store", "-q")[0] == 0
    status, of_store, _ = run("across", "store", "-f", "json")
    _, of_files, _ = run("check", "files", "--together", "-f", "json")
    assert status == 1
    assert told_in(of_store) == told_in(of_files)
    rules = {entry["rule"] for document in json.loads(of_store)["documents"] for entry in document["findings"]}
    assert {RULE_OF[sort] for sort in plants.values()} <= rules


def test_a_store_with_nothing_in_common_has_no_findings(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("棠溪市民政局2023年部门预算\n2023年支出预算30万元。\n", "utf-8")
    run("collect", "a.txt", "--to", "store", "-q")
    status, said, _ = run("across", "store", "-f", "json")
    assert (status, json.loads(said)["documents"]) == (0, [])


def test_a_folder_that_is_no_store_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    assert run("across", "folder")[0] == 2


def test_rows_give_the_facts_that_were_read(vocabulary: Vocabulary, rulebook: Rulebook) -> None:
    document = collection(offices=1, plants=0)[0][0]
    facts = facts_of(document.text, vocabulary, document.name)
    member = members_of({document.name: document.text}, vocabulary, rulebook)[document.name]
    direct, again = present(facts, 3, document.name, "x", rulebook.rules), party_of(member, 3, vocabulary)
    known = {fact.number: fact for fact in again.facts.facts}
    kept = [fact for fact in direct.facts.facts if fact.state != "word"]
    assert [known[fact.number] for fact in kept] == kept
    assert [direct.facts.setting_of(fact) for fact in kept] == [
        again.facts.setting_of(known[fact.number]) for fact in kept
    ]
    assert [direct.facts.layout_of(fact) for fact in kept] == [
        again.facts.layout_of(known[fact.number]) for fact in kept
    ]
    assert (direct.doubted, direct.explained, direct.said) == (again.doubted, again.explained, again.said)


def test_a_unit_whose_table_is_empty_has_nothing_in_it(run: Run, tmp_path: Path) -> None:
    def put(name: str, title: str, *amounts: str) -> None:
        first, second, total = (f"{amount}\t{amount}\t" for amount in amounts)
        (tmp_path / "files" / name).write_text(
            f"{title}\n{'部门' if name == 'whole.txt' else '单位'}支出总表\n单位：万元\n科目编码\t科目名称\t合计\t基本支出\t项目支出\n"
            f"2080201\t行政运行\t{first}\n2080202\t一般行政管理事务\t{second}\n2080203\t机关服务\t{first}\n\t合计\t{total}\n",
            "utf-8",
        )

    (tmp_path / "files").mkdir()
    listed = "纳入编制范围的预算单位共计2家，具体包括：棠溪市民政局（本级），棠溪市福利院。"
    put("whole.txt", f"棠溪市民政局2023年部门预算\n{listed}", "100.00", "20.00", "220.00")
    put("own.txt", "棠溪市民政局（本级）2023年单位预算", "100.00", "18.00", "218.00")
    put("unit.txt", "棠溪市福利院2023年单位预算", "", "", "")
    run("collect", "files", "--to", "store", "-q")
    of_store, of_files = run("across", "store", "-f", "json")[1], run("check", "files", "--together", "-f", "json")[1]
    assert told_in(of_store) == told_in(of_files)
    assert [(entry[0], "XD-SUM" in entry) for entry in told_in(of_store)] == [("units", True)]


def collected(run: Run, tmp_path: Path, plan: str = PLAN, own: str = OWN) -> None:
    """A store of a body and its office, one line of which is more than the body's."""
    (tmp_path / "files").mkdir(exist_ok=True)
    for name, text in (("whole.txt", plan), ("own.txt", own)):
        (tmp_path / "files" / name).write_text(text, "utf-8")
    assert run("collect", "files", "--to", "store", "-q")[0] == 0


WAIVE = ("--reason", "内部往来", "--by", "财务科")


def waived(run: Run) -> str:
    """The identity of the one finding, which is waived now."""
    _, said, _ = run("across", "store", "-f", "json")
    (finding,) = [entry for document in json.loads(said)["documents"] for entry in document["findings"]]
    assert run("waive", finding["id"], "--store", "store", *WAIVE, "--until", SOON)[0] == 0
    return str(finding["id"])


STRICT = ("across", "store", "--max-warnings", "0")


def test_what_is_found_in_a_store_can_be_waived(run: Run, tmp_path: Path) -> None:
    collected(run, tmp_path)
    assert run(*STRICT)[0] == 1
    waived(run)
    status, said, _ = run(*STRICT, "-f", "json")
    assert (status, json.loads(said)["summary"]["waived"]) == (0, 1)
    assert run(*STRICT, "--no-waivers")[0] == 1


def test_a_waiver_of_a_store_holds_where_the_files_are_checked_together(run: Run, tmp_path: Path) -> None:
    collected(run, tmp_path)
    waived(run)
    status, said, _ = run("check", "files", "--together", "--max-warnings", "0", "-f", "json")
    assert (status, json.loads(said)["summary"]["waived"]) == (0, 1)


def test_a_waiver_of_a_store_that_has_expired_counts_for_nothing(run: Run, tmp_path: Path) -> None:
    collected(run, tmp_path)
    identity = waived(run)
    late = str(date.fromisoformat(SOON) + timedelta(days=1))
    status, said, _ = run(*STRICT, "--as-of", late, "--lang", "en")
    assert status == 1
    assert "expired" in said
    assert f"auditor waive {identity} --replace --store store" in said


@pytest.mark.parametrize("own", [OWN.replace("9.00", "8.00").replace("39.00", "38.00"), OWN.split("2080202")[0]])
def test_a_waiver_of_what_is_no_finding_of_a_store_any_more_is_told(run: Run, tmp_path: Path, own: str) -> None:
    collected(run, tmp_path)
    identity = waived(run)
    collected(run, tmp_path, own=own)
    status, said, _ = run("across", "store", "--fail-on", "warning", "--lang", "en")
    assert status == 1
    assert f"{identity} “" in said
    assert "no finding any more" in said


def test_a_waiver_whose_numbers_have_changed_in_a_store_is_void(run: Run, tmp_path: Path) -> None:
    collected(run, tmp_path)
    waived(run)
    collected(run, tmp_path, own=OWN.replace("9.00", "9.50"))
    status, said, _ = run(*STRICT, "--lang", "en")
    assert status == 1
    assert "have changed" in said


def test_waivers_of_other_documents_are_no_concern_of_a_store(run: Run, tmp_path: Path) -> None:
    collected(run, tmp_path)
    waived(run)
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "a.txt").write_text("棠溪市民政局2023年部门预算\n2023年支出预算30万元。\n", "utf-8")
    run("collect", "other", "--to", "others", "-q")
    assert run("across", "others", "--fail-on", "warning")[0] == 0


def test_a_waiver_of_a_store_is_not_left_over_where_documents_are_audited_one_by_one(run: Run, tmp_path: Path) -> None:
    collected(run, tmp_path)
    waived(run)
    (tmp_path / "auditor.toml").write_text('inputs = ["files"]\n', "utf-8")
    assert run("check", "--fail-on", "warning")[0] == 0


def test_what_is_found_in_a_store_can_go_into_the_baseline(run: Run, tmp_path: Path) -> None:
    collected(run, tmp_path)
    assert run("baseline", "create", "--store", "store")[0] == 0
    status, said, _ = run(*STRICT, "-f", "json")
    assert (status, json.loads(said)["summary"]["baseline"]) == (0, 1)
    collected(run, tmp_path, own=OWN.replace("9.00", "8.00").replace("39.00", "38.00"))
    status, said, _ = run("across", "store", "--lang", "en")
    assert status == 1
    assert "auditor baseline update --store store" in said
    assert run("baseline", "update", "--store", "store")[0] == 0
    assert run("across", "store")[0] == 0
