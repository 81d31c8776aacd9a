"""What every page has: nothing but its own style and script, which its own policy lets run; nothing is fetched, sent or framed."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Iterable, Iterator
from importlib.resources import files

from auditor.records import Lang
from auditor.reports.html_report.markup import escaped
from auditor.reports.own import MARK


def shell(lang: Lang, title: str, style: str, script: str, body: Iterable[str], *, kind: str = "") -> Iterator[str]:
    """A page in pieces; `kind` is the class of its body, and `body` what stands in that."""
    yield (
        f'<!doctype html>\n<html lang="{"zh-CN" if lang == "zh" else "en"}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="generator" content="{MARK}">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_policy(style, script)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n<meta name="referrer" content="no-referrer">\n'
        f'<link rel="icon" href="data:,">\n<title>{escaped(title)}</title>\n'
        f"<style>{style}</style>\n<script>{script}</script>\n</head>\n"
        f"<body{f' class={kind}' if kind else ''}>\n"
    )
    yield from body
    yield "\n</body>\n</html>\n"


def style_of() -> str:
    """The style of all pages."""
    return file_of(__package__, "style.css")


def script_of(*parts: str) -> str:
    """Parts of scripts within one scope of their own."""
    together = "\n".join(parts)
    return f'(() => {{\n"use strict";\n{together}\n}})();'


def script_part(name: str) -> str:
    """A part of the script of reports, which other pages may have too."""
    return file_of(__package__, f"script/{name}.js")


def file_of(package: str, name: str) -> str:
    """A text file of a package."""
    return files(package).joinpath(name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return "sha256-" + b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
