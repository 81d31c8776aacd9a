"""Where the documents of an overview lead to: the page of a report where there is one, else the document itself."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from pathlib import Path

from auditor.errors import UsageError
from auditor.files import read_regular
from auditor.messages import system_says, told
from auditor.patterns import regex
from auditor.reports.html_report.folder import LIST, PAGES
from auditor.reports.overview.tables import Place
from auditor.reports.places import uri_of
from auditor.tuples import NamedTuple

_LARGEST = 2**28
_BLOCK = regex(rf'<script type="application/json" id="{PAGES}">([^<]*)</script>')
_ADDRESS = regex("[a-z][a-z0-9+.-]+://", re.IGNORECASE)


class Links(NamedTuple):
    """What documents lead to from a file in a folder."""

    start: Path = Path()
    """The folder of the file that has the links."""
    reports: Path | None = None
    pages: Mapping[str, str] = {}
    """The names of pages in the folder of reports, by the SHA-256 of the content that they are of."""

    def of(self, place: Place) -> str | None:
        """The reference to what a document leads to; None where that is not there."""
        page = self.pages.get(place.sha256)
        if page is not None and self.reports is not None:
            rule = f"?rule={uri_of(place.rule)}" if place.rule else ""
            return f"{self._reference(self.reports / page)}#d1{rule}"
        if _ADDRESS.match(place.path) or not os.path.isfile(place.path):  # noqa: PTH113 - whatever characters are in it
            return None
        return self._reference(Path(place.path))

    def _reference(self, file: Path) -> str:
        """A relative path as a reference; what begins with a dot has no scheme."""
        relative = os.path.relpath(file, self.start).replace(os.sep, "/")
        return uri_of(relative if relative.startswith("../") else f"./{relative}")


def pages_in(folder: Path) -> dict[str, str]:
    """The pages that `auditor check -f html=FOLDER/` wrote, by the content that they are of; raises `UsageError` where there are none."""
    try:
        found = _BLOCK.search(read_regular(folder / LIST, _LARGEST).decode("utf-8", "replace"))
    except OSError as error:
        raise UsageError(told("no-reports", folder=folder, why=system_says(error, "unreadable-file"))) from error
    try:
        known = json.loads(found[1]) if found else None
    except ValueError:
        known = None
    if not isinstance(known, dict):
        raise UsageError(told("no-reports", folder=folder, why=told("no-list-of-reports", file=LIST)))
    return {sha256: name for sha256, name in known.items() if isinstance(name, str) and Path(name).name == name}
