"""The documents that a command is to audit, and what is left out of those that its paths name."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from auditor.cli.configured import blamed, configuration_of, is_from_file, is_given
from auditor.cli.console import tell_user
from auditor.errors import AuditorError, NoDocument, UsageError
from auditor.messages import told

if TYPE_CHECKING:
    from auditor.documents.search import Search

_META = "auditor.left_out"
"""The files of which it was told already: whoever watches looks again and again."""
_META_REPORTS = "auditor.reports"
"""When each file was changed and how large it was when it was last looked at, and whether it is a report."""
_META_ARCHIVES = "auditor.archives"
"""When each archive was changed and how large it was when it was last opened, and the names in it."""
_MOST = 5
"""So many names are told; more are counted."""


def documents_of(context: click.Context, options: dict[str, Any]) -> Search:
    """The documents that a command is to audit, and what of folders is left out; of files named it is told on standard error.

    These are reports of the auditor, files that an `exclude` names which somebody has set, and with `--only-inputs` those that the
    configuration does not have among its inputs; where these are all, the command ends. Raises `UsageError` and `NoDocument`.
    """
    from auditor.documents.search import EXCLUDED_NAMES, NEVER_DOCUMENTS, Search, search

    if not options["paths"]:
        raise UsageError(told("no-input"))
    excluded = (*(options["exclude"] or EXCLUDED_NAMES), *NEVER_DOCUMENTS)
    try:
        files, left_out = search(options["paths"], excluded)
    except AuditorError as error:
        raise blamed(context, "paths", error) from error
    if options.get("only_inputs"):
        files = _without(context, options, "not-inputs", files, set(files) - _inputs(context, files, excluded))
    files, inside = _opened(context, files, excluded)
    if is_given(context, "exclude"):
        named = {Path(path) for path in options["paths"]}
        folder = configuration_of(context).folder
        barred = {file for file in files if file in named and _is_barred(file, folder, options["exclude"])}
        files = _without(context, options, "excluded", files, barred)
    files = _without(context, options, "own-reports", files, _reports(context, files))
    if not files and options.get("only_inputs"):
        context.exit(0)
    if not files:
        raise NoDocument(told("nothing-to-audit"))
    return Search(files, [*left_out, *inside])


def _opened(context: click.Context, files: Sequence[Path], excluded: Sequence[str]) -> Search:
    """The files with the documents of archives in place of these; none is opened again unless it has changed."""
    from auditor.documents.search import opened
    from auditor.documents.zipped import SUFFIX, members_of
    from auditor.runs import jobs_for
    from auditor.runs.apart import each_apart

    known: dict[Path, tuple[tuple[int, int], list[str] | None]] = context.meta.setdefault(_META_ARCHIVES, {})
    archives = {file: state for file in files if file.suffix.lower() == SUFFIX and (state := _state_of(file))}
    changed = [file for file, state in archives.items() if file not in known or known[file][0] != state]
    listed = each_apart(members_of, changed, jobs_for(changed)) if changed else ()
    known.update((file, (archives[file], names)) for file, names in zip(changed, listed, strict=True))
    return opened(files, {file: known[file][1] for file in archives}, excluded)


def _without(
    context: click.Context, options: dict[str, Any], why: str, files: Sequence[Path], left_out: set[Path]
) -> list[Path]:
    """The files but some, which are told of once."""
    known: set[Path] = context.meta.setdefault(_META, set())
    fresh = [file for file in files if file in left_out and file not in known]
    if fresh:
        known.update(fresh)
        names = ", ".join(map(str, fresh[:_MOST])) + (" …" if len(fresh) > _MOST else "")
        tell_user(told(why, count=len(fresh), names=names))
    return [file for file in files if file not in left_out]


def _reports(context: click.Context, files: Sequence[Path]) -> set[Path]:
    """Those of some files that are reports of the auditor, or that this run prints to; none is read again unless it has changed."""
    from auditor.files import is_printed_to

    known: dict[Path, tuple[tuple[int, int], bool]] = context.meta.setdefault(_META_REPORTS, {})
    states = {file: state for file in files if (state := _state_of(file)) is not None}
    changed = [file for file, state in states.items() if file not in known or known[file][0] != state]
    reports = own_reports(changed)
    known.update((file, (states[file], file in reports)) for file in changed)
    return {file for file in states if known[file][1] or is_printed_to(file)}


def _state_of(file: Path) -> tuple[int, int] | None:
    """When a file, or the archive that it lies in, was changed and how large it is; None of what is not there."""
    from auditor.documents.zipped import on_disk

    try:
        state = on_disk(file).stat()
    except OSError:
        return None
    return state.st_mtime_ns, state.st_size


def own_reports(files: Sequence[Path]) -> set[Path]:
    """Those of some files that are reports of the auditor; packages are opened in processes of their own."""
    from auditor.reports.own import is_package, is_report
    from auditor.runs import jobs_for
    from auditor.runs.apart import each_apart

    packages = [file for file in files if is_package(file)]
    opened = zip(packages, each_apart(is_report, packages, jobs_for(packages)) if packages else (), strict=True)
    found = {file for file, is_own in opened if is_own}
    others = set(files).difference(packages)
    return found | {file for file in others if is_report(file)}


def _is_barred(file: Path, folder: Path, patterns: Iterable[str]) -> bool:
    """Whether a file or a folder on the way to it, from that of the configuration, has a name that is excluded."""
    # As it is written, links and all, but for the `..` on the way, which no name is and a pattern such as `.*` fits.
    path, start = (Path(os.path.abspath(given)) for given in (file, folder))  # noqa: PTH100
    parts = path.relative_to(start).parts if path.is_relative_to(start) else (path.name,)
    return any(fnmatch(part, pattern) for part in parts for pattern in patterns)


def _inputs(context: click.Context, files: Sequence[Path], excluded: Sequence[str]) -> set[Path]:
    """Those of some files that the configuration has among its inputs; all where it names none."""
    from auditor.documents import find_documents
    from auditor.documents.zipped import on_disk

    inputs = configuration_of(context).defaults().get("paths")
    if not inputs or is_from_file(context, "paths"):
        return set(files)
    try:
        known = {file.resolve() for file in find_documents(inputs, excluded)}
    except NoDocument:
        return set()
    return {file for file in files if on_disk(file).resolve() in known}
