"""A word of the reports explained: 报送数, what it means, and what it is in the other language."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.messages import LANGUAGES, Catalogue, Lang, tell

GLOSSARY = Catalogue("glossary")
_MEANS = "-means"


def known_terms() -> list[str]:
    """The words of the glossary, in both languages."""
    return [word for key, words in GLOSSARY.items() if f"{key}{_MEANS}" in GLOSSARY for word in words]


def term_lines(name: str, lang: Lang) -> Iterator[str]:
    """The explanation of a word of the glossary, in either language; nothing of a word that it does not have."""
    for key, words in GLOSSARY.items():
        if f"{key}{_MEANS}" in GLOSSARY and name.lower() in words:
            other = words[1 - LANGUAGES.index(lang)]
            yield (
                f"{tell(GLOSSARY, key, lang)}（{other}）" if lang == "zh" else f"{tell(GLOSSARY, key, lang)} ({other})"
            )
            yield f"  {tell(GLOSSARY, f'{key}{_MEANS}', lang)}"
