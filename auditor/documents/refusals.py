"""Why a document is refused, where more than one reader says so."""

from __future__ import annotations

from auditor.errors import UnreadableDocument
from auditor.messages import LANGUAGES, Catalogue, Lang, tell

_SENTENCES = Catalogue("refusals")


def refused(key: str, /, **blanks: object) -> UnreadableDocument:
    """The refusal of a key of the catalogue `refusals`, in both languages; a blank may be a sentence in both itself."""
    english, chinese = ({name: _in(lang, blank) for name, blank in blanks.items()} for lang in ("en", "zh"))
    return UnreadableDocument(tell(_SENTENCES, key, "en", **english), tell(_SENTENCES, key, "zh", **chinese))


def _in(lang: Lang, blank: object) -> object:
    return blank[LANGUAGES.index(lang)] if isinstance(blank, tuple) else blank


def damaged(detail: str, /, **blanks: object) -> UnreadableDocument:
    """A document that ends early, or whose parts do not fit together: a key of the catalogue says how, or a library."""
    chinese, english = (tell(_SENTENCES, detail, lang, **blanks) for lang in LANGUAGES)
    return refused("damaged", detail=(chinese, english))


def encrypted(password: str | None = None) -> UnreadableDocument:
    """A document that asks for a password, or does not open with the one that was given."""
    if password is None:
        return refused("encrypted")
    return refused("password-wrong")
