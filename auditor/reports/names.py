"""The names that rules use for what documents say: concepts, dimensions and their members, tables, kinds of document, publishers."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.messages import Catalogue, Lang, tell
from auditor.vocabulary import Vocabulary

_SAID = Catalogue("kind_pages")


def name_lines(vocabulary: Vocabulary, lang: Lang, wanted: str = "") -> Iterator[str]:
    """A line for each name: what it is, how rules write it, what it is called; those that have a text in either where one is wanted."""
    for key, name, called in _names(vocabulary, lang):
        if wanted.casefold() in f"{name} {called}".casefold():
            yield f"{tell(_SAID, f'name-{key}', lang)}  {name:<36} {called}".rstrip()


def _names(vocabulary: Vocabulary, lang: Lang) -> Iterator[tuple[str, str, str]]:
    yield from (("concept", f'concept = "{entry.id}"', entry.name[lang]) for entry in vocabulary.concepts.values())
    for dimension in vocabulary.dimensions.values():
        yield "dimension", dimension.id, dimension.name[lang]
        yield from (("member", f'{dimension.id} = "{member}"', name[lang]) for member, name in dimension.names.items())
    tables = [(layout.id, layout.name) for layout in vocabulary.layouts]
    tables += [(form.id, form.name) for form in vocabulary.forms]
    yield from (("layout", f'layout = "{name}"', called[lang]) for name, called in tables)
    yield from (("document", f'documents = "{kind.id}"', kind.name[lang]) for kind in vocabulary.kinds.values())
    yield from (("publisher", publisher.id, publisher.name[lang]) for publisher in vocabulary.publishers.values())
