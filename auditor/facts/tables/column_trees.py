"""Candidates for what a column is the sum of: its group in the header, words for totals and "of which", members of one dimension.

`合计 | 基本支出 | 项目支出` and `小计 | 其中：基本支出 | 项目支出` say it in words.
In `合计 | 人员经费 | 公用经费 | 专项业务经费支出` the last column is a part that no list knows, and the sums of the rows decide.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.documents import Table
from auditor.facts.labels import squeeze
from auditor.facts.model import Block, Line
from auditor.facts.tables.column_places import (
    LONGEST_PARTITION,
    Head,
    Parts,
    Path,
    nameless,
    of_places,
    representatives,
)
from auditor.facts.tables.formulas import NO_FORMULAS, PRINTED, Formulas
from auditor.patterns import regex
from auditor.resolution import Candidate, Sum
from auditor.vocabulary import Vocabulary, pattern_of

_REMARK = regex(r"[（(].*?[)）]")

OWN_NAME = "column"
"""The dimension of columns that only their own headers tell apart."""
OF_WHICH_ONLY = "only of which"
"""The name of a reading by which `小计 | 其中：甲 | 其中：乙` adds up."""


def heads_of(table: Table, columns: Sequence[Line], vocabulary: Vocabulary) -> list[Head]:
    """The heads of a pane's amount columns, in the order of `columns`."""
    words = vocabulary.grammar.structure
    total, of_which, carried = (pattern_of(words[key]) for key in ("total_column", "of_which", "carried"))
    paths = [tuple(text for part in table.columns[line.at].path if (text := squeeze(part))) for line in columns]
    common = 0
    while all(len(path) > common + 1 for path in paths) and len({path[common] for path in paths}) == 1:
        common += 1
    return [
        Head(
            path[common:],
            bool(path) and bool(total.search(_REMARK.sub("", path[-1]))),
            line.role == "of_which" or any(of_which.match(part) for part in path),
            bool(carried.search("/".join(path))),
        )
        for path, line in zip(paths, columns, strict=True)
    ]


def says_sum(path: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether a header says that its column is a sum of others; `金额` or `预算数` only may be one."""
    return bool(path) and bool(
        pattern_of(vocabulary.grammar.structure["total"]).match(_REMARK.sub("", squeeze(path[-1])))
    )


def column_trees(
    table: Table,
    block: Block,
    amounts: Sequence[int],
    active: frozenset[int],
    vocabulary: Vocabulary,
    printed: Formulas = NO_FORMULAS,
) -> Iterator[tuple[int, bool, list[Candidate]]]:
    """For each column that may be a whole: whether words say that it is, and its candidates, each one sum of columns.

    All are by their places in `block.columns`. `printed` are the sums that the row of column numbers states (`A=B+C`).

    `amounts` are the places of columns that add up (no rates, counts, changes), `active` those with a figure that is not zero.
    """
    heads = heads_of(table, block.columns, vocabulary)
    template = _template_parts(block)
    if amounts and not any(head.path for head in heads):
        yield from nameless(block, amounts)
        return
    stated: dict[int, Candidate] = {}
    for sum_ in printed.sums:
        if printed.rates.isdisjoint((sum_.whole, *sum_.parts)):
            known = stated.get(sum_.whole, Candidate(PRINTED, 0, (), True))
            stated[sum_.whole] = known._replace(sums=(*known.sums, sum_))
    others = [column for column in amounts if column not in printed.differences]
    for columns, own in _sets(others, heads, vocabulary):
        for whole in columns:
            if not own[whole].path:
                continue
            group = _Group(whole, columns, own, block.columns, vocabulary)
            options = list(group.options())
            if whole in template:
                options.append(Parts("template", 1, tuple(part for part in template[whole] if part in amounts)))
            options += of_places(whole, columns, own)
            candidates = _distinct(group, options, active)
            by_formula = [stated.pop(whole)] if whole in stated else []
            if candidates or by_formula:
                yield whole, bool(by_formula) or says_sum(own[whole].path, vocabulary), [*by_formula, *candidates]
    for whole, candidate in stated.items():
        yield whole, True, [candidate]


def _sets(
    amounts: Sequence[int], heads: Sequence[Head], vocabulary: Vocabulary
) -> Iterator[tuple[list[int], Sequence[Head]]]:
    """The columns that may add up with each other, with their heads.

    Where the words of parts stand above and the last words of heads take turns, the columns of one last word are a set, and
    their heads end above it: `合计/预算数 | 合计/决算数 | 接待费/预算数 | 接待费/决算数`. Else all columns are one.
    """
    by_word: dict[str, list[int]] = {}
    for column in amounts:
        path = heads[column].path
        by_word.setdefault(path[-1] if len(path) > 1 else "", []).append(column)
    takes_turns = len(by_word) > 1 and "" not in by_word and len({len(columns) for columns in by_word.values()}) == 1
    if not takes_turns or len(amounts) == len(by_word) or any(says_sum((word,), vocabulary) for word in by_word):
        yield list(amounts), heads
        return
    total = pattern_of(vocabulary.grammar.structure["total"])
    above = [
        head._replace(
            path=head.path[:-1], is_total=len(head.path) > 1 and bool(total.match(_REMARK.sub("", head.path[-2])))
        )
        for head in heads
    ]
    for columns in by_word.values():
        yield columns, above


def _template_parts(block: Block) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for place, line in enumerate(block.columns):
        if line.parent is not None and line.role in ("member", "total"):
            found.setdefault(line.parent, []).append(place)
    return found


def _distinct(group: _Group, options: Sequence[Parts], active: frozenset[int]) -> list[Candidate]:
    """One candidate for each set of parts, the plainest of those that imply it."""
    found: dict[tuple[int, ...], Candidate] = {}
    for option in sorted(options, key=lambda entry: entry.rank):
        parts = tuple(column for column in option.columns if column != group.whole)
        key = tuple(sorted(parts))
        if parts and key not in found:
            found[key] = group.candidate(option._replace(columns=parts), active)
    return list(found.values())


class _Group:
    """A column and those that stand in its group of the header, or right of it where it is no total.

    The columns under a header that has a column of its own are its group, too: `债务限额 | 债务限额/一般债务 | 债务限额/专项债务`.
    """

    def __init__(
        self, whole: int, amounts: Sequence[int], heads: Sequence[Head], columns: Sequence[Line], vocabulary: Vocabulary
    ) -> None:
        self.whole = whole
        self.heads = heads
        self.columns = columns
        self.vocabulary = vocabulary
        self.amounts = amounts
        self.is_total = heads[whole].is_total
        path = heads[whole].path
        self.is_header = not self.is_total and any(
            len(heads[column].path) > len(path) and heads[column].path[: len(path)] == path for column in amounts
        )
        self.prefix: Path = path[:-1] if self.is_total else path if self.is_header else ()
        at = amounts.index(whole)
        self.right = [column for column in amounts[at + 1 :] if self._is_inside(column)]
        self.left = [column for column in amounts[:at] if self._is_inside(column)]

    def _is_inside(self, column: int) -> bool:
        path = self.heads[column].path
        # 收入合计 | 税收收入 | 非税收入 | 上年收入: the last is of another year.
        is_of_year = self.columns[column].dims.get("year") == self.columns[self.whole].dims.get("year")
        return is_of_year and bool(path) and path[: len(self.prefix)] == self.prefix

    def options(self) -> Iterator[Parts]:
        """The ways to read the column; words go before order."""
        if (self.is_total or self.is_header) and not self._has_own_parts(self.whole):
            members = representatives(self.right or self.left, self.heads, len(self.prefix))
            yield from self._of_group(self._without_parts(members), bool(self.right))
        if self.is_total:
            yield from self._of_one_dimension()
        yield from self._of_partition()

    def _has_own_parts(self, whole: int) -> bool:
        """公务用车费小计 | 购置费 | 运行维护费 | 公务接待费: whether columns right of a sum are parts of what its name is of."""
        return any(self._is_part_of(column, whole) for column in self.right if column > whole)

    def _is_part_of(self, column: int, whole: int) -> bool:
        dimensions = self.vocabulary.dimensions
        return any(
            name in dimensions
            and dimensions[name].additive
            and not dimensions[name].code_lengths
            and self.columns[column].dims.get(name) in dimensions[name].children(member)
            for name, member in self.columns[whole].dims.items()
        )

    def _without_parts(self, members: list[int]) -> list[int]:
        """Columns without those that are parts of another of them that is called a sum."""
        sums = [column for column in members if self.heads[column].is_total and self._has_own_parts(column)]
        return [column for column in members if not any(self._is_part_of(column, whole) for whole in sums)]

    def _of_group(self, members: list[int], is_right: bool) -> Iterator[Parts]:
        if not members:
            return
        heads = self.heads
        same = [column for column in members if heads[column].is_total and heads[column].path[:-1] == self.prefix]
        same = [column for column in same if not self._has_own_parts(column)]
        if same and is_right:
            cut = members[: members.index(same[0])]
            yield Parts("to the next total", 0, tuple(cut))
            yield Parts("through the next total", 1, tuple(members if cut else members[len(cut) :]))
        plain = [column for column in members if not heads[column].is_of_which]
        own = [column for column in members if not self._is_foreign(column)]
        if plain:
            is_plain = len(plain) == len(members) == len(own)
            yield Parts("all", 0 if is_plain else 1, tuple(members))
        if 1 < len(own) < len(members):
            yield Parts("all of its concept", 0, tuple(own))
        if len(plain) != len(members):
            yield Parts("without of which", 0, tuple(plain))
            first = next(place for place, column in enumerate(members) if heads[column].is_of_which)
            yield Parts("before of which", 1, tuple(members[:first]))
            if first == 0:
                if plain:
                    yield Parts("list of which", 0, tuple(members))
                elif self._ends_with_rest(members):
                    yield Parts("of which with a rest", 0, tuple(members))
                else:
                    yield Parts(OF_WHICH_ONLY, 1, tuple(members))
        new = [column for column in members if not heads[column].is_carried]
        if len(new) != len(members):
            yield Parts("without carry-over", 1, tuple(new))

    def _is_foreign(self, column: int) -> bool:
        """Whether a column is of another concept than its pane, and the whole is not: 机关运行经费 beside the three public funds."""
        return self.columns[column].concept is not None and self.columns[self.whole].concept is None

    def _of_one_dimension(self) -> Iterator[Parts]:
        """The columns that are the uppermost members of one dimension: 三公经费合计 beside 会议费 and 培训费 is of its three funds."""
        known = self.columns[self.whole].dims
        for name, dimension in self.vocabulary.dimensions.items():
            if dimension.code_lengths or not dimension.additive:
                continue
            of_dimension = {
                column: self.columns[column].dims[name] for column in self.right if name in self.columns[column].dims
            }
            children = set(dimension.children(known.get(name)))
            parts = tuple(
                column
                for column in representatives(list(of_dimension), self.heads, len(self.prefix))
                if of_dimension[column] in children
            )
            if len(parts) >= LONGEST_PARTITION:
                concepts = {self.columns[column].concept for column in parts}
                yield Parts(f"members of {name}", 0 if concepts == {self.columns[self.whole].concept} else 1, parts)

    def _of_partition(self) -> Iterator[Parts]:
        """The next columns are all children of one member: 基本支出 | 人员经费 | 公用经费."""
        at = self.amounts.index(self.whole)
        if at + 1 == len(self.amounts):
            return
        first = self.amounts[at + 1]
        for name, dimension in self.vocabulary.dimensions.items():
            if dimension.code_lengths or not dimension.additive:
                continue
            above = dimension.parents.get(self.columns[first].dims.get(name, ""))
            if above is None:
                continue
            children = set(dimension.children(above))
            for count in range(2, LONGEST_PARTITION + 1):
                nexts = self.amounts[at + 1 : at + 1 + count]
                members = {self.columns[column].dims.get(name) for column in nexts}
                if len(members) == count and members == children:
                    yield Parts("known partition", 0, tuple(nexts))

    def candidate(self, option: Parts, active: frozenset[int]) -> Candidate:
        """The reading as a sum, with the columns of the group that it does not explain."""
        parts = set(option.columns)
        depth = len(self.prefix)
        is_of_group = (self.is_total or self.is_header) and not self._has_own_parts(self.whole)
        group = [*self.left, *self.right] if is_of_group else list(option.columns)
        looks_right = not any(column > self.whole for column in parts)
        holes = tuple(
            column
            for column in group
            if not self._is_explained(column, option, parts, active) and (column > self.whole or looks_right)
        )
        if self.is_total and not self.prefix:
            holes += tuple(
                column
                for column in option.columns
                # What stands below 其中 is a part by that word.
                if column in active and self._is_wordless(column) and not self.heads[column].is_of_which
            )
        # A list "of which" alone promises no sum.
        accounted = (
            not holes
            and option.name != OF_WHICH_ONLY
            and self.is_total
            and option.rank <= 1
            and len(parts) > 1
            and option.name != "template"
        )
        relative = self.heads[self.whole].path[1:], tuple(sorted(self.heads[part].path[1:] for part in parts))
        is_grouped = len(self.heads[self.whole].path) > max(1, depth) and bool(relative[0])
        sum_ = Sum(self.whole, option.columns)
        return Candidate(option.name, option.rank, (sum_,), accounted, holes, relative=relative if is_grouped else ())

    def _ends_with_rest(self, columns: Sequence[int]) -> bool:
        """Whether a list "of which" is whole, as one with a named rest is: `其中：财政资金 | 其他资金`."""
        rest = tuple(self.vocabulary.grammar.breakdown.get("rest", ()))
        path = self.heads[columns[-1]].path
        return bool(rest and path) and path[-1].startswith(rest)

    def _is_wordless(self, column: int) -> bool:
        """Whether no word of the vocabulary and no span of the header says what a column is: 专项业务经费支出 beside 人员经费."""
        line = self.columns[column]
        return line.concept is None and set(line.dims) <= {OWN_NAME}

    def _is_explained(self, column: int, option: Parts, parts: set[int], active: frozenset[int]) -> bool:
        """A part, or zero in all rows, or printed as of which, or of the group of a part."""
        if column in parts or column not in active:
            return True
        if option.rank == 0 and (self.heads[column].is_of_which or self._is_foreign(column)):
            return True
        if any(self.heads[part].is_total and self._is_part_of(column, part) for part in parts):
            return True
        path, depth = self.heads[column].path, len(self.prefix)
        return any(len(path) > depth + 1 and self.heads[part].path[: depth + 1] == path[: depth + 1] for part in parts)
