"""The files of the themes: read once by a TOML parser, then from the user's cache for as long as they are unchanged."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from auditor.cachefolder import Cache
from auditor.messages import LANGUAGES

FOLDER = Path(__file__).parent
"""Where the files are."""
KEPT = Cache("messages", most_bytes=8 * 2**20, most_entries=200)
"""Where those that were read are remembered."""


def read_theme(name: str) -> dict[str, list[str]]:
    """The sentences of a theme by their keys, each in the order of `LANGUAGES`."""
    content = (FOLDER / f"{name}.toml").read_bytes()
    key = hashlib.sha256(content).hexdigest()[:32]
    known = _recalled(key)
    if known is not None:
        return known
    import tomllib

    data = {key: [entry[lang] for lang in LANGUAGES] for key, entry in tomllib.loads(content.decode()).items()}
    KEPT.put(key, json.dumps(data, ensure_ascii=False).encode())
    return data


def _recalled(key: str) -> dict[str, list[str]] | None:
    kept = KEPT.get(key)
    try:
        data = None if kept is None else json.loads(kept)
    except (ValueError, RecursionError):
        return None
    return data if isinstance(data, dict) else None
