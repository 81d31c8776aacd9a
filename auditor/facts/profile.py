"""What a document is about: its title, organisation, year and kind, from its first lines; who publishes it, from all its titles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice, pairwise

from auditor.documents import Document, Paragraph, SourceText, Table
from auditor.facts.fact import Fact
from auditor.facts.labels import squeeze
from auditor.facts.model import Profile
from auditor.figures import Figure, numeral_of
from auditor.patterns import regex
from auditor.vocabulary import Vocabulary, pattern_of

_HEAD = 40
_LONGEST_TITLE = 60
_LONGEST_PART = 30
"""Of a title that is cut in two."""
_SHORTEST_ORGANISATION = 3
_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
UNKNOWN = "unknown"
"""The kind of a document whose words tell none."""


def keeps_rows_back(document: Document, profile: Profile, vocabulary: Vocabulary) -> bool:
    """Whether rows may be left out by law: 某市公安局 publishes no items of its work, 部分涉密项目公开时予以剔除 says it."""
    words = vocabulary.grammar.profile
    body, note = (pattern_of(words[name]) if words.get(name) else None for name in ("secret_bodies", "rows_kept_back"))
    named = [profile.organisation, profile.title, *bodies_of_forms(document, words)]
    if body is not None and any(body.search(text) for text in named if text):
        return True
    paragraphs = (block.source.text for block in document.blocks if isinstance(block, Paragraph))
    return note is not None and any(note.search(text) for text in paragraphs)


def bodies_of_forms(document: Document, words: dict[str, str]) -> Iterator[str]:
    """The body that a form names beside 部门名称; volumes of tables print it nowhere else."""
    if not words.get("body_label"):
        return
    label = pattern_of(words["body_label"])
    for block in document.blocks:
        for row in (*block.header, *block.rows) if isinstance(block, Table) else ():
            filled = [squeeze(cell.text) for cell in row if cell.text.strip()]
            yield from (name for beside, name in pairwise(filled) if label.fullmatch(beside))


def year_fact(source: SourceText, start: int, label: str) -> Fact:
    """The fact of a year printed at `start`: a bare integer."""
    numeral = numeral_of(source.text[start : start + 4], start)
    figure = Figure(numeral.text, numeral.value, 0, None, "token", 0)
    return Fact(-1, "", (), figure, "printed", source.locate(numeral.start, numeral.end), label, None)


def read_profile(document: Document, vocabulary: Vocabulary) -> Profile:
    """The first title that names a year and a kind decides; without one the year of the first line, or that named most often.

    `南圩区2019年镇街收入完成情况的通报` is of 2019, though its lines name 2018 more often than that.
    """
    return _read_titles(document, vocabulary)._replace(publisher=publisher_of(document, vocabulary))


def publisher_of(document: Document, vocabulary: Vocabulary) -> str:
    """Who publishes a document: most titles that name anyone name it, `2024年某市本级一般公共预算收入表` a government.

    Unknown where none does, or where others are named half as often: a volume of several.
    """
    found: Counter[str] = Counter()
    for title in dict.fromkeys(_titles(document)):
        named = (entry.id for entry in vocabulary.publishers.values() if pattern_of(entry.titles).search(title))
        found.update(islice(named, 1))
    (first, count), *others = found.most_common() or [(UNKNOWN, 0)]
    return first if count > 2 * sum(other for _, other in others) else UNKNOWN


def _titles(document: Document) -> Iterator[str]:
    """The short lines at a document's head, those cut in two also joined, and the captions of its tables."""
    head = list(map(squeeze, (source.text for source in _head(document))))
    yield from (line for line in head if len(line) <= _LONGEST_TITLE)
    yield from (a + b for a, b in pairwise(head) if len(a) < _LONGEST_PART and len(b) < _LONGEST_PART)
    captions = (source for block in document.blocks if isinstance(block, Table) for source in block.captions)
    yield from (squeeze(source.text) for source in captions if len(source.text) <= _LONGEST_TITLE)


def _read_titles(document: Document, vocabulary: Vocabulary) -> Profile:
    words = vocabulary.grammar.profile
    ends = tuple(vocabulary.grammar.labels["organisation_ends"])
    title_pattern = pattern_of(words["title"])
    han_years = pattern_of(words.get("han_years") or "(?!)")
    head = [_with_digits(source, han_years) for source in _head(document)]
    for place, source in enumerate(head):
        text = source.text
        joined = source.joined(head[place + 1]) if place + 1 < len(head) and len(text) < _LONGEST_PART else source
        match = title_pattern.search(text) or title_pattern.search(joined.text)
        found = source if match is None or match.end() <= len(text) else joined
        if match and not vocabulary.figures_of_prose.search(found.text):
            kind = _kind_in(match["kind"], vocabulary)
            fact = year_fact(found, match.start("year"), match["year"])
            named = squeeze(found.text)[:60]
            return Profile(named, _organisation(head, words, ends), int(match["year"]), kind, fact, UNKNOWN, True)
    years = Counter(match["year"] for source in head for match in re.finditer(words["years"], source.text))
    text = "\n".join(source.text for source in head)
    bare = pattern_of(words.get("kind_noise") or "(?!)").sub("", text)
    kind = _kind_in(bare, vocabulary)
    first = squeeze(head[0].text) if head else ""
    is_title = 0 < len(first) <= _LONGEST_TITLE and not vocabulary.figures_of_prose.search(first)
    # 2022年度支出绩效评价报告 is of no kind, though its text speaks of 预算执行率.
    is_of_none = is_title and re.search(words["years"], first) is not None and _kind_in(first, vocabulary) == UNKNOWN
    kind = UNKNOWN if is_of_none else _kind_in(text, vocabulary) if kind == UNKNOWN else kind
    title = first[:60] if head else None
    if not years:
        return Profile(title, _organisation(head, words, ends), None, kind, None, UNKNOWN)
    titled = {match["year"] for match in re.finditer(words["years"], first)} if is_title else set()
    year = next(iter(titled)) if len(titled) == 1 else years.most_common(1)[0][0]
    source = next(source for source in head if year in source.text)
    is_titled = is_title and year in first
    fact = year_fact(source, source.text.index(year), year)
    return Profile(title, _organisation(head, words, ends), int(year), kind, fact, UNKNOWN, is_titled)


def _with_digits(source: SourceText, han_years: re.Pattern[str]) -> SourceText:
    """Text whose years are written in digits, each where its numeral stood: 二〇二四年部门预算."""
    text = han_years.sub(lambda found: found[0].translate(_DIGITS), source.text)
    return source._replace(text=text) if text != source.text else source


def _kind_in(text: str, vocabulary: Vocabulary) -> str:
    """The kind of document whose words a text has most often; unknown where none or several are."""
    counts = Counter({kind.id: sum(map(text.lower().count, kind.words)) for kind in vocabulary.kinds.values()})
    first, *others = counts.most_common(2) or [("", 0)]
    return first[0] if first[1] > sum(count for _, count in others) else UNKNOWN


def title_lines(document: Document) -> list[str]:
    """The short lines at a document's head: titles, the reporting body, captions."""
    return [text for source in _head(document) if len(text := squeeze(source.text)) <= _LONGEST_TITLE]


def _head(document: Document) -> list[SourceText]:
    found: list[SourceText] = []
    for block in document.blocks:
        if isinstance(block, Table):
            found.extend(block.captions)
        elif not block.contents:
            found.append(block.source)
        if len(found) >= _HEAD:
            break
    return [source for source in found if source.text.strip()]


def _organisation(head: list[SourceText], words: dict[str, str], ends: tuple[str, ...]) -> str | None:
    """The body the document speaks for, as its title names it."""
    return next((name for source in head if (name := _named(source.text, words["organisation"], ends))), None)


def _named(text: str, pattern: str, ends: tuple[str, ...]) -> str | None:
    match = regex(pattern).match(text.strip())
    name = squeeze(next(filter(None, match.groupdict().values()), "")) if match else ""
    return name if len(name) >= _SHORTEST_ORGANISATION and name.endswith(ends) else None


def body_named(text: str, vocabulary: Vocabulary) -> str | None:
    """The body that a title names, also behind the year."""
    words = vocabulary.grammar.profile
    ends = tuple(vocabulary.grammar.labels["organisation_ends"])
    year = vocabulary.year_pattern.match(text.strip())
    texts = [text, text.strip()[year.end() :]] if year else [text]
    return next((name for text in texts if (name := _named(text, words["organisation"], ends))), None)
