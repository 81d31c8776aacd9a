"""Plans and what came of them: `年初预算100万元，支出决算95万元，完成年初预算的95%`, and words that compare the two."""

from __future__ import annotations

from auditor.facts.claims import Comparison, Completion
from auditor.facts.labels import read_label
from auditor.facts.model import Fact
from auditor.facts.prose.antecedents import Antecedents
from auditor.facts.prose.companions import is_told_beside, plan_kind
from auditor.facts.prose.distant_shares import fits_share, is_mistyped
from auditor.facts.prose.ledger import Ledger
from auditor.facts.prose.listing import Level
from auditor.facts.prose.names import Named
from auditor.facts.prose.outcomes import OutcomeReader
from auditor.facts.prose.pairs import Pair, Pairs
from auditor.facts.prose.paragraph import Paragraph, outermost
from auditor.facts.prose.records import Record
from auditor.facts.prose.several_plans import SeveralPlans
from auditor.facts.prose.standing import Measures
from auditor.facts.prose.stated import direction_of
from auditor.figures import MONEY
from auditor.patterns import any_of

_RECENT = 40
"""The last claims, among which those of one sentence are."""
_FARTHEST = 4
"""Clauses between a percentage and the amounts that it is of."""
_SLOTS = {"completion": "plan", "share": "whole", "percent": "name"}
"""The slot with the name of the plan."""
_OF_PLAN = ("share", "percent")
"""The frames that may tell a percentage of a plan."""
_DIRECTIONS = {"EXCEEDS": 1, "FALLS_SHORT": -1, "EQUALS": 0, "ROUGHLY_EQUALS": 0}


class PlanReader:
    """Makes claims of the completions and comparisons of a paragraph."""

    def __init__(self, antecedents: Antecedents, ledger: Ledger) -> None:
        self.antecedents = antecedents
        self.ledger = ledger
        self.vocabulary = ledger.vocabulary
        self.measures = Measures(self.vocabulary)
        self.outcomes = OutcomeReader(ledger)
        self.pairs = Pairs(self.vocabulary)
        self._without = any_of(self.vocabulary.grammar.change.get("without", ()))
        self._rate = any_of(self.vocabulary.grammar.completion.get("rates", ()))
        self.several = SeveralPlans(ledger, self.measures, self._kind)

    def read(self, paragraph: Paragraph) -> None:
        self._completed: Level | None = None
        """The result of the last completion."""
        self._paired: tuple[int, int, str | None] = (-1, -1, None)
        """The sentence of the last completion whose plan its words alone tell, that plan, and what kind of plan is named."""
        self._compared: tuple[int, int] | None = None
        """The sentence of the last comparison, and the place of its claim."""
        self._carried_out: tuple[int, Fact, Fact] | None = None
        """The record of the last completion, with its result and its plan."""
        self.unplanned: list[tuple[Fact, Fact]] = []
        """The results and their rates of plans that the paragraph does not print."""
        several: set[int] = set()
        """The records of percentages that are handed out to several plans."""
        for record in paragraph.records:
            if record.number in several:
                continue
            if record.kind in ("percent", "respectively"):
                claims, told = self.several.read(paragraph, record)
                self.ledger.facts.claims += claims
                several |= told
                if told:
                    continue
            if record.number in paragraph.taken:
                continue
            is_rate = self._is_rate_of_last(paragraph, record)
            if is_rate or record.kind == "completion" or self.is_of_plan(paragraph, record):
                self._completion(paragraph, record)
            elif record.kind == "comparison":
                self._comparison(paragraph, record)
            elif record.kind == "apart":
                self._apart(paragraph, record)
            elif record.kind == "change":
                self._change(paragraph, record)
        self.ledger.facts.claims += self.outcomes.read(paragraph)

    def _completion(self, paragraph: Paragraph, record: Record) -> None:
        token = record.frame.figure("percent") or record.frame.figure("figure")
        assert token is not None
        named = self.antecedents.named_in(paragraph, record, _SLOTS[record.kind])
        levels = self._told(paragraph, record)
        result = next((level for level in levels if self._is_result(level)), None)
        result = result or self._result_behind(paragraph, record)
        if result is None and self._completed is not None and self._completed.record.sentence == record.sentence:
            # 支出9亿元，为调整预算10亿元的90.00%，为年初预算9.50亿元的94.74%.
            result = self._completed
        label = result.fact.label if result else named.text
        percent = self.ledger.add(paragraph.source, paragraph.scene.section, token, "", {}, label)
        if record.kind == "completion" and self._is_of_indicator(paragraph, record, named):
            return
        if token.loose or (
            self._is_counted(paragraph, record) and not {"planned", "whole"} & record.frame.slots.keys()
        ):
            # 年初预算276万元，执行242万元… 送戏下乡204场，实际243场，完成119.1%: of what was counted.
            return
        wanted = plan_kind(named.members, self.vocabulary)
        plans = [level.fact for level in levels if self._kind(level.fact) is not None]
        if wanted is None and result is not None and (whole := self._plan_above(result)) is not None:
            plans = [whole]
        plans = self._of_item(plans, result, levels)
        plan = self._planned(paragraph, record) or next((fact for fact in plans if self._kind(fact) == wanted), None)
        if plan is None and not plans and result is not None and result is self._completed:
            plan = self._of_kind(paragraph, result, wanted)
        if plan is None and result is not None and self._is_rate_of_last(paragraph, record):
            plan = self._right_before(paragraph, result)
        pair = self._pair(paragraph, record) or self._around(paragraph, record)
        if plan is None and not plans and pair is not None and not self._is_of_other_plan(pair, record, wanted):
            result, plan = pair.now, pair.before.fact
            self._paired = (record.sentence, plan.number, wanted)
        if plan is None and plans and (wanted is None or (len(plans) == 1 and not self._is_other(plans[0], wanted))):
            plan = plans[0]
        was, self._completed = self._completed, result
        if plan is None or result is None:
            told = self.outcomes.completion(paragraph, record, percent)
            if told is not None and told.plan is not None and self._is_named_otherwise(told.plan, wanted):
                # 支出13亿元，为年初预算12亿元的109%，为调整预算的91%: that plan is printed elsewhere.
                told = None
            if told is not None:
                self.ledger.facts.claims.append(told)
            elif result is not None:
                self.unplanned.append((result.fact, percent))
                is_bare = record.kind == "completion" and {"plan", "subject"}.isdisjoint(record.frame.slots)
                base = self._of_unnamed(paragraph, result, percent) if is_bare and result is not was else None
                if base is not None:
                    self.ledger.facts.claims.append(Completion(result.fact, base, percent, (), None, 0, is_across=True))
            return
        is_printed = self._planned(paragraph, record) is plan
        is_of_another = not is_printed and self._is_of_another(result.fact, plan)
        if self._is_without(paragraph, result, record) or is_of_another or self._is_of_other_side(result.fact, plan):
            # 支出3828万元，其中基本支出预算2482万元，执行率98%: what came of that plan is not told.
            return
        above = outermost(result)
        if above is not result and not fits_share(result.fact, plan, percent) and fits_share(above.fact, plan, percent):
            # 支出151万元，其中基本支出67万元，项目支出84万元；年初预算158万元，完成率95.6%: of all of it.
            result = above
        near = next(iter(paragraph.levels_before(result.record)), None)
        if not is_printed and near is not None and wanted is None and not fits_share(result.fact, plan, percent):
            # 下达转移支付92亿元，直达资金25亿元，支出17亿元，支出进度69.6%: of what stands right before it.
            plan = near.fact if fits_share(result.fact, near.fact, percent) else plan
        plan = self._in_brackets(paragraph, plan, result.fact, percent) or plan
        if result.named.is_empty and result.fact.figure == plan.figure and percent.is_nil:
            # 年初预算24万元，24万元全部由财政收回，预算完成率为0%: the plan once more, of which nothing came.
            return
        if self._is_carried_out(plan, result.fact) and not fits_share(result.fact, plan, percent):
            # 支出17603万元，为预算18300万元的96.2%：甲支出6245万元，完成91.8%: the plan of 甲 is not told.
            self.unplanned.append((result.fact, percent))
            return
        others = tuple(fact for fact in plans if fact is not plan)
        self._carried_out = (record.number, result.fact, plan)
        self.ledger.facts.claims.append(Completion(result.fact, plan, percent, others, None, 0))

    def _is_carried_out(self, plan: Fact, result: Fact) -> bool:
        """Whether a plan is told to be that of another result."""
        told = (claim for claim in self.ledger.facts.claims[-_RECENT:] if isinstance(claim, Completion))
        return any(claim.plan is plan and claim.result is not result for claim in told)

    def _of_kind(self, paragraph: Paragraph, result: Level, wanted: str | None) -> Fact | None:
        """The plan that is named, before both: 年初预算46万元，调整预算51万元，决算51万元，完成调整预算的100%，完成年初预算的111%."""
        if wanted is None:
            return None
        told = (level.fact for level in paragraph.levels_before(result.record))
        return next((fact for fact in told if self._kind(fact) == wanted), None)

    @staticmethod
    def _of_unnamed(paragraph: Paragraph, result: Level, percent: Fact) -> Fact | None:
        """到位资金252万元。实际支出239万元，支出进度94.84%: of what is no plan by name, where the rate fits it but for a slip."""
        before = paragraph.levels_before(result.record, sentences=1)
        told = [level.fact for level in before if level.quantity == result.quantity and not level.loose]
        fit = [fact for fact in told if fits_share(result.fact, fact, percent)]
        slips = {fact.figure.base: fact for fact in told if fact.figure and is_mistyped(result.fact, fact, percent)}
        return fit[0] if fit else next(iter(slips.values())) if len(slips) == 1 else None

    def _is_without(self, paragraph: Paragraph, result: Level, record: Record) -> bool:
        """执行860万元，扣除未达条件的120万元后，执行率97.73%: whether something is taken off between a result and its rate."""
        start, end = (one.frame.phrases[-1].end for one in (result.record, record))
        return self._without.search(paragraph.text, start, end) is not None

    @staticmethod
    def _in_brackets(paragraph: Paragraph, plan: Fact, result: Fact, percent: Fact) -> Fact | None:
        """预算数200万元（调整后185.6万元），支出185.47万元，执行率99.93%: the plan in the bracket, where the rate is of that."""
        told = next((level for level in paragraph.levels.values() if level.fact is plan), None)
        within = paragraph.levels.get(told.record.number + 1) if told is not None else None
        if told is None or within is None or within.record.depth <= told.record.depth:
            return None
        is_of_it = within.quantity == told.quantity and fits_share(result, within.fact, percent)
        return within.fact if is_of_it and not fits_share(result, plan, percent) else None

    def _is_rate_of_last(self, paragraph: Paragraph, record: Record) -> bool:
        """预备费1.56亿元，动支1.25亿元，动支率80%: a rate whose verb is that of the amount right before."""
        rate = self._rate.fullmatch(self._words(record, paragraph)) if record.kind == "percent" else None
        before = paragraph.levels.get(record.number - 1)
        if rate is None or before is None or before.quantity != MONEY or before.record.part != record.part:
            return False
        # 个贷余额41.67亿元，个贷率77%: no verb.
        return before.record.kind == "level" and before.named.text.endswith(rate["verb"])

    def _of_item(self, plans: list[Fact], result: Level | None, levels: list[Level]) -> list[Fact]:
        """预算168万元，其中：接待费10万元。支出163万元，完成预算的97%: the plans of its own item, where a list has others."""
        items = {level.fact.number for level in levels if level.listing is not None}
        if (
            result is None
            or result.listing is not None
            or len(plans) < 2
            or not any(one.number in items for one in plans)
        ):
            return plans
        aside = {"year", "item", *self.vocabulary.measures}
        own = [entry for entry in result.fact.dims if entry[0] not in aside]
        return [one for one in plans if [entry for entry in one.dims if entry[0] not in aside] == own]

    @staticmethod
    def _right_before(paragraph: Paragraph, result: Level) -> Fact | None:
        """预备费1.56亿元，全年动支1.25亿元，动支率80%: the one amount of its part before what was done of it."""
        before = [level for level in paragraph.levels_before(result.record) if level.record.part == result.record.part]
        told = [level for level in before if level.quantity == MONEY and level.listing is None and not level.loose]
        is_alone = len(told) == len(before) == 1 and told[0].record.number == result.record.number - 1
        return told[0].fact if is_alone else None

    @staticmethod
    def _is_counted(paragraph: Paragraph, record: Record) -> bool:
        """Whether the last figure before a percentage in its part is a count, or a number with a unit that nobody knows: 实际243场."""
        nearest = next(iter(paragraph.levels_before(record)), None)
        if nearest is not None and nearest.record.kind == "count" and nearest.record.part == record.part:
            return True
        before = paragraph.records[record.number - 1] if record.number else record
        end = before.frame.phrases[-1].end
        return before.kind == "unitless" and paragraph.text[end : end + 1].isalpha()

    def _is_of_other_plan(self, pair: Pair, record: Record, wanted: str | None) -> bool:
        """为调整预算的101%、年初预算的94%: whether a percentage before it in its sentence named the plan of a pair otherwise.

        Or its own words do: 为年初预算12亿元的109%，为调整预算的91%.
        """
        if self._is_named_otherwise(pair.before.fact, wanted):
            return True
        sentence, number, named = self._paired
        return sentence == record.sentence and number == pair.before.fact.number and named != wanted

    @staticmethod
    def _is_of_indicator(paragraph: Paragraph, record: Record, named: Named) -> bool:
        """满意度指标完成值94%: whether the words of a completion are of something that bears no amount before it."""
        if not named.rest or named.dims or "planned" in record.frame.slots:
            return False
        return not any(named.rest in level.named.text for level in paragraph.levels_before(record, sentences=1))

    def _is_named_otherwise(self, plan: Fact, wanted: str | None) -> bool:
        """Whether words that say a kind of plan are of another kind than a figure: 调整预算, and 年初预算12亿元."""
        return wanted is not None and self._kind(plan) not in (None, wanted)

    def _is_other(self, plan: Fact, wanted: str | None) -> bool:
        """Whether a plan is surely none of the kind that words name: 年初批复96万元，调整预算90万元，完成年初预算的98%."""
        named = {member for name, member in self.vocabulary.compared if name in self.vocabulary.measures}
        return self._kind(plan) != wanted and {self._kind(plan), wanted} <= named

    def _plan_above(self, result: Level) -> Fact | None:
        """全年预算数150万元，其中年初预算128万元；实际支出139万元: the plan of which others are parts is what is carried out."""
        whole = result.listing.whole if result.listing is not None else None
        return whole.fact if whole is not None and self.pairs.tells_plan(whole.named.text) else None

    def _told(self, paragraph: Paragraph, record: Record) -> list[Level]:
        """The amounts of the item that a percentage goes with: those before it back to the last completion, plans and results.

        Behind `完成14万元，为预算15万元的93%，其中：甲5万元，完成95%` the plan of 14万元 is none of 甲.
        """
        found: list[Level] = []
        results = 0
        is_printed = record.number in paragraph.priors or self._is_behind_plan(paragraph, record)
        for level in paragraph.levels_before(record, sentences=0 if is_printed else 1):
            if level.record.depth > record.depth:
                continue
            between = paragraph.records[level.record.number : record.number]
            results += self._is_result(level)
            is_told = any(entry.kind == "completion" or self.is_of_plan(paragraph, entry) for entry in between)
            is_far = record.clause - level.record.clause > _FARTHEST
            if is_told or is_far or level.record.kind == "count" or results > 1:
                break
            found.append(level)
        return found

    def _planned(self, paragraph: Paragraph, record: Record) -> Fact | None:
        """The plan that the clause prints itself: 完成预算100万元的95%, 为预算总数192万元的99%."""
        printed = paragraph.priors.get(record.number)
        if printed is None and record.kind == "percent" and self._is_behind_plan(paragraph, record):
            return paragraph.levels[record.number - 1].fact
        return printed

    def _comparison(self, paragraph: Paragraph, record: Record) -> None:
        """`决算数大于年初预算数`: the result and the plan that were told before."""
        phrase = record.frame.phrase("word")
        assert phrase is not None
        levels = self._told_anywhere(paragraph, record)
        pair = self._pair(paragraph, record)
        result = pair.now.fact if pair else next((one.fact for one in levels if self._is_result(one)), None)
        text = paragraph.text[phrase.start : phrase.end]
        wanted = plan_kind(read_label(text, self.vocabulary.prose_terms, self.vocabulary).dims, self.vocabulary)
        plans = [level.fact for level in levels if self._kind(level.fact) is not None]
        plan = next(
            (fact for fact in plans if self._kind(fact) == wanted),
            plans[0] if wanted is None and plans else None,
        )
        printed = paragraph.priors.get(record.number)
        plan = printed or plan or (pair.before.fact if pair else None)
        if result is None or (plan is not None and self._is_of_another(result, plan)):
            return
        token = record.frame.figure("amount")
        if token is not None and printed is not None and printed.figure and token.numeral is not None:
            # 大于年初预算数20万元，相差3万元: the one amount there is the plan.
            is_plan = "planned" not in record.frame.slots and printed.figure.printed == token.numeral.text
            token = None if is_plan else token
        amount = (
            self.ledger.add(paragraph.source, paragraph.scene.section, token, "", {}, result.label) if token else None
        )
        if plan is None:
            # Without the plan the percentage is held against the difference from it.
            percent = next((percent for told, percent in self.unplanned if told is result), None)
            if percent is not None and amount is not None:
                claim = Completion(result, None, percent, (), amount, _DIRECTIONS[phrase.kind])
                self.ledger.facts.claims.append(claim)
            return
        word = self.ledger.word(paragraph.source, paragraph.scene.section, phrase.start, phrase.end)
        direction = _DIRECTIONS[phrase.kind]
        loose = phrase.kind == "ROUGHLY_EQUALS"
        self._compared = (record.sentence, len(self.ledger.facts.claims))
        self.ledger.facts.claims.append(Comparison(result, plan, direction, word, amount, loose))

    def _change(self, paragraph: Paragraph, record: Record) -> None:
        """预算3150万元，决算2898万元，完成年初预算的92%，减少252万元: how far a result is from its plan, right behind its rate."""
        number, result, plan = self._carried_out or (-1, None, None)
        token, verb = record.frame.figure("amount"), record.frame.phrase("direction")
        told = self.ledger.told.get(token.numeral.start) if token is not None and token.numeral is not None else None
        if result is None or plan is None or told is None or verb is None or number + 1 != record.number:
            return
        own = {"direction", "amount", "percent", "again"}
        is_next = record.sentence == paragraph.records[number].sentence and record.frame.slots.keys() <= own
        if (
            not is_next
            or result.figure is None
            or plan.figure is None
            or told.figure is None
            or told.figure.unit is None
        ):
            return
        if abs(result.figure.base - plan.figure.base) != told.figure.base:
            return
        word = self.ledger.word(paragraph.source, paragraph.scene.section, verb.start, verb.end)
        direction = direction_of(record)
        self.ledger.facts.claims.append(Comparison(result, plan, direction, word, told, False))

    def _apart(self, paragraph: Paragraph, record: Record) -> None:
        """相差3万元 behind 决算数大于年初预算数20万元: by how much."""
        token = record.frame.figure("amount")
        sentence, place = self._compared or (-1, 0)
        if token is None:
            return
        if sentence != record.sentence:
            told = self.outcomes.apart(paragraph, record, token)
            self.ledger.facts.claims += [told] if told is not None else []
            return
        claim = self.ledger.facts.claims[place]
        if isinstance(claim, Comparison) and claim.amount is None:
            section = paragraph.scene.section
            amount = self.ledger.add(paragraph.source, section, token, "", {}, claim.result.label)
            self.ledger.facts.claims[place] = claim._replace(amount=amount)

    def _pair(self, paragraph: Paragraph, record: Record) -> Pair | None:
        """The plan and the result told last, where their words say which is which: 下达2300万元，已支付1863万元."""
        pair = self.pairs.before(paragraph, record)
        return pair if pair is not None and pair.sort == "plan" else None

    def _around(self, paragraph: Paragraph, record: Record) -> Pair | None:
        """完成10亿元，为年初预算的105%，年初预算为9.5亿元: the plan in the clause behind."""
        pair = self.pairs.around(paragraph, record)
        return pair if pair is not None and pair.sort == "plan" else None

    def _result_behind(self, paragraph: Paragraph, record: Record) -> Level | None:
        """完成全年任务12亿元的103%，收入累计入库13亿元: the result in the clause behind the percentage of a printed plan."""
        level = paragraph.levels.get(record.number + 1)
        if level is None or record.number not in paragraph.priors or level.record.sentence != record.sentence:
            return None
        return level if level.quantity == MONEY and self._kind(level.fact) is None else None

    def _is_of_another(self, result: Fact, plan: Fact) -> bool:
        """Whether a plan is of an item of which a result is not: 支出决算293万元。其中：农林水支出年初预算35万元，决算数大于预算数5万元."""
        own = {entry for entry in plan.dims if entry[0] not in {"year", *self.vocabulary.measures}}
        return plan.number > result.number and bool(own - set(result.dims))

    def _is_of_other_side(self, result: Fact, plan: Fact) -> bool:
        """支出38亿元，收入为预算58亿元的50.8%: whether the plan that a percentage prints names what is not the amount before it."""
        is_named = bool(plan.concept and result.concept) and plan.number > result.number
        return is_named and not self.antecedents.is_alias(plan.concept, result.concept)

    def _told_anywhere(self, paragraph: Paragraph, record: Record) -> list[Level]:
        return [level for level in paragraph.levels_before(record, sentences=1) if level.record.kind != "count"]

    def of_plan(self, paragraph: Paragraph) -> set[int]:
        """The numbers of the records of a paragraph that are percentages of plans."""
        told = (record for record in paragraph.records if record.kind in _OF_PLAN)
        return {record.number for record in told if self.is_of_plan(paragraph, record)}

    def is_of_plan(self, paragraph: Paragraph, record: Record) -> bool:
        """Whether a share, or a percentage behind a name, is of a plan: 占年初预算的82.5%, 为年初预算的82.5%."""
        if record.kind not in _OF_PLAN:
            return False
        named = self.antecedents.named_in(paragraph, record, _SLOTS[record.kind])
        if self.outcomes.is_of_plan(named.text, is_share=record.kind == "share"):
            return True
        if named.is_empty and self._says_plan(paragraph, record):
            return True
        if self.pairs.says_plan(self._words(record, paragraph)):
            return True
        if record.kind == "percent" and named.is_empty:
            return self._is_behind_plan(paragraph, record)
        return named.concept is None and not named.rest and plan_kind(named.members, self.vocabulary) is not None

    def _says_plan(self, paragraph: Paragraph, record: Record) -> bool:
        """为预算的95%, 占调整及变动预算的95%: the word for any plan, which says of no amount what it is."""
        return self.measures.said_in(self._words(record, paragraph)) in self.measures.plans

    @staticmethod
    def _words(record: Record, paragraph: Paragraph) -> str:
        return "".join(paragraph.text[p.start : p.end] for p in record.frame.slots.get(_SLOTS[record.kind], ()))

    def _is_behind_plan(self, paragraph: Paragraph, record: Record) -> bool:
        """Whether a percentage without a name of its own stands behind the amount of a plan: 为年初预算20万元的95%."""
        before = paragraph.levels.get(record.number - 1)
        is_next = before is not None and before.record.clause == record.clause
        if before is None or not is_next:
            return False
        return (
            self._kind(before.fact) is not None
            or self.outcomes.is_of_plan(before.named.text)
            or self.pairs.is_plan(paragraph, before)
        )

    def _is_result(self, level: Level) -> bool:
        """Whether an amount came of a plan: 上年度4102.88万元, told beside it, is what it was before."""
        is_plan = self._kind(level.fact) is not None or self.pairs.tells_plan(level.named.text) is True
        return not is_plan and not is_told_beside(level, self.vocabulary)

    def _kind(self, fact: Fact) -> str | None:
        """Which kind of plan a figure is; None for what came of one."""
        return plan_kind(dict(fact.dims), self.vocabulary)
