"""The pages of `docs/rules`: two for each kind of rule, in English and Chinese, and the tables of their index.

They are made of the kinds and the rules that ship. `python -m tests.cookbook` writes them anew.
"""

from __future__ import annotations

from auditor.checks import KINDS
from auditor.messages import Lang
from auditor.reports.kinds import common_keys, kind_page, table_of_kinds
from tests.conftest import ROOT

FOLDER = ROOT / "docs" / "rules"
INDEX = FOLDER / "README.md"
CHINESE = ROOT / "docs" / "rule-files.zh-CN.md"


def pages() -> dict[str, str]:
    """What each file should have, by its name."""
    rules = ROOT / "rules"
    found = {f"{name}.md": kind_page(kind, rules) for name, kind in KINDS.items()}
    found |= {f"{name}.zh-CN.md": kind_page(kind, rules, "zh") for name, kind in KINDS.items()}
    return {**found, INDEX.name: index(INDEX.read_text(encoding="utf-8"), "en")}


def chinese() -> str:
    """What the page for rule writers who read Chinese should have."""
    return index(CHINESE.read_text(encoding="utf-8"), "zh")


def index(text: str, lang: Lang) -> str:
    """An index with its tables renewed, each between its marks."""
    for mark, table in (("keys", common_keys(lang)), ("kinds", table_of_kinds(lang))):
        before, start, rest = text.partition(f"<!-- {mark} -->\n")
        text = f"{before}{start}\n{table}\n\n<!-- end -->{rest.partition('<!-- end -->')[2]}"
    return text


def main() -> None:
    wanted = pages()
    for old in FOLDER.glob("*.md"):
        if old.name not in wanted:
            old.unlink()
    for name, text in wanted.items():
        (FOLDER / name).write_text(text, encoding="utf-8")
    CHINESE.write_text(chinese(), encoding="utf-8")


if __name__ == "__main__":
    main()
