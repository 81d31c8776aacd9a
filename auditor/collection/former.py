"""Former names: 云川市社会局 is 云川市民政局 now, as a file says, or as the disclosures do that name it; of another place it is not."""

from __future__ import annotations

from collections.abc import Iterable

from auditor.collection.bodies_file import Settings
from auditor.collection.links import list_of
from auditor.collection.places import Places, agree
from auditor.collection.who import BodyRow


class FormerNames:
    """The name that a body has now by one that it had; what a file says prevails."""

    def __init__(self, rows: Iterable[BodyRow], settings: Settings) -> None:
        said = {(row.former, list_of(row.places), row.core) for row in rows if row.former and row.former != row.core}
        settled = {(former, body.places, body.core) for body in settings.bodies for former in body.former}
        self._near: dict[tuple[str, str], list[tuple[Places, str]]] = {}
        self._anywhere: dict[str, set[str]] = {}
        self._all: dict[str, set[str]] = {}
        ruled = {former for former, _, _ in settled}
        for former, places, core in settled | {entry for entry in said if entry[0] not in ruled}:
            self._all.setdefault(former, set()).add(core)
            if places:
                self._near.setdefault((former, places[-1]), []).append((places, core))
            else:
                self._anywhere.setdefault(former, set()).add(core)

    def now(self, core: str, places: Places) -> str:
        """The name now of a body of some places; its own where that is not clear."""
        seen = {core}
        while (following := self._following(core, places)) is not None and following not in seen:
            core = following
            seen.add(core)
        return core

    def _following(self, core: str, places: Places) -> str | None:
        if places:
            near = self._near.get((core, places[-1]), ())
            found = {now for others, now in near if agree(places, others)} | self._anywhere.get(core, set())
        else:
            found = set(self._all.get(core, ()))
        return found.pop() if len(found) == 1 else None
