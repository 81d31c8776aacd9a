"""Reading prose: against Python's own tokenizer on as much text, and a list many times as long against a short one."""

from __future__ import annotations

import gc
import io
import tempfile
import time
import tokenize
from collections.abc import Callable
from pathlib import Path

from auditor import extract_facts, load_vocabulary, read_document
from auditor.documents import Document, Paragraph
from auditor.vocabulary import Vocabulary

TURNS = 5
SHORT, TIMES = 500, 8
MOST = 0.9
"""What the reader took that knew a few dozen shapes of sentences by heart, before there were productions."""
AGAIN = 10
"""How often the tokenizer reads as much: it is done in no time."""
ITEM = "会议费{number}.00万元，比上年增加0.50万元，增长3.20%；"


def measure(folder: Path) -> None:
    """Print what the paragraphs of the text files of a folder take to read, and how that grows with a list."""
    # As the command line does, which reads one document after another.
    gc.disable()
    vocabulary = load_vocabulary()
    documents = [_prose_of(read_document(file)) for file in sorted(folder.glob("*.txt"))]
    blocks = [block for document in documents for block in document.blocks if isinstance(block, Paragraph)]
    length = sum(len(block.source.text) for block in blocks)
    ours, theirs = _in_turn(lambda: _read(documents, vocabulary), lambda: _tokens(AGAIN * length))
    print(
        f"{ours * 1000:8.1f} ms  {ours / theirs:5.2f} x  (at most {MOST:.1f} x)  {length} characters of prose, "
        f"against the tokenizer of Python on {AGAIN} times as many of source"
    )
    short, long = (_list_of(count) for count in (SHORT, SHORT * TIMES))
    once, often = _in_turn(lambda: _read([short], vocabulary), lambda: _read([long], vocabulary))
    print(
        f"{often * 1000:8.1f} ms  {often / once:5.2f} x  (at most {1.25 * TIMES:.1f} x)  a list of {SHORT * TIMES} items, "
        f"against one of {SHORT}"
    )
    gc.enable()


def _prose_of(document: Document) -> Document:
    """A document without its tables."""
    return document._replace(blocks=tuple(block for block in document.blocks if isinstance(block, Paragraph)))


def _list_of(count: int) -> Document:
    """One paragraph with a list of so many items."""
    items = "".join(ITEM.format(number=number) for number in range(1, count + 1))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "list.txt"
        file.write_text(f"某局2024年度部门决算\n本年支出9999.00万元，其中：{items}\n", encoding="utf-8")
        return read_document(file)


def _read(documents: list[Document], vocabulary: Vocabulary) -> None:
    for document in documents:
        extract_facts(document, vocabulary)


def _tokens(length: int) -> None:
    """Cut as many characters of Python source into tokens, without what they make."""
    source = Path(__file__).read_text(encoding="utf-8")
    for _ in range(length // len(source) + 1):
        for _ in tokenize.generate_tokens(io.StringIO(source).readline):
            pass


def _in_turn(one: Callable[[], None], other: Callable[[], None]) -> tuple[float, float]:
    """The least CPU time of each of two, run in turn after a warm-up, so that a slow moment of the machine falls on both."""
    one()
    other()
    times = [(_seconds(one), _seconds(other)) for _ in range(TURNS)]
    return min(first for first, _ in times), min(second for _, second in times)


def _seconds(call: Callable[[], None]) -> float:
    start = time.process_time()
    call()
    return time.process_time() - start
