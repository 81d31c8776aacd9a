"""Reading a file beside the library that people would reach for, in turn and in one process; memory of a long PDF."""

from __future__ import annotations

import io
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from auditor import confront, extract_facts, load_rules, load_vocabulary, read_document
from auditor.documents.pdf import read_pdf
from auditor.documents.word_xml import read_word_xml
from auditor.documents.workbook.xml_reader import read_workbook_xml

TURNS = 5
Reader = Callable[[bytes], object]
PAGES = 100


def measure(folder: Path) -> None:
    """Print how the files of a folder are read against pdfplumber, openpyxl and python-docx, whichever is installed."""
    files = sorted(file for file in folder.iterdir() if not file.name.startswith("unreadable"))
    _against("pdfplumber", _pdfs(files), read_pdf, _with_pdfplumber, at_least=6.0)
    _audited(_pdfs(files))
    workbooks = [*_with_suffix(files, ".xlsx"), *_made_workbook()]
    _against("openpyxl", workbooks, read_workbook_xml, _with_openpyxl, at_least=4.0)
    _against("python-docx", _with_suffix(files, ".docx"), read_word_xml, _with_docx, at_least=1.0)
    _memory(_pdfs(files))


def _with_suffix(files: Iterable[Path], suffix: str) -> list[Path]:
    return [file for file in files if file.suffix == suffix]


def _pdfs(files: Iterable[Path]) -> list[Path]:
    return _with_suffix(files, ".pdf")


def _against(
    library: str, files: list[Path], ours_reads: Reader, theirs_reads: Callable[[Path], None], at_least: float
) -> None:
    """A reader of the auditor beside a library that takes the same texts and cells out of the same files."""
    for file in files:
        try:
            ours, theirs = _in_turn(partial(_read, ours_reads, file), partial(theirs_reads, file))
        except ImportError:
            print(f"skipped: {library} is not installed")
            return
        print(
            f"{ours * 1000:8.1f} ms  {theirs / ours:5.1f} x as fast (at least {at_least:.0f} x)  {file.name}, "
            f"against {library} {theirs * 1000:.0f} ms"
        )


def _audited(files: list[Path]) -> None:
    """Reading and auditing against the time that pdfplumber takes to read alone."""
    vocabulary, rulebook = load_vocabulary(), load_rules()

    def audit(file: Path) -> None:
        confront(extract_facts(read_document(file), vocabulary), rulebook)

    for file in files:
        try:
            ours, theirs = _in_turn(partial(audit, file), partial(_with_pdfplumber, file))
        except ImportError:
            return
        print(
            f"{ours * 1000:8.1f} ms  {ours / theirs:5.2f} of it (at most 0.33)  {file.name} read and audited, "
            "against pdfplumber reading it"
        )


def _read(reads: Reader, file: Path) -> None:
    reads(file.read_bytes())


def _in_turn(one: Callable[[], object], other: Callable[[], object]) -> tuple[float, float]:
    """The least time of each of two, run in turn, so that a slow moment of the machine falls on both."""
    times = [(_seconds(one), _seconds(other)) for _ in range(TURNS)]
    return min(first for first, _ in times), min(second for _, second in times)


def _seconds(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def _with_pdfplumber(file: Path) -> None:
    import pdfplumber

    with pdfplumber.open(file) as pdf:
        for page in pdf.pages:
            page.extract_text()
            page.extract_tables()


def _with_openpyxl(file: Path) -> None:
    import openpyxl

    for sheet in openpyxl.load_workbook(file).worksheets:
        for row in sheet.iter_rows(values_only=True):
            tuple(row)


def _with_docx(file: Path) -> None:
    import docx

    document = docx.Document(str(file))
    for paragraph in document.paragraphs:
        assert paragraph.text is not None
    for table in document.tables:
        for row in table.rows:
            for cell in row.cells:
                assert cell.text is not None


def _made_workbook() -> list[Path]:
    """A workbook of 40 sheets of 4,500 amounts, where XlsxWriter is installed to make it."""
    try:
        import xlsxwriter
    except ImportError:
        return []
    file = Path(tempfile.gettempdir()) / f"auditor-benchmark-{os.getuid()}.xlsx"
    workbook = xlsxwriter.Workbook(str(file))
    amount = workbook.add_format({"num_format": "#,##0.00"})
    for _ in range(40):
        sheet = workbook.add_worksheet()
        for row in range(500):
            for column in range(9):
                sheet.write_number(row, column, row * 13.37 + column, amount)
    workbook.close()
    return [file]


def _memory(files: list[Path]) -> None:
    """The peak memory of an audit of a PDF of 100 pages, put together from the pages of others."""
    if not files:
        return
    import pypdfium2 as pdfium

    whole = pdfium.PdfDocument.new()
    while len(whole) < PAGES:
        for file in files:
            whole.import_pages(pdfium.PdfDocument(file))
    content = io.BytesIO()
    whole.save(content)
    with tempfile.TemporaryDirectory() as scratch:
        file = Path(scratch) / "long.pdf"
        file.write_bytes(content.getvalue())
        start = time.perf_counter()
        child = os.posix_spawn(
            sys.executable,
            [sys.executable, "-m", "auditor", "check", str(file), "--format", "json", "--output", os.devnull],
            os.environ,
        )
        _, _, usage = os.wait4(child, 0)
        peak = usage.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
        print(
            f"{peak:8.0f} MB  (at most 250 MB) peak memory, {time.perf_counter() - start:.1f} s  a PDF of {len(whole)} pages"
        )
