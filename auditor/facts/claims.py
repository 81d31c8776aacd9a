"""Claims: what sentences assert over facts."""

from decimal import Decimal
from typing import Literal

from auditor.facts.fact import Fact, Key
from auditor.tuples import NamedTuple

Extent = Literal["all", "told", "open", "some"]
"""How complete a list claims to be.

all: nothing is left out, and nothing else is meant: the known members of one dimension, 三项合计 behind three amounts.
told: the words say so (由甲、乙组成; 收入总计), and which amounts they mean is read from the sentence.
open: 其中, 包括: commonly all, and often not.
some: 主要包括, 等: there may be more.
"""


class Breakdown(NamedTuple):
    """A sentence or a form splits a whole into parts."""

    whole: Fact
    parts: tuple[Fact, ...]
    extent: Extent
    doubtful: tuple[Fact, ...] = ()
    """The parts that may be inside of others of them, or beside the whole: it holds where it does without some of these."""
    taken_off: tuple[Fact, ...] = ()
    """What is subtracted: 收支结余 is income less expenditure."""


class Change(NamedTuple):
    """A stated change of a subject against its base; `direction` is 1, -1, or 0 for a word that says there is none."""

    subject: Key
    label: str
    direction: int
    amount: Fact | None
    percent: Fact | None
    current: Fact | None
    prior: Fact | None
    """The figure before the change, where it is printed."""
    word: Fact | None
    """The word that says there is no change."""
    parts: "tuple[Change, ...]"
    exhaustive: bool
    sure: bool
    loose: bool
    """Whether it is said to be approximate."""
    roughly: bool = False
    """Whether the word says that there is hardly any change: 基本持平; what is printed of the change holds all the same."""
    turned: bool = False
    """Whether its amount goes up and its percentage down, or the other way round: 减少0.30万元，增长11.54%."""
    doubled: bool = False
    """Whether it is said to fall by a figure below zero: 减少-0.40万元."""
    against: str = ""
    """The measure that its base names: a change against the outturn is no change against the plan."""
    leads: bool = False
    """Whether a numbered paragraph opens with it: it is about its subject as a whole, whose amount it need not print."""
    is_across: bool = False
    """Whether the figure before stands in another place of the document, or only nearness says of which amounts it is the change."""
    comparable: bool = False
    """Whether it is said to be on a comparable basis: its halves are held against each other, and not against other figures."""

    @property
    def signed(self) -> Decimal:
        """By how much it went up, in base units: below zero where it fell, 0 where no amount is printed."""
        figure = self.amount.figure if self.amount is not None else None
        return self.direction * figure.base if figure is not None else Decimal(0)

    @property
    def is_proven(self) -> bool:
        """Whether what is printed of it ties: 比上年48.60万元减少19.15万元 of 29.45万元, 24.60万元减少0.60万元，下降2.38%."""
        current, prior, amount, percent = (
            fact.figure if fact is not None else None for fact in (self.current, self.prior, self.amount, self.percent)
        )
        if current is None or amount is None:
            return False
        due = current.base - self.direction * amount.base
        if prior is not None:
            slack = sum((figure.slack(fine=False) for figure in (current, prior, amount)), Decimal(0))
            return abs(due - prior.base) <= slack
        if percent is None or due <= 0:
            return False
        return abs(amount.base / due * 100 - percent.value) <= percent.slack(fine=False)


class Reason(NamedTuple):
    """Words that say why something has grown (1) or shrunk (-1): 公务接待费减少的主要原因是厉行节约."""

    subject: Key
    direction: int
    word: Fact


class Share(NamedTuple):
    """A stated share of a part in a whole."""

    part: Fact
    whole: Fact
    percent: Fact
    label: str
    is_across: bool = False
    """Whether the whole stands in another place of the document."""


class ShareSum(NamedTuple):
    """The shares of one enumeration."""

    percents: tuple[Fact, ...]
    extent: Extent


class Completion(NamedTuple):
    """A stated share of a plan that was carried out; `plan` is None where only the difference from it is printed."""

    result: Fact
    plan: Fact | None
    percent: Fact
    others: tuple[Fact, ...]
    """The other plans of the same item."""
    difference: Fact | None
    direction: int
    is_across: bool = False
    """Whether the plan stands in another paragraph."""


class Unplanned(NamedTuple):
    """A stated share of a plan that no sentence prints: 支出294亿元，为年初预算的114.1%."""

    result: Fact
    percent: Fact


class Average(NamedTuple):
    """What each of several things has: `93120元，1164人次，人均80元`."""

    amount: Fact
    number: Fact
    average: Fact


class Restated(NamedTuple):
    """One amount of one account told twice: of the same body, year, budget and measure."""

    first: Fact
    again: Fact
    concept: str = ""
    """What they are rates of, where they are no amounts."""


class Comparison(NamedTuple):
    """Words that say whether a result is more (1), less (-1) or as much (0) as its plan, and perhaps by how much."""

    result: Fact
    plan: Fact
    direction: int
    word: Fact
    amount: Fact | None
    loose: bool


class Nil(NamedTuple):
    """A sentence or note says that there is nothing of a kind."""

    subject: Key
    word: Fact
    section: int


class Period(NamedTuple):
    """A year that must be the document's own or stand next to it; `about` is comparison or cutoff."""

    about: str
    year: Fact
    own: Fact | None


class NamedPlace(NamedTuple):
    """The place of an item in a classification as prose names it: the code it means, and each level by its name."""

    dimension: str
    code: str
    levels: tuple[tuple[str, Fact], ...]
    """The code of each level that is named, and the words that name it."""


class Roster(NamedTuple):
    """Names, without figures, of what an amount is made of; `exhaustive` where the words before promise that these are all."""

    whole: Fact
    names: tuple[Fact, ...]
    exhaustive: bool
    trails_off: bool
    """Whether words behind the last name say that there are more."""
    section: int
    thing: str = ""
    """What is counted, where it is named behind the number: 内设机构 in 4个内设机构."""
    is_numbered: bool = False
    """Whether each name has its number: 1.甲；2.乙。"""


Claim = (
    Average
    | Breakdown
    | Change
    | Comparison
    | Completion
    | Restated
    | Share
    | Unplanned
    | ShareSum
    | Nil
    | Period
    | NamedPlace
    | Reason
    | Roster
)
