"""The pictures of a run: of the findings of a PDF as it was read, within bounds; nothing that goes wrong with them matters."""

from __future__ import annotations

import os
from pathlib import Path
from shutil import copy
from typing import NoReturn

import pytest

from auditor.rulebook import Rulebook
from auditor.runs import Done, Plan, audit_files, pictures
from auditor.runs.pictures import pictures_of
from auditor.vocabulary import Vocabulary
from tests.conftest import ROOT

SAMPLE = ROOT / "sample_reports" / "formats" / "budget.pdf"


@pytest.fixture(scope="module")
def done(vocabulary: Vocabulary, rulebook: Rulebook, tmp_path_factory: pytest.TempPathFactory) -> Done:
    file = tmp_path_factory.mktemp("pictures") / "budget.pdf"
    copy(SAMPLE, file)
    (made,) = audit_files([file], Plan(vocabulary, rulebook, pictured=True))
    return made


def test_every_finding_of_a_pdf_has_a_picture_for_each_page_it_stands_on(done: Done) -> None:
    made = pictures_of([done], None, 1)[done.record["path"]]
    assert set(made) == {finding["id"] for finding in done.record["findings"]}
    head = {finding["id"]: done.record["verdicts"][finding["verdicts"][0]] for finding in done.record["findings"]}
    for name, shown in made.items():
        pages = {term["location"]["page"] for term in head[name]["terms"]}
        assert pages <= {picture.page for picture in shown}
        assert all(picture.png.startswith(b"\x89PNG") and picture.places for picture in shown)
    assert sum(len(picture.png) for shown in made.values() for picture in shown) < 100_000


def test_the_page_of_the_figure_that_is_wrong_comes_first(done: Done) -> None:
    made = pictures_of([done], None, 1)[done.record["path"]]
    for finding in done.record["findings"]:
        if finding["diagnosis"]:
            suspect = finding["diagnosis"]["suspects"][0]
            assert made[finding["id"]][0].page == suspect["location"]["page"]


def test_a_document_without_pages_and_a_run_without_pictures_have_none(
    vocabulary: Vocabulary, rulebook: Rulebook
) -> None:
    text = ROOT / "sample_reports" / "budget-faulty-tabs.txt"
    pictured, plain = Plan(vocabulary, rulebook, pictured=True), Plan(vocabulary, rulebook)
    assert [entry.sights for entry in audit_files([text], pictured)] == [None]
    assert [entry.sights for entry in audit_files([SAMPLE], plain)] == [None]
    assert pictures_of(list(audit_files([text], pictured)), None, 1) == {}


def test_a_file_that_has_changed_since_it_was_read_is_not_shown(done: Done, tmp_path: Path) -> None:
    other = tmp_path / "budget.pdf"
    other.write_bytes(SAMPLE.read_bytes() + b"\n")
    moved = done._replace(record={**done.record, "path": str(other)})
    gone = done._replace(record={**done.record, "path": str(tmp_path / "gone.pdf")})
    assert pictures_of([moved, gone], None, 2) == {str(other): {}, str(tmp_path / "gone.pdf"): {}}


def test_the_gravest_findings_have_what_room_there_is(done: Done, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = pictures_of([done], None, 1)[done.record["path"]]
    first = next(iter(whole))
    monkeypatch.setattr(pictures, "_MOST_BYTES", sum(len(picture.png) for picture in whole[first]))
    made = pictures_of([done], None, 1)[done.record["path"]]
    assert next(iter(made)) == first
    assert sum(len(picture.png) for shown in made.values() for picture in shown) <= pictures._MOST_BYTES


class Deadly(pictures._Drawing):
    """Drawing that its process dies of."""

    def do(self, order: pictures._Order) -> NoReturn:
        os._exit(9)


def test_a_page_that_kills_its_process_takes_only_its_pictures_with_it(
    done: Done, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "_Drawing", Deadly)
    assert pictures_of([done], None, 1) == {done.record["path"]: {}}


def test_processes_that_cannot_be_started_draw_nothing(done: Done, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError("no more processes")

    monkeypatch.setattr("auditor.runs.pool.do_in_pool", refused)
    assert pictures_of([done], None, 1) == {}
