"""Mutated documents of every format: whatever is done to a sample, it is audited or refused, in bounded time and memory.

The inputs are the same in every run, and as many as there is time for: a few seconds, a minute with `AUDITOR_SWEEPS=all`. A failure
names the number of its input, which `mutated(number)` makes again.
"""

from __future__ import annotations

import io
import random
import re
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from auditor.documents.search import in_archive
from auditor.documents.zipped import members_of, on_disk
from auditor.errors import AuditorError
from auditor.records.messages import say
from auditor.rulebook import Rulebook
from auditor.runs import Plan, audit_files, worker
from auditor.vocabulary import Vocabulary
from tests.conftest import ROOT, SWEEPS

_SECONDS = 60 if SWEEPS else 3
_SEED = 20261129
_BATCH = 8
_MEMORY = 1 << 30
"""Bytes that reading and auditing one input may take."""
_PATIENCE = 60.0
"""Seconds for one input; none takes a tenth of it where nothing else runs."""
_MOST_MUTATIONS = 6
_LONGEST_REPEAT = 3000

SAMPLES = sorted(
    file
    for folder in (ROOT / "sample_reports", ROOT / "sample_reports" / "formats")
    for file in folder.iterdir()
    if file.is_file() and file.suffix != ".py" and file.stem != "README"
)
_WORDS = "其中： ， 、 ； 。 ： （ ） 合计 万元 % 比上年增加 下降 占 为 分别为 无 年 0 -1 1,23 1.2.3 1e9 ９９ ①"
_MARKUP = "< & ]]> <w:p> </w:tbl> rowspan='2147483647' r='XFD1048576' endobj /Kids[1 0 R] << >> <td/colspan=99999>"
_CONTROLS = "\t|\n|\x00|\x1f|\u2028|\ufeff|\U0002000b"
_PIECES = [piece.encode() for piece in (*_WORDS.split(), *_MARKUP.split(), *_CONTROLS.split("|"))]
_NUMBER = re.compile(rb"\d+")
_NUMBERS = (b"0", b"1", b"-1", b"255", b"65536", b"2147483647", b"99999999999999999999", b"0.5")

Mutation = Callable[[random.Random, bytes], bytes]


def _place(chance: random.Random, content: bytes) -> tuple[int, int]:
    """The start and end of some stretch, often a short one."""
    start = chance.randrange(len(content) + 1)
    return start, min(len(content), start + int(2 ** chance.uniform(0, 12)))


def _flip(chance: random.Random, content: bytes) -> bytes:
    made = bytearray(content)
    for _ in range(chance.randint(1, 20) if made else 0):
        made[chance.randrange(len(made))] = chance.randrange(256)
    return bytes(made)


def _leave_out(chance: random.Random, content: bytes) -> bytes:
    start, end = _place(chance, content)
    return content[:start] + content[end:]


def _repeat(chance: random.Random, content: bytes) -> bytes:
    start, end = _place(chance, content)
    times = min(int(2 ** chance.uniform(0, 12)), _LONGEST_REPEAT, 1 + 300_000 // max(1, end - start))
    return content[:end] + content[start:end] * times + content[end:]


def _insert(chance: random.Random, content: bytes) -> bytes:
    start, _ = _place(chance, content)
    pieces = b"".join(chance.choices(_PIECES, k=chance.randint(1, 4)))
    return content[:start] + pieces * chance.choice((1, 1, 1, 50, 2000)) + content[start:]


def _change_number(chance: random.Random, content: bytes) -> bytes:
    numbers = list(_NUMBER.finditer(content))
    if not numbers:
        return content
    chosen = chance.choice(numbers)
    return content[: chosen.start()] + chance.choice(_NUMBERS) + content[chosen.end() :]


def _swap(chance: random.Random, content: bytes) -> bytes:
    a, b, c, d = sorted(chance.randrange(len(content) + 1) for _ in range(4))
    return content[:a] + content[c:d] + content[b:c] + content[a:b] + content[d:]


def _cut(chance: random.Random, content: bytes) -> bytes:
    return content[: chance.randrange(len(content) + 1)]


def _splice(chance: random.Random, content: bytes) -> bytes:
    other = chance.choice(SAMPLES).read_bytes()
    start, end = _place(chance, other)
    place, _ = _place(chance, content)
    return content[:place] + other[start:end] + content[place:]


MUTATIONS: tuple[Mutation, ...] = (
    *(_flip, _leave_out, _repeat, _insert, _insert, _change_number, _change_number, _swap, _cut, _splice),
)


def _through(chance: random.Random, content: bytes) -> bytes:
    for _ in range(chance.randint(1, _MOST_MUTATIONS)):
        content = chance.choice(MUTATIONS)(chance, content)
    return content


def _through_parts(chance: random.Random, content: bytes) -> bytes:
    """The parts of an office file mutated, the archive around them sound."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        telling = [name for name in names if any(word in name for word in ("sheet", "document", "Content"))] or names
        chosen = chance.choice(telling if chance.random() < 0.7 else names)
        for name in names:
            part = old.read(name)
            # Of a name alone the entry would have the time of day.
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, _through(chance, part) if name == chosen else part)
    return made.getvalue()


def mutated(number: int) -> tuple[str, bytes]:
    """The name and the content of an input; always the same ones."""
    chance = random.Random(_SEED * 1_000_003 + number)
    sample = SAMPLES[number % len(SAMPLES)]
    content = sample.read_bytes()
    is_archive = content.startswith(b"PK") and chance.random() < 0.8
    made = _through_parts(chance, content) if is_archive else _through(chance, content)
    return f"{number}{sample.suffix}", made


def _documents_of(file: Path) -> list[Path]:
    """A file, or the first documents in an archive, which itself is in their place where it cannot be opened."""
    if file.suffix != ".zip":
        return [file]
    try:
        return in_archive(file, members_of(file)).files[:2] or [file]
    except AuditorError:
        return [file]


def test_every_format_is_mutated() -> None:
    suffixes = {sample.suffix for sample in SAMPLES}
    assert suffixes >= {
        ".txt",
        ".md",
        ".tsv",
        ".pdf",
        ".docx",
        ".doc",
        ".xlsx",
        ".xls",
        ".html",
        ".htm",
        ".csv",
        ".rtf",
        ".ofd",
    }


def test_an_input_is_the_same_in_every_run() -> None:
    assert [mutated(number) for number in range(len(SAMPLES))] == [mutated(number) for number in range(len(SAMPLES))]


def test_what_is_mutated_is_audited_or_refused_within_bounds(
    vocabulary: Vocabulary, rulebook: Rulebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "MOST_MEMORY", _MEMORY)
    beyond = {say(key, "en", seconds=f"{_PATIENCE:g}", size="2") for key in ("timed-out", "out-of-memory")}
    plan = Plan(vocabulary, rulebook, lang="en")
    end = time.monotonic() + _SECONDS
    number = 0
    while time.monotonic() < end:
        files: list[Path] = []
        for name, content in map(mutated, range(number, number + _BATCH)):
            (tmp_path / name).write_bytes(content)
            files += _documents_of(tmp_path / name)
        for file, done in zip(files, audit_files(files, plan, 1, _PATIENCE), strict=True):
            assert done.record["status"] in ("audited", "unreadable"), f"input {on_disk(file).stem}: {done.trace}"
            error = done.record.get("error")
            assert error not in beyond, f"input {on_disk(file).stem}: {error}"
        for made in tmp_path.iterdir():
            made.unlink()
        number += _BATCH
    assert number
