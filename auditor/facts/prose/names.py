"""What the name of a figure means: its concept, its members of dimensions, its place in a classification, and what nothing explains.

`一般公共预算财政拨款支出` is expenditure of one fund; `教育支出（类）普通教育（款）小学教育（项）` is a code; `某局机关办公用房维修` is
an item that no word of the vocabulary knows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from auditor.documents import is_spaced
from auditor.facts.labels import put_member, read_label, squeeze
from auditor.facts.model import FactSet
from auditor.facts.paths import CodePath, CodePaths
from auditor.facts.profile import title_lines
from auditor.facts.prose.lexer import PAUSES, Token, tokens_of
from auditor.facts.prose.outline import Phrase
from auditor.facts.prose.partition import shortens
from auditor.patterns import any_of, regex
from auditor.tuples import NamedTuple
from auditor.vocabulary import Meaning, Vocabulary

_SHORTEST_ORGANISATION = 4
_SHORTEST_PLACE = 3
_LONGEST_NAME, _MOST_WORDS = 30, 10
_EDGES = "，、：:；。（(, \t\n"
_NOISE = regex(r"[\s“”\"'《》·:：*]+")
_SILENT = frozenset(("filler", "space", "enum", "comma", "mark", "behind"))
"""Tokens that say nothing of what a figure is."""
_OPENING_MARKS = ' “"（('


class Named(NamedTuple):
    """What the words before a figure say of it."""

    text: str
    """As printed, without pauses at its ends."""
    concept: str | None = None
    dims: tuple[tuple[str, str], ...] = ()
    rest: str = ""
    """What no word of the vocabulary explains; the name of the reporting body is nothing."""
    path: CodePath | None = None
    start: int = 0
    """Where it stands in the paragraph."""
    own_year: int | None = None
    """Where the document's own year stands in it."""
    head: str | None = None
    """The concept of its last term: 上年结转支出 is an expenditure."""

    @property
    def is_empty(self) -> bool:
        return self.concept is None and not self.dims and not self.rest

    @property
    def has_term(self) -> bool:
        return self.concept is not None or bool(self.dims)

    @property
    def members(self) -> dict[str, str]:
        return dict(self.dims)


NOTHING = Named("")


class Names:
    """Understands names in one document, by its vocabulary, its tables and its title."""

    def __init__(self, facts: FactSet) -> None:
        self.vocabulary = facts.vocabulary
        profile = facts.profile
        self.year = profile.year
        self.paths = CodePaths(facts.statements, facts.vocabulary, profile.year)
        stops = tuple(facts.vocabulary.grammar.language["stops"])
        lines = (line for line in title_lines(facts.document) if not line.endswith(stops))
        self._titles = "\n".join([profile.title or "", profile.organisation or "", *lines])
        self.has_two_years = profile.year is not None and any(
            str(profile.year + step) in self._titles for step in (-1, 1)
        )
        """Whether the titles name the year before or after, as those of a report on one budget and the next do."""
        self._organisation = profile.organisation or ""
        self._text = ""
        self._kept: dict[tuple[int, ...], Named] = {}
        """The names of the text read last, by where their phrases start."""
        self._aliases = [regex(pattern) for pattern in self.vocabulary.grammar.labels.get("called", ())]
        self._parting = frozenset(self.vocabulary.dimensions) - self.vocabulary.scopes - {*self.vocabulary.measures}
        """The dimensions whose members say which part of something a name is of."""
        self._joins = frozenset(self.vocabulary.grammar.breakdown.get("separators", ()))
        self._paid_from = any_of(self.vocabulary.grammar.labels.get("paid_from", ()))
        self._sources = tuple(self.vocabulary.grammar.labels.get("sources", ()))
        self._fillers = frozenset(self.vocabulary.grammar.labels["fillers"])
        self._ends = tuple(self.vocabulary.grammar.labels["organisation_ends"])

    def of(self, phrases: Sequence[Phrase], text: str) -> Named:
        """The meaning of the phrases of a name, which may stand on both sides of another phrase."""
        if not phrases:
            return NOTHING
        if text is not self._text:
            self._text = text
            self._kept.clear()
        kept = self._kept.get(place := tuple([phrase.start for phrase in phrases]))
        if kept is None:
            kept = self._kept[place] = self._of(phrases, text)
        return kept

    def _of(self, phrases: Sequence[Phrase], text: str) -> Named:
        tokens = phrases[0].tokens if len(phrases) == 1 else [token for phrase in phrases for token in phrase.tokens]
        named = self.of_tokens(tokens, text)
        break_ = next((place for place in range(1, len(tokens)) if _parts(tokens[place - 1], tokens[place])), 0)
        if not break_:
            return named
        # The pieces without the figure between them: raised £750,000 from donations.
        pieces = (text[part[0].start : part[-1].end] for part in (tokens[:break_], tokens[break_:]))
        return named._replace(text=self._printed(squeeze(" ".join(pieces)).strip(_EDGES)))

    def of_tokens(self, tokens: Sequence[Token], text: str) -> Named:
        """The meaning of the tokens of a name."""
        concept: str | None = None
        dims: dict[str, str] = {}
        rest: list[str] = []
        joined: set[str] = set()
        own_year = None
        head: str | None = None
        start = tokens[0].start
        depth = 0
        for place, token in enumerate(tokens):
            kind = token.kind
            if kind == "open":
                depth += 1
                called = self._called(tokens[place + 1 :], text) if depth == 1 else None
                if called is not None:
                    concept, own = called.concept, called.members
                    dims = {name: member for name, member in dims.items() if name not in self._parting} | own
                    rest, head = [], called.head
            elif kind == "close":
                depth -= 1
            if kind == "year":
                if token.year == self.year:
                    own_year = token.start
                    if concept is None and not dims:
                        rest, start = [], token.end
                else:
                    dims["year"] = str(token.year)
            elif depth or kind == "close":
                # A bracket without figures is an aside: （境）, （类）, （含结转）.
                continue
            elif token.meaning is None or self._is_word(token, tokens, place, text):
                if kind not in _SILENT:
                    rest.append(text[token.start : token.end])
            else:
                if concept is None and not dims and not self.unexplained("".join(rest)):
                    rest = []
                concept = stronger(concept, token.meaning, self.vocabulary)
                head = token.meaning.concept
                if token.meaning.dimension and token.meaning.member:
                    if self._is_joined(tokens, place, text, dims):
                        # 人员经费与公用经费合计: of both together, and of neither.
                        joined.add(token.meaning.dimension)
                    put_member(dims, self.vocabulary.dimensions[token.meaning.dimension], token.meaning.member)
        end = tokens[-1].end
        if concept and self._paid_from.search(text[start:end]):
            rest.append(text[start:end])
            concept = None if concept not in self.vocabulary.grammar.completion["subject"] else concept
        for dimension in joined:
            rest.append(text[start:end])
            del dims[dimension]
        if text[:start].endswith(self._sources) and not dims.keys().isdisjoint(self.vocabulary.scopes):
            # 从政府性基金预算调入16万元: where it comes from, and not of which money it is.
            rest = [text[start:end]]
            dims = {name: member for name, member in dims.items() if name not in self.vocabulary.scopes}
        path = self.paths.find(text[start:end])
        printed = self._printed(squeeze(text[start:end]).strip(_EDGES))
        return Named(
            printed, concept, tuple(dims.items()), self.unexplained("".join(rest)), path, start, own_year, head
        )

    def _is_joined(self, tokens: Sequence[Token], place: int, text: str, dims: dict[str, str]) -> bool:
        """Whether a word joins a term to one before it that is another member beside its own: 人员经费与公用经费."""
        meaning, before = tokens[place].meaning, tokens[place - 1] if place else None
        if before is None or meaning is None or meaning.dimension is None or meaning.member is None:
            return False
        known, dimension = dims.get(meaning.dimension), self.vocabulary.dimensions[meaning.dimension]
        is_beside = known not in (None, meaning.member) and not (
            known in dimension.ancestors(meaning.member) or meaning.member in dimension.ancestors(known or "")
        )
        return is_beside and text[before.start : before.end] in self._joins

    def _called(self, tokens: Sequence[Token], text: str) -> Named | None:
        """因公出国费、公务接待费、公车运行费（“三公”经费）: a bracket that says what several things together are called."""
        end = next((place for place, token in enumerate(tokens) if token.kind in ("open", "close")), len(tokens))
        words = text[tokens[0].start : tokens[end - 1].end].strip() if end else ""
        if not words or not any(pattern.match(words) for pattern in self._aliases):
            return None
        terms = [token for token in tokens[:end] if token.meaning is not None]
        named = self.of_tokens(terms, text) if terms else NOTHING
        return named if named.concept and not self.vocabulary.concepts[named.concept].generic else None

    def _printed(self, name: str) -> str:
        """A name as it is told: in words without the fillers at its ends, else its last characters."""
        if not is_spaced(name):
            return name[-_LONGEST_NAME:]
        words = name.split()[-_MOST_WORDS:]
        core = [place for place, word in enumerate(words) if word.lower() not in self._fillers]
        return " ".join(words[core[0] : core[-1] + 1]) if core else name

    def _is_word(self, token: Token, tokens: Sequence[Token], place: int, text: str) -> bool:
        """Whether a known word means nothing here: it is a piece of another name."""
        meaning = token.meaning
        if meaning is not None and meaning.alone:
            before = text[tokens[0].start : token.start].strip(_OPENING_MARKS)
            follows = tokens[place + 1].kind if place + 1 < len(tokens) else ""
            if before or follows == "char":
                return True
        if not text.startswith(self._ends, token.end):
            return False
        ends = [end for end in self._ends if text.startswith(end, token.end)]
        is_class = meaning is not None and meaning.dimension in self.vocabulary.codes
        if is_class and any(token.end + len(end) == tokens[-1].end for end in ends):
            # 县交通运输局74.9万元: a body is called so, and no class of expenditure.
            return True
        return any(text[token.start : token.end + len(end)] in self._titles for end in ends)

    def is_own_body(self, words: str) -> bool:
        """Whether words begin a title, and so name whose document it is: 云川区 in 云川区2024年决算."""
        return len(words) >= _SHORTEST_PLACE and any(title.startswith(words) for title in self._titles.splitlines())

    def other_body(self, heading: str) -> str:
        """The body that a heading names and nothing else, unless it is the reporting body: 三、清溪市水文中心."""
        name = _NOISE.sub("", heading)
        if len(name) < _SHORTEST_ORGANISATION or not name.endswith(self._ends) or not self.unexplained(name):
            return ""
        tokens = tokens_of(heading, self.vocabulary)
        return "" if any(token.numeral or token.kind in PAUSES.values() for token in tokens) else name

    def unexplained(self, rest: str) -> str:
        """What a name says beyond known words; the reporting body's own name says nothing."""
        rest = _NOISE.sub("", rest)
        if rest in self._ends and self._organisation.endswith(rest):
            # 局机关运行经费, of a bureau.
            return ""
        is_body = len(rest) >= _SHORTEST_ORGANISATION and rest.endswith(self._ends)
        return "" if is_body and any(shortens(rest, title) for title in self._titles.splitlines()) else rest

    def of_path(self, named: Named) -> Named:
        """A name with a place in a classification: the names there are only names, whatever else their words may mean."""
        path = named.path
        if path is None or path.misnamed:
            return named
        words = read_label(path.text, self.vocabulary.prose_terms, self.vocabulary)
        top = read_label(path.top, self.vocabulary.prose_terms, self.vocabulary)
        concept = (top.concept or named.concept) if named.concept == words.concept else named.concept
        kept = {name: member for name, member in named.dims if words.dims.get(name) != member}
        return named._replace(concept=concept, dims=tuple({**kept, path.dimension: path.code}.items()), rest="")

    def name_of(self, concept: str, dims: Iterable[tuple[str, str]]) -> str:
        """A subject in words of the document's language."""
        language = self.vocabulary.grammar.language["id"]
        names = [self.vocabulary.name_of(name, member, language) for name, member in dims if name != "year"]
        if names:
            return ("" if language == "zh" else " ").join(names)
        return self.vocabulary.concepts[concept].name[language] if concept in self.vocabulary.concepts else ""


def _parts(one: Token, other: Token) -> bool:
    """Whether something stands between two tokens of a name."""
    return other.start - one.end > 1


def stronger(known: str | None, meaning: Meaning, vocabulary: Vocabulary) -> str | None:
    """A specific concept beats a generic one, and what is counted beside amounts any other."""
    new, concepts = meaning.concept, vocabulary.concepts
    if new is None or known is None:
        return new or known
    if concepts[new].aside or (concepts[known].generic and not concepts[new].generic):
        return new
    return known
