"""Makes the samples in `formats/` from the sources in `source/`: `python sample_reports/make_formats.py`.

Needs python-docx and XlsxWriter; for .doc, .xls, .pdf and .ofd also LibreOffice (soffice on the PATH) and the fonts
Noto Serif CJK SC and Noto Sans CJK SC. What cannot be made is named and the rest is made; then the exit status is 1.
"""

from __future__ import annotations

import importlib.util
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from source.archive import archive_of
from source.disclosure import Disclosure, read_disclosure
from source.fixed_layout import fixed_layout_of
from source.metadata import plain_package, plain_pdf
from source.office import converted, has_font, is_installed
from source.plain_text import text_of
from source.rich_text import rich_text_of
from source.separated import separated_of
from source.web_page import saved_page, site_page
from source.word import FONTS, document_of
from source.workbook import workbook_of

_HERE = Path(__file__).parent
_PLAIN: dict[str, Callable[[Disclosure], bytes]] = {
    "txt": text_of,
    "html": site_page,
    "htm": saved_page,
    "csv": separated_of,
    "rtf": rich_text_of,
}
_PACKAGED = {"docx": (document_of, "docx"), "xlsx": (workbook_of, "xlsxwriter")}
_ARCHIVED = {"budget.csv": "预算公开/2025年部门预算.csv", "final.rtf": "决算公开/2023年部门决算.rtf"}
_DISTRIBUTIONS = {"docx": "python-docx", "xlsxwriter": "XlsxWriter"}
_CONVERTED = {"docx": ("doc", "pdf"), "xlsx": ("xls",)}


def main() -> int:
    """Make every format that can be made here; gives the exit status."""
    missing = list(_missing())
    for reason in missing:
        print(f"skipped: {reason}", file=sys.stderr)
    folder = _HERE / "formats"
    folder.mkdir(exist_ok=True)
    for source in sorted((_HERE / "source").glob("*.disclosure")):
        for file_format, content in _products(read_disclosure(source)):
            made = folder / f"{source.stem}.{file_format}"
            made.write_bytes(content)
            print(f"{made.relative_to(_HERE)}  {len(content)} bytes")
    archive = archive_of({name: (folder / made).read_bytes() for made, name in _ARCHIVED.items()})
    (folder / "both.zip").write_bytes(archive)
    return 1 if missing else 0


def _missing() -> Iterator[str]:
    for file_format, (_, package) in _PACKAGED.items():
        if importlib.util.find_spec(package) is None:
            yield f".{file_format} and what is converted from it: {_DISTRIBUTIONS[package]} is not installed"
    if not is_installed():
        yield ".doc, .xls, .pdf and .ofd: soffice (LibreOffice) is not on the PATH"
    yield from (f".pdf and .ofd: the font {font} is not installed" for font in FONTS if not has_font(font))


def _products(disclosure: Disclosure) -> Iterator[tuple[str, bytes]]:
    for file_format, write in _PLAIN.items():
        yield file_format, write(disclosure)
    for file_format, (write, package) in _PACKAGED.items():
        if importlib.util.find_spec(package) is not None:
            content = plain_package(write(disclosure))
            yield file_format, content
            yield from _conversions(content, file_format, disclosure)


def _conversions(content: bytes, file_format: str, disclosure: Disclosure) -> Iterator[tuple[str, bytes]]:
    if not is_installed():
        return
    for wanted in _CONVERTED[file_format]:
        if wanted == "pdf" and not all(map(has_font, FONTS)):
            continue
        with tempfile.TemporaryDirectory() as folder:
            made = converted(content, file_format, wanted, Path(folder))
        if wanted == "pdf":
            made = plain_pdf(made, disclosure.issued)
            yield "ofd", fixed_layout_of(made, disclosure.title, disclosure.issued)
        yield wanted, made


if __name__ == "__main__":
    sys.exit(main())
