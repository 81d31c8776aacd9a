"""Which two amounts of its sentence a change is between, where those that stand nearest do not make it.

`支出决算486.2万元，年初预算431.0万元，上年决算512.7万元；决算比年初预算增加55.2万元，增长12.8%`: words leave open which of three
amounts is meant, and one pair of them makes both halves of the change.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from auditor.facts.fact import Fact
from auditor.facts.prose.antecedents import Subject
from auditor.facts.prose.listing import Level
from auditor.facts.prose.pairs import Pairs
from auditor.facts.prose.paragraph import Paragraph
from auditor.facts.prose.stated import Stated
from auditor.figures import Figure

_TELLING = 100
"""An amount of so many units of its last digit is not by chance how far two others are apart."""
_BEFORE, _BEHIND = 12, 4
"""Clauses before and behind a change among whose amounts a pair is looked for."""


def fit_pairs(paragraph: Paragraph, stated: Sequence[Stated], pairs: Pairs) -> list[tuple[Fact, str]]:
    """Give each change that does not hold of its two amounts the one other pair of its sentence of which it does.

    Back come the amounts whose verb is lost, each with the words that lead to it: `较上年决算数38.31万元，下降6.31%`.
    """
    lost: list[tuple[Fact, str]] = []
    # 264亿元，增长3.2%（上年256亿元）；其中35亿元，增长3.2%（上年31亿元）: what one change is of the other is not.
    taken = {
        (now.number, before.number)
        for entry in stated
        if (now := entry.subject.current) is not None
        and (before := entry.prior) is not None
        and _makes(entry, now, before)
    }
    own = {id(entry.subject.level): entry for entry in stated if _stands_by(entry)}
    for entry in stated:
        now, before = entry.subject.current, entry.prior
        if now is not None and before is None and entry.amount is not None and entry.percent is not None:
            _fit_rate(paragraph, entry, now, own)
            continue
        if now is None or before is None or entry.loose or entry.turned or _makes(entry, now, before):
            continue
        found = {
            (level.fact.figure.base, prior.figure.base): (level, prior)
            for level, prior in _others(paragraph, entry, pairs)
            if level.fact.figure is not None and prior.figure is not None and _makes(entry, level.fact, prior)
            if (level.fact.number, prior.number) not in taken
            # 基本支出18万元，增加1万元（上年43万元）；项目支出44万元，增加2万元（上年16万元）: each has its own, and the two were swapped.
            if not (_stands_by(entry) and own.get(id(level), entry) is not entry)
        }
        if len(found) == 1:
            level, entry.prior = next(iter(found.values()))
            entry.subject = Subject.of(level)
        elif not found and (words := _bare_base(paragraph, entry)) and _is_amount(entry, now, before):
            # 支出568.5万元，较上年决算数38.31万元，下降6.31%: the amount behind the base is how much less it is.
            entry.amount, entry.prior = before, None
            lost.append((before, words))
    return lost


def _stands_by(entry: Stated) -> bool:
    """Whether a change stands between the same semicolons as the amount that it is of."""
    level = entry.subject.level
    return level is not None and level.record.part == entry.record.part


def _fit_rate(paragraph: Paragraph, entry: Stated, now: Fact, own: Mapping[int, Stated]) -> None:
    """Give a change with both halves the one amount near by of which they hold, where they do not of its own.

    用车费415万元，其中购置费51万元，运行费364万元，比上年减少29万元，下降7.55%: of the last item alone. What has a change of its own,
    by the level of which `own` has it, is not what another's is of: 甲10亿元，增加0.6亿元，增长6.3%；乙8亿元，增加0.6亿元，增长6.3%.
    """
    is_nothing = entry.amount is None or entry.amount.is_nil
    if is_nothing or entry.loose or entry.turned or _is_rate_of(entry, now):
        return
    record = entry.record
    near = [level for level in paragraph.levels_before(record, sentences=1) if level.record.depth <= record.depth]
    fit = {
        level.fact.figure.base: level
        for level in near
        if level.fact.figure is not None and _is_rate_of(entry, level.fact)
        if not (_stands_by(entry) and own.get(id(level), entry) is not entry)
    }
    if len(fit) == 1:
        entry.subject = Subject.of(next(iter(fit.values())))


def _is_rate_of(entry: Stated, now: Fact) -> bool:
    """Whether the amount and the rate of a change go together for what something is now."""
    amount, rate = (fact.figure if fact is not None else None for fact in (entry.amount, entry.percent))
    if amount is None or rate is None or now.figure is None or not _is_like(amount, now.figure):
        return False
    before = now.figure.base - entry.direction * amount.base
    slack = now.figure.slack(fine=False) + amount.slack(fine=False)
    if before <= slack:
        return False
    least, most = (abs(amount.base) / value * 100 for value in (before + slack, before - slack))
    return least - rate.slack(fine=False) <= rate.value <= most + rate.slack(fine=False)


def _others(paragraph: Paragraph, entry: Stated, pairs: Pairs) -> Iterator[tuple[Level, Fact]]:
    """The amounts of the sentence that a change may be of, each with what it may have been before."""
    record, own, now = entry.record, entry.subject.level, entry.subject.current
    around = paragraph.records[max(0, record.number - _BEFORE) : record.number + _BEHIND]
    near = [other.number for other in around if other.sentence == record.sentence]
    if not any(number in paragraph.levels and number < record.number for number in near):
        # 支出3529万元：甲…；丁227万元。与年初预算3590万元相比，决算数减少60万元: of what the sentence before tells.
        near += [other.number for other in around if other.sentence == record.sentence - 1]
    levels = [paragraph.levels[number] for number in near if number in paragraph.levels]
    levels = [level for level in levels if not level.loose and (own is None or level.quantity == own.quantity)]
    told = [paragraph.priors[number] for number in near if number in paragraph.priors]
    base = paragraph.bases[entry.record.number]
    sort = pairs.sort_of(paragraph.text[base.start : base.end]) if base is not None else None
    plans = {level.fact.number: pairs.is_plan(paragraph, level) for level in levels}
    for level in levels:
        for prior in (*(other.fact for other in levels if other is not level), *told):
            if prior is now and level.fact is entry.prior:
                # 投资收益2万元，上年-3万元，增加-5万元: which is the earlier of two their words say.
                continue
            if sort is None or plans.get(prior.number, sort == "plan") == (sort == "plan"):
                yield level, prior


def _makes(entry: Stated, now: Fact, before: Fact) -> bool:
    """Whether two amounts make each half of a change that is printed."""
    if now.figure is None or before.figure is None or not before.figure.base or now.figure.unit is None:
        return False
    made = now.figure.base - before.figure.base
    slack = now.figure.slack(fine=False) + before.figure.slack(fine=False)
    holds = True
    if entry.amount is not None and entry.amount.figure is not None:
        amount = entry.amount.figure
        is_telling = abs(amount.value).scaleb(amount.decimals) >= _TELLING or entry.percent is not None
        holds &= is_telling and _is_like(amount, now.figure)
        holds &= abs(made - entry.direction * amount.base) <= slack + amount.slack(fine=False)
    if entry.percent is not None and entry.percent.figure is not None:
        rate = entry.percent.figure
        slip = slack / abs(before.figure.base) * 100 * (1 + abs(made / before.figure.base))
        holds &= abs(made / before.figure.base * 100 - entry.direction * rate.value) <= slip + rate.slack(fine=False)
    return holds and (entry.amount is not None or entry.percent is not None)


def _bare_base(paragraph: Paragraph, entry: Stated) -> str:
    """The words of a base and the figure right behind them: 较上年决算数38.31万元; none where words stand between: 较上年的38.31万元."""
    for record in paragraph.records[max(0, entry.record.number - 1) : entry.record.number + 1]:
        base, figure = record.frame.phrase("base"), record.frame.phrase("prior")
        if base is not None and figure is not None and paragraph.priors.get(record.number) is entry.prior:
            is_next = not paragraph.text[base.end : figure.start].strip()
            return paragraph.text[base.start : figure.end] if is_next else ""
    return ""


def _is_amount(entry: Stated, now: Fact, before: Fact) -> bool:
    """Whether what is taken for the figure before is by how much it has changed, by the percentage."""
    rate = entry.percent.figure if entry.percent is not None else None
    if entry.amount is not None or rate is None or now.figure is None or before.figure is None:
        return False
    prior = now.figure.base - entry.direction * before.figure.base
    return prior > 0 and abs(before.figure.base / prior * 100 - rate.value) <= rate.slack(fine=False)


def _is_like(one: Figure, other: Figure) -> bool:
    return one.unit is not None and other.unit is not None and one.unit.quantity == other.unit.quantity
