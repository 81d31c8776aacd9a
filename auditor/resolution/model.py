"""What is resolved: a structure of a table, the candidates for reading it, and the one that was chosen.

A line is a row of a pane or one of its amount columns, known by its place in the pane; a cross line is a line of the other kind. The row
hierarchy `合计 ▸ 教育支出 ▸ 普通教育` is one structure; its sums run over rows, and each is judged in every amount column.
"""

from typing import TYPE_CHECKING, Literal

from auditor.tuples import NamedTuple

if TYPE_CHECKING:
    from auditor.resolution.weighing import Weighed

Trust = Literal["believed", "open", "not_understood"]


class Sum(NamedTuple):
    """One line is the sum of others: `合计 = 基本支出 + 项目支出`, by the places of the lines."""

    whole: int
    parts: tuple[int, ...]
    minus: tuple[int, ...] = ()
    """Those of the parts that are taken away: `年末结余 = 本年收入 + 加：年初结余 - 减：本年支出`."""


class Candidate(NamedTuple):
    """One complete reading of a structure.

    `rank` 0 is the plainest. `accounted` says that words gave every line a role and none is a guess; `keyed` that codes
    say the levels themselves, `guessed` that only order or layout does. `holes` are the lines with figures that no word
    explains, `repeated` the wholes below which one code stands twice: there it is a key of nothing.
    """

    name: str
    rank: int
    sums: tuple[Sum, ...]
    accounted: bool
    holes: tuple[int, ...] = ()
    keyed: bool = False
    guessed: bool = False
    repeated: frozenset[int] = frozenset()
    beside: frozenset[int] = frozenset()
    """Lines that the reading places though they are in none of its sums: nothing adds up to or with them."""
    steps: int = 0
    """By how many turns it departs from the plainest reading of its levels: another part for the totals, a row "of which" as a part."""
    relative: tuple[object, ...] = ()
    """Of columns, whole and parts by their names within the group: alike in `上年 | 当年 | 增减` side by side."""
    stated: bool = False
    """Whether the table prints every sum as a formula that names all parts: `A=B+D`."""


class Judged(NamedTuple):
    """One sum of lines in one cross line; `value` is what the whole counts, `difference` that less the parts, in the grid's quanta."""

    sum: Sum
    cross: int
    value: int
    difference: int
    holds: bool
    trivial: bool
    """Fewer than two parts are not zero, or the whole is: it holds by construction and proves little."""
    slack: int = 0
    """What the printed digits explain."""
    copied: bool = False
    """Whether the parts exceed the whole and one of them alone is as large: `合计 30 / 某局 30 / 设备 20 / 软件 10`."""


class Structure(NamedTuple):
    """A hierarchy of rows, or one column with the columns it may be the sum of, and what was resolved of it."""

    kind: Literal["rows", "columns"]
    table: int
    """Number of the statement."""
    pane: int
    """Place of the pane in its statement."""
    whole: int | None
    """Of columns, the place of the one that is a whole."""
    candidates: tuple["Weighed", ...]
    chosen: "Weighed"
    torn: bool
    """Whether the pane has cells whose digits could not be read."""
    ends_early: bool
    """Whether the table seems to go on in the next one, or to be the end of the one before."""
    shape: tuple[object, ...]
    """What the structure is apart from where it stands: alike in tables of one shape, which prove a reading together."""
    claimed: bool = True
    """Whether a word or a code says that something is a sum here; what only might be one is told of only if the sums prove it."""
    trust: Trust = "open"
    withheld: frozenset[tuple[int, int]] = frozenset()
    """Wholes, by line and cross line, whose rest stands in rows kept back on purpose: the same gap in several tables."""
    beyond: bool = False
    """Whether its table leaves more readings open than are tried; then nothing of it is understood."""
    number: int = -1
    """Its place in the document's list of structures, by which verdicts name it."""

    def ties_otherwise(self, line: int, cross: int) -> "Weighed | None":
        """The plainest other candidate of which no sum fails and one has this cell: `小计 = 基本 + 项目` beside `小计 = 项目`."""
        others = [
            entry
            for entry in self.candidates
            if entry is not self.chosen
            and not entry.violated
            and any(
                judged.cross == cross and line in (judged.sum.whole, *judged.sum.parts)
                for judged in (*entry.holding, *entry.trivial)
            )
        ]
        return min(others, key=lambda entry: (entry.left_out, entry.candidate.rank), default=None)
