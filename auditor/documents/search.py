"""Where documents are looked for: in files, folders, globs and archives; and what of a folder may be one and cannot be audited."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fnmatch import fnmatch
from itertools import takewhile
from pathlib import Path, PurePath
from typing import Literal

from auditor.documents.formats import ARCHIVES, NAMES, UNREAD
from auditor.documents.zipped import archive_of
from auditor.errors import NoDocument
from auditor.messages import told
from auditor.patterns import regex
from auditor.tuples import NamedTuple

EXCLUDED_NAMES = ("README*", "CHANGELOG*", "LICENSE*", ".*", "~$*")
"""Files of a folder that are no disclosures."""
NEVER_DOCUMENTS = ("~$*", ".~*", "lost+found", "System Volume Information", "$RECYCLE.BIN")
"""What word processors and spreadsheets put beside a file that is open, and folders of file systems themselves."""

Kind = Literal["archive", "image", "link"]
"""`link` is one to another folder, which is not followed: it may lead anywhere, or back."""

_GLOB = regex(r"[*?\[]")
_EXTENSIONS = frozenset((*(name for names in NAMES.values() for name in names), *UNREAD, *ARCHIVES))
_KINDS: dict[str, Kind] = {
    **dict.fromkeys("rar 7z tar gz tgz bz2 xz".split(), "archive"),
    **dict.fromkeys("png jpg jpeg gif bmp tif tiff webp heic".split(), "image"),
}
_OF_PAGES = ("_files", ".files")
"""How browsers end the name of the folder that they save the images of a page into."""


class LeftOut(NamedTuple):
    """A file of a folder that may hold documents and is not looked into."""

    path: Path
    kind: Kind


class Search(NamedTuple):
    """What is behind paths: the files to audit, and what is left out."""

    files: list[Path]
    """With links to nothing and folders that cannot be searched, as reading them says what is wrong."""
    left_out: list[LeftOut]


def find_documents(paths: Iterable[str | Path], excluded: Iterable[str] = EXCLUDED_NAMES) -> list[Path]:
    """The documents behind paths, folders and globs searched in name order; raises `NoDocument` for one without any.

    ZIP archives are among them as they are; `in_archive` tells what is in one.
    """
    return search(paths, excluded).files


def search(paths: Iterable[str | Path], excluded: Iterable[str] = EXCLUDED_NAMES) -> Search:
    """The documents as of `find_documents`, and what of the folders is left out; raises `NoDocument`."""
    patterns = tuple(excluded)
    files: list[Path] = []
    left_out: list[LeftOut] = []
    for given in map(Path, paths):
        if _GLOB.search(str(given)) and not given.exists():
            _sort_out(_matching(given, patterns), files, left_out, told("no-document-named-so", path=given))
        elif given.is_dir():
            _sort_out(_inside(given, patterns), files, left_out, told("no-document-inside", path=given))
        elif given.exists() or archive_of(given) is not None:
            files.append(given)
        else:
            raise NoDocument(told("no-such-path", path=given))
    return Search(list(dict.fromkeys(files)), list(dict.fromkeys(left_out)))


def sort_of_name(path: PurePath, excluded: Iterable[str] = EXCLUDED_NAMES) -> Kind | Literal["document"] | None:
    """What a file is in a folder that is searched, by its path from there; None of what is neither audited nor told as left out."""
    patterns = (*excluded, *NEVER_DOCUMENTS)
    return None if any(_is_named(part, patterns) for part in path.parts) else _sort_of(path)


def _sort_of(path: PurePath) -> Kind | Literal["document"] | None:
    extension = path.suffix.lower().removeprefix(".")
    if extension in _EXTENSIONS:
        return "document"
    return None if path.parent.name.endswith(_OF_PAGES) else _KINDS.get(extension)


def opened(
    files: Iterable[Path], members: Mapping[Path, Sequence[str] | None], excluded: Iterable[str] = EXCLUDED_NAMES
) -> Search:
    """The files with the documents of archives in place of these, and what of archives is left out.

    `members` has the names in each archive. One that could not be opened, or has nothing in it that may be a document, stays as it
    is: reading it says what is wrong.
    """
    patterns = tuple(excluded)
    found: list[Path] = []
    left_out: list[LeftOut] = []
    for file in files:
        inside = in_archive(file, members[file] or (), patterns) if file in members else None
        found += inside.files if inside and any(inside) else [file]
        left_out += inside.left_out if inside else []
    return Search(list(dict.fromkeys(found)), left_out)


def in_archive(archive: Path, names: Iterable[str], excluded: Iterable[str] = EXCLUDED_NAMES) -> Search:
    """Which of the files in an archive, whose names are given, are documents, and what is left out, as of a folder.

    An archive in an archive is left out.
    """
    patterns = tuple(excluded)
    files: list[Path] = []
    left_out: list[LeftOut] = []
    for name in sorted(names):
        path = archive / name
        extension = path.suffix.lower().removeprefix(".")
        if any(_is_named(part, patterns) for part in name.split("/")):
            continue
        if extension in ARCHIVES:
            left_out.append(LeftOut(path, "archive"))
        elif extension in _EXTENSIONS:
            files.append(path)
        elif extension in _KINDS and not path.parent.name.endswith(_OF_PAGES):
            left_out.append(LeftOut(path, _KINDS[extension]))
    return Search(files, left_out)


def _sort_out(found: Iterable[tuple[Path, Kind | None]], files: list[Path], left_out: list[LeftOut], says: str) -> None:
    """Put what was found in order where it belongs; raises `NoDocument` where nothing of it can be audited."""
    before, others = len(files), 0
    for path, kind in sorted(found):
        if kind is None:
            files.append(path)
        else:
            left_out.append(LeftOut(path, kind))
            others += 1
    if len(files) == before:
        raise NoDocument(says + (told("but-others", count=others) if others else ""))


def _inside(folder: Path, excluded: tuple[str, ...]) -> Iterator[tuple[Path, Kind | None]]:
    """What of a folder and the folders in it is to be audited, and, with its kind, what is left out."""
    closed: list[OSError] = []
    root = folder.resolve()
    for top, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = [name for name in folders if not _is_named(name, excluded)]
        here = Path(top)
        yield from ((here / name, "link") for name in folders if _leads_out(here / name, root))
        for name in names:
            if not _is_named(name, excluded) and (found := _wanted(here / name)):
                yield found
    yield from ((Path(error.filename), None) for error in closed)


def _matching(glob: Path, excluded: tuple[str, ...]) -> Iterator[tuple[Path, Kind | None]]:
    """What a glob names, and the folders that cannot be searched for it."""
    base = Path(*takewhile(lambda part: not _GLOB.search(part), glob.parts))
    pattern = glob.relative_to(base)
    searched = [base] if pattern.parent == Path() else base.glob(pattern.parent.as_posix())
    every = [*base.glob(pattern.as_posix()), *(folder for folder in searched if _is_closed(folder))]
    for path in every:
        if not any(_is_named(part, excluded) for part in path.relative_to(base).parts):
            found = (path, None) if _is_closed(path) else _wanted(path)
            if found:
                yield found


def _leads_out(folder: Path, root: Path) -> bool:
    """Whether it is a link to a folder that is not searched anyway."""
    return folder.is_symlink() and not folder.resolve().is_relative_to(root)


def _is_closed(folder: Path) -> bool:
    """Whether it is a folder that cannot be searched."""
    try:
        os.scandir(folder).close()
    except OSError:
        # Where even this cannot be told, it is told when it is read.
        return os.path.isdir(folder)  # noqa: PTH112
    return False


def _wanted(file: Path) -> tuple[Path, Kind | None] | None:
    """A file that is to be audited, or left out as of some kind; None of what is neither."""
    try:
        is_there, is_lost = file.is_file(), file.is_symlink() and not file.exists()
    except OSError:
        # What cannot even be looked at is told when it is read.
        is_there, is_lost = True, False
    if is_lost and not file.suffix:
        # It may have been a folder.
        return file, None
    sort = _sort_of(file)
    if sort == "document":
        return (file, None) if is_there or is_lost else None
    return (file, sort) if sort is not None and is_there else None


def _is_named(name: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatch(name, pattern) for pattern in patterns)
