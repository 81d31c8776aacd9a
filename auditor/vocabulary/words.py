"""The vocabulary as the readers look things up in it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from string import ascii_letters

from auditor.figures import HAN_DIGITS, MONEY, PERCENT_QUANTITY, Unit, numerals_before
from auditor.patterns import any_of, regex
from auditor.tuples import NamedTuple
from auditor.vocabulary.beginnings import looking_first
from auditor.vocabulary.codes import Classification, plain_name
from auditor.vocabulary.forms import Form
from auditor.vocabulary.model import (
    Concept,
    Dimension,
    Exclusion,
    Grammar,
    Kind,
    KindMember,
    Layout,
    Meaning,
    Publisher,
    TableSetting,
)
from auditor.vocabulary.phrases import Phrases, either_case
from auditor.vocabulary.productions import NO_GRAMMAR, ProseGrammar

_NO_CUES = frozenset(
    """
    above adjusted after_taking all all_kinds all_kinds_of_noun all_of amounts apart at base base_behind behind_totals besides
    besides_named between both brought by by_colon carried causes chiefly closes composed copula counted done due each_of earlier
    enumerates excepted excepted_behind explains falls grades grand_totals grown halves included increments inside into its joint
    jointly left_of_both left_of_two less_than lessens matched means minus mixed more_than moves net nets odd of_plan offset offsetting
    on_average ordinals other_halves out_of over over_time over_years owed owned paces parted plan_alone plans plus ranks
    rate_of_each rates rates_in_words received remainders rest rest_untold results rises rolls_from rolls_to second_side separators
    shortfalls spent standards subject summary summed summing sums things thresholds times_behind told_above totals uncut under uses
    views without year_before
    """.split()
)
"""Keys of the grammar's sections whose words open or close nothing: regular expressions, concepts, words that only end a name."""
_OF_FIGURES = frozenset(("nil_words", "flat", "flat_to_base", "roughly_flat", "reasons", "zero"))


def _any_of(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True)) or "(?!)"


class ProseWord(NamedTuple):
    """What a known word is in a sentence: the kind of its cue, or `term`, or `filler`."""

    kind: str
    meaning: Meaning | None
    shorter: int = 0
    """Characters of the longest cue of the same kind with which a cue begins."""
    beneath: str = "char"
    """What a cue is where it does not stand in its place: a filler, if it is one."""
    is_plain: bool = True
    """Whether it is this word wherever it stands; 无 is a piece of a name in 无形资产."""


@dataclass(frozen=True)
class Vocabulary:
    """Everything the readers know of the field's words."""

    concepts: dict[str, Concept]
    dimensions: dict[str, Dimension]
    units: dict[str, Unit]
    layouts: tuple[Layout, ...]
    exclusions: tuple[Exclusion, ...]
    grammar: Grammar
    aliases: tuple[tuple[str, Meaning], ...]
    kinds: dict[str, Kind]
    """Kinds of document."""
    kind_members: tuple[KindMember, ...]
    compared: frozenset[tuple[str, str]]
    """Members that a figure is compared with, as a plan is behind what came of it."""
    changes: dict[tuple[str, str], str]
    """Members that are a figure before a change (base), the change itself (amount) or its rate (percent)."""
    signs: tuple[tuple[str, str, Unit], ...]
    """Signs that stand before a number, the word behind it that goes with them if any, and the unit they make."""
    codes: dict[str, Classification]
    """Per dimension of codes, the names and years of its codes."""
    forms: tuple[Form, ...]
    settings: tuple[TableSetting, ...] = ()
    """What tells the cells of two tables apart beside their lines."""
    derived: str = "(?!)"
    """A pattern of the headers of columns that are made of others of their row."""
    rate: str = "(?!)"
    """A pattern of those that are percentages."""
    of_the_year: str = "(?!)"
    """A pattern of lines that hold nothing from before the year."""
    plain: str = "(?!)"
    """A pattern of words in the header of a column that tell no cells apart."""
    quantity: str = "(?!)"
    """A pattern of the headers of columns that count things."""
    price: str = "(?!)"
    """A pattern of those with the price of one of them."""
    rate_headers: dict[str, tuple[str, str]] = field(default_factory=dict)
    """For growth and for completion the patterns of the headers of its rates and of the amounts that these are over."""
    may_be: dict[tuple[str, str], tuple[tuple[str, str], ...]] = field(default_factory=dict)
    """Members of a dimension that a sentence names and the plainer ones that tables may print them as."""
    publishers: dict[str, Publisher] = field(default_factory=dict)
    """Who publishes documents, the most telling first."""
    prose: ProseGrammar = NO_GRAMMAR
    """The productions by which prose is read."""
    bodies: dict[str, str] = field(default_factory=dict)
    """Patterns of what tells whose a disclosure is, by what they find; none where a field of disclosures has no such words."""

    each: dict[str, str] = field(default_factory=dict)
    """By the name of a unit a pattern of the words for what each of it has: 车均, 每辆."""

    @cached_property
    def prose_terms(self) -> Phrases[Meaning | None]:
        """The terms that name figures in prose, and the filler words between them (which mean nothing)."""
        terms: list[tuple[str, Meaning | None]] = [entry for entry in self.aliases if not entry[1].table_only]
        return Phrases([*((word, None) for word in self.grammar.labels["fillers"]), *terms])

    @cached_property
    def whole_names(self) -> dict[str, str]:
        """The concepts of names that mean them only where they are all of the name of an amount in no list."""
        return {name: concept.id for concept in self.concepts.values() for name in concept.whole_name}

    @cached_property
    def table_terms(self) -> Phrases[Meaning | None]:
        """The terms that name rows and columns of tables, and filler words."""
        totals = self.grammar.tables["totals"]
        fillers = [(word, None) for word in (*self.grammar.labels["fillers"], *totals)]
        return Phrases([*fillers, *(entry for entry in self.aliases if not entry[1].prose_only)])

    @cached_property
    def cues(self) -> Phrases[str]:
        """The words that give a sentence its structure, and what each does."""
        return Phrases(self._cues())

    @cached_property
    def prose_cues(self) -> Phrases[str]:
        """The same with the classes of words that the productions have of their own."""
        own = [(word, entry.id.lower()) for entry in self.prose.classes for word in entry.words]
        return Phrases([*own, *self._cues()])

    @cached_property
    def prose_words(self) -> Phrases[ProseWord]:
        """Terms and cues together; a word that is both is a cue."""
        cues, places = self.prose_cues, self.prose.places
        found = []
        # 中 begins 中心, and is there a piece of a name.
        ends = self.grammar.labels["organisation_ends"]
        fillers = {
            word
            for word, meaning in self.prose_terms
            if meaning is None and not any(end.startswith(word) and end != word for end in ends)
        }
        for word, kind in cues:
            shorter = cues.at(word[:-1], 0) if len(word) > 1 else None
            length = len(shorter[0]) if shorter and shorter[1] == kind else 0
            beneath = "filler" if kind in places and word in fillers else "char"
            found.append((word, ProseWord(kind, None, length, beneath, not length and self._is_plain(word))))
        for word, meaning in self.prose_terms:
            kind = "term" if meaning else "filler"
            found.append((word, ProseWord(kind, meaning, is_plain=self._is_plain(word))))
        return Phrases(found)

    def _is_plain(self, word: str) -> bool:
        """Whether no name in which no cue is cut out begins as a word does."""
        return not any(name.startswith(word) or word.startswith(name) for name in self._uncut.get(word[0], ()))

    @cached_property
    def _uncut(self) -> dict[str, list[str]]:
        """The names in which no cue is cut out, by their first character."""
        found: dict[str, list[str]] = {}
        for name, _ in self.uncut:
            found.setdefault(name[0], []).append(name)
        return found

    @cached_property
    def figures_of_prose(self) -> re.Pattern[str]:
        """A text where this is not found has no figure with a unit and no decimals."""
        change = self.grammar.change
        behind = _any_of([*self.units, *change["points"], *change.get("odd", ())])
        money = _any_of(
            [*(alias for alias, unit in self.units.items() if unit.quantity == MONEY), *change.get("odd", ())]
        )
        signs = _any_of(self.signed_units)
        counts = _any_of(
            [alias for alias, unit in self.units.items() if unit.quantity not in (MONEY, PERCENT_QUANTITY)]
        )
        counted = rf"[{HAN_DIGITS}](?:{counts})(?=[，,。；;、：:（(]|[^，,。；;、：:\d]{{1,14}}[：:])"
        amount = rf"\d\s*+(?:[.．]\s*+\d|{behind})|[{HAN_DIGITS}]\s*+(?:{money})|(?:{signs})\s?\d|{counted}"
        return either_case(looking_first(amount))

    @cached_property
    def starts_in_prose(self) -> dict[str, int]:
        """By character what may start with it in a sentence; the reader of sentences fills it."""
        return {}

    @cached_property
    def told_of_figures(self) -> re.Pattern[str]:
        """The cues that say something of figures that are printed elsewhere."""
        words = (re.escape(word) for word, kind in self.prose_cues if kind in _OF_FIGURES)
        return either_case(looking_first("|".join(words) or "(?!)"))

    @property
    def cue_kinds(self) -> list[str]:
        """What the cues of this language do, each once."""
        compared = list(self.comparison_patterns.groupindex)
        return sorted({kind for _, kind in self._cues()} | set(compared))

    def _cues(self) -> list[tuple[str, str]]:
        grammar = self.grammar
        sections = (
            ("", grammar.breakdown),
            ("", grammar.change),
            ("share_", grammar.share),
            ("complete_", grammar.completion),
            ("nil_", grammar.nil),
            ("", {name: grammar.labels.get(name, []) for name in ("behind", "refers")}),
        )
        return [
            (word, prefix + kind)
            for prefix, section in sections
            for kind, words in section.items()
            if kind not in _NO_CUES
            for word in words
        ]

    @cached_property
    def base_patterns(self) -> re.Pattern[str]:
        """What a change is measured against: one pattern, its group `year` where the base is a named year."""
        return either_case(looking_first("|".join(self.grammar.change["base"])))

    @cached_property
    def rates_in_words(self) -> re.Pattern[str]:
        """A rate that words say, by its groups: tenths and more of them, doubled, times, pieces of so many."""
        return any_of(self.grammar.change.get("rates_in_words", ()))

    @cached_property
    def times_behind(self) -> re.Pattern[str]:
        """What makes the number before it a number of times."""
        return any_of(self.grammar.change.get("times_behind", ()))

    @cached_property
    def base_behind(self) -> re.Pattern[str] | None:
        """The same, of what may stand behind the change as well."""
        patterns = self.grammar.change.get("base_behind")
        return either_case(looking_first("|".join(patterns))) if patterns else None

    @cached_property
    def topic_mark(self) -> re.Pattern[str]:
        """What names the level of a classification behind a name: （类）, （05款）."""
        return either_case("|".join(self.grammar.labels["topic_marks"]) or "(?!)")

    @cached_property
    def code_mark(self) -> re.Pattern[str]:
        """A code in brackets behind a name: （2010301）."""
        return any_of(self.grammar.labels.get("code_marks", ()))

    @cached_property
    def date_pattern(self) -> re.Pattern[str] | None:
        """A day in running text, its group `year` where it names one."""
        pattern = self.grammar.language.get("date")
        return either_case(pattern) if pattern else None

    @cached_property
    def signed_units(self) -> dict[str, tuple[Unit | None, Phrases[Unit]]]:
        """Per sign the unit it makes alone, and those it makes with words behind the number."""
        found: dict[str, tuple[Unit | None, Phrases[Unit]]] = {}
        for sign in {sign for sign, _, _ in self.signs}:
            plain = next((unit for own, word, unit in self.signs if own == sign and not word), None)
            found[sign] = plain, Phrases((word, unit) for own, word, unit in self.signs if own == sign and word)
        return found

    @cached_property
    def sign_pattern(self) -> re.Pattern[str] | None:
        signs = "|".join(map(re.escape, self.signed_units))
        return regex(rf"(?P<sign>{signs})\s?(?=\d)") if signs else None

    @cached_property
    def comparison_patterns(self) -> re.Pattern[str]:
        """Words known by what follows them: those that compare what came of a plan with it, those that open a list; a group each."""
        composed = [("opens_fully", pattern) for pattern in self.grammar.breakdown.get("composed", ())]
        kinds = [*self.grammar.comparison.items(), *composed]
        return either_case(looking_first("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in kinds)))

    @cached_property
    def uncut(self) -> Phrases[None]:
        """Names in which a cue is only a piece of a word: 无形资产."""
        return Phrases((word, None) for word in self.grammar.labels.get("uncut", ()))

    @cached_property
    def earlier_names(self) -> re.Pattern[str]:
        """Names that say no more than that a figure is of an earlier time: 上年同期, 年初为."""
        return any_of(self.grammar.change.get("earlier", ()))

    @cached_property
    def verbs_of_change(self) -> frozenset[str]:
        """The words that say, right ahead of a figure, that something grew or shrank, and that name nothing: 减, 多."""
        own = (word for entry in self.prose.classes if "ahead" in entry.places for word in entry.words)
        return frozenset((*own, *self.grammar.change["up"], *self.grammar.change["down"]))

    @cached_property
    def summaries(self) -> re.Pattern[str]:
        """The words that sum up names listed before."""
        return either_case("|".join(self.grammar.breakdown.get("summary", ())) or "(?!)")

    @cached_property
    def level_marks(self) -> re.Pattern[str]:
        """Words in brackets that name a level of a classification behind a name: （类）, （204类）."""
        return any_of(self.grammar.labels["topic_marks"])

    @cached_property
    def scopes(self) -> frozenset[str]:
        """The dimensions that headings give."""
        return frozenset(name for name, dimension in self.dimensions.items() if dimension.scope)

    @cached_property
    def sides(self) -> dict[str, int]:
        """The concepts of what comes in (0) and of what goes out (1): 收入, 支出."""
        words = self.grammar.breakdown
        return {concept: side for side, key in enumerate(("received", "spent")) for concept in words.get(key, ())}

    @cached_property
    def adjusted_plan(self) -> tuple[tuple[str, str], ...]:
        """What the measure of a plan is once it has become another: 支出预算调整为12万元; nothing where there is no such measure."""
        return self._measure_in("adjusted")

    @cached_property
    def plain_plan(self) -> tuple[tuple[str, str], ...]:
        """What the measure of a plan is that no word calls first or adjusted: 完成预算58万元的97%; nothing where there is none."""
        return self._measure_in("plain")

    def _measure_in(self, key: str) -> tuple[tuple[str, str], ...]:
        """The members of measures that the grammar of completions names under a key."""
        wanted = self.grammar.completion.get(key, ())
        found = (
            (name, member)
            for name in sorted(self.measures)
            for member in wanted
            if member in self.dimensions[name].parents
        )
        return tuple(found)

    @cached_property
    def measures(self) -> frozenset[str]:
        return frozenset(name for name, dimension in self.dimensions.items() if dimension.measure)

    @cached_property
    def often_unnamed(self) -> frozenset[str]:
        return frozenset(name for name, dimension in self.dimensions.items() if dimension.often_unnamed)

    @cached_property
    def numerals(self) -> re.Pattern[str]:
        """One numeral of prose, full-width commas that group its digits included."""
        return numerals_before([alias for alias, unit in self.units.items() if unit.quantity == MONEY])

    @cached_property
    def plain_figures(self) -> re.Pattern[str]:
        """A number with nothing but blanks between it and a unit, group `unit`, that is no piece of a longer one: 836.00万元."""
        units = [alias for alias in self.units if not any(char in ascii_letters for char in alias)]
        points = _any_of(self.grammar.change["points"])
        number = rf"(?P<number>{self.numerals.pattern})"
        return regex(rf"{number}\s*+(?!{points})(?P<unit>{_any_of(units)})(?![\s零]*\d)")

    @cached_property
    def year_pattern(self) -> re.Pattern[str]:
        return regex(self.grammar.language["year"])

    @cached_property
    def bounds(self) -> re.Pattern[str]:
        """What stands behind a figure that is only a threshold: `（含）以上`."""
        words = "|".join(map(re.escape, self.grammar.change["thresholds"])) or "(?!)"
        return either_case(rf"\s*+(?:[（(][^（）()]{{1,3}}[）)]\s*+)?(?:{words})")

    @cached_property
    def multiples(self) -> dict[str, Decimal]:
        """The words that multiply the base unit of money, as 亿 and 万 do 元, and by how much."""
        money = {alias: unit for alias, unit in self.units.items() if unit.quantity == MONEY}
        bases = [alias for alias, unit in money.items() if unit.scale == 1]
        return {
            alias.removesuffix(base): unit.scale
            for alias, unit in money.items()
            for base in bases
            if unit.scale > 1 and alias.endswith(base) and alias != base
        }

    @cached_property
    def compounds(self) -> re.Pattern[str]:
        """A number made of two, of which the first is so many of a larger unit: `8亿3600`."""
        words = "|".join(sorted(map(re.escape, self.multiples), key=len, reverse=True)) or "(?!)"
        return regex(
            rf"(?P<high>(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d+)?)\s*(?P<multiple>{words})\s*零?(?P<low>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)"
        )

    @cached_property
    def members(self) -> dict[str, dict[str, str]]:
        """Per dimension, alias to member."""
        found: dict[str, dict[str, str]] = {name: {} for name in self.dimensions}
        for alias, meaning in self.aliases:
            if meaning.dimension and meaning.member and not meaning.prose_only:
                found[meaning.dimension].setdefault(alias.lower(), meaning.member)
        return found

    @cached_property
    def concept_aliases(self) -> dict[str, str]:
        return {
            alias.lower(): meaning.concept
            for alias, meaning in self.aliases
            if meaning.concept and not meaning.dimension
        }

    @cached_property
    def unit_phrases(self) -> Phrases[Unit]:
        return Phrases(self.units.items())

    def codes_named(self, name: str) -> tuple[str, ...]:
        """The codes of all classifications that bear a name or bore it; a name may leave out its last word, as in `教育` for `教育支出`."""
        key = plain_name(name)
        known = self._codes_named.get(key)
        if known is None:
            known = self._codes_named[key] = tuple(
                code
                for classification in self.codes.values()
                for spelling in (key, key + self._ending)
                for code in classification.by_name.get(spelling, ())
            )
        return known

    def group_named(self, name: str) -> tuple[str, ...]:
        """The codes that a sum without a code of its own adds up; empty where no classification knows the name."""
        key = plain_name(name)
        return next((found for entry in self.codes.values() if (found := entry.groups.get(key))), ())

    def scheme_of(self, code: str) -> tuple[str, int] | None:
        """The dimension of a code and which of its classifications it belongs to; None where no classification has it."""
        for name, classification in self.codes.items():
            number = classification.scheme_of(code)
            if number is not None:
                return name, number
        return None

    @cached_property
    def _codes_named(self) -> dict[str, tuple[str, ...]]:
        return {}

    @property
    def _ending(self) -> str:
        return self.grammar.codes.get("ending", "")

    def name_of(self, dimension: str, member: str, lang: str) -> str:
        """A member's name for people; an unknown member is its own name."""
        names = self.dimensions[dimension].names.get(member) if dimension in self.dimensions else None
        return names[lang] if names else member.lstrip("~")
