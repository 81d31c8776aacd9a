"""Percentages whose clause has no verb of a share: `为基本支出640万元的15%`, `为上年的108.0%（上年3968万元）`, `生均拨款52.3%`."""

from __future__ import annotations

from auditor.facts.claims import Share
from auditor.facts.model import Fact
from auditor.facts.prose.antecedents import Antecedents
from auditor.facts.prose.ledger import Ledger
from auditor.facts.prose.lexer import Token
from auditor.facts.prose.listing import Level
from auditor.facts.prose.names import NOTHING
from auditor.facts.prose.paragraph import Paragraph
from auditor.facts.prose.records import Record
from auditor.facts.prose.share_groups import PartShare, part_of_percent
from auditor.facts.prose.share_sums import LoneShare
from auditor.facts.prose.unnamed_shares import SharesTold
from auditor.patterns import any_of, regex

_DIVIDES = regex(r"\s*[÷/／]")


class LonePercents:
    """Makes claims of such percentages, or keeps them as shares of what others say."""

    def __init__(self, antecedents: Antecedents, ledger: Ledger) -> None:
        self.antecedents = antecedents
        self.ledger = ledger
        self.vocabulary = ledger.vocabulary
        share = self.vocabulary.grammar.share
        self._joint = share.get("joint", ())
        self._copula = any_of(share.get("copula", ()))
        self._totals = tuple(self.vocabulary.grammar.breakdown.get("totals", ()))

    def read(self, paragraph: Paragraph, record: Record, told: SharesTold) -> LoneShare | None:
        """经费来源：生均拨款52.3%、捐赠收入47.7%: percentages behind names, which are shares if they are all of something."""
        token = record.frame.figure("figure")
        readers = (self._of_amount, self._of_year_before, self._of_quotient)
        if token is None or any(reads(paragraph, record, token) for reads in readers):
            return None
        part = self.antecedents.named_in(paragraph, record, "name")
        if token.loose or part.text.startswith(self._totals) or paragraph.tells_changes(record.sentence):
            return None
        of = part_of_percent(paragraph, record, self.vocabulary)
        if of is None and part.is_empty:
            return None
        percent = self._percent(paragraph, token, part.text or (of.fact.label if of is not None else ""))
        if of is not None and not of.loose and token.kind == "percent":
            told.wholeless.append(PartShare(of, percent))
        return LoneShare(record, part, NOTHING, percent) if not part.is_empty else None

    def _of_amount(self, paragraph: Paragraph, record: Record, token: Token) -> bool:
        """公用经费96万元，仅为基本支出640万元的15%: a percentage right behind an amount that a verb makes its whole."""
        whole = paragraph.levels.get(record.number - 1)
        if whole is None or whole.record.clause != record.clause or not self._copula.match(whole.named.text):
            return False
        part = next(iter(paragraph.levels_before(whole.record)), None)
        if part is None or part.quantity != whole.quantity or _words(paragraph, record) not in self._joint:
            return False
        self._claim(paragraph, token, part, whole)
        return True

    def _of_year_before(self, paragraph: Paragraph, record: Record, token: Token) -> bool:
        """完成4286万元，为上年的108.0%（上年3968万元）: of what the bracket behind it says that it was."""
        words = _words(paragraph, record)
        bare = self._copula.sub("", next((words.removesuffix(end) for end in self._joint if words.endswith(end)), ""))
        prior = paragraph.levels.get(record.number + 1)
        now = next(iter(paragraph.levels_before(record)), None)
        if prior is None or now is None or not self.vocabulary.earlier_names.fullmatch(bare):
            return False
        is_it = self.vocabulary.earlier_names.match(prior.named.text) and prior.record.depth == record.depth + 1
        if not is_it or prior.record.sentence != record.sentence or prior.quantity != now.quantity:
            return False
        self._claim(paragraph, token, now, prior)
        return True

    def _of_quotient(self, paragraph: Paragraph, record: Record, token: Token) -> bool:
        """债务率65.8%（直接债务77.99亿元÷综合财力118.6亿元）: a bracket that says what is divided by what."""
        one, other = (paragraph.levels.get(record.number + step) for step in (1, 2))
        if one is None or other is None or one.quantity != other.quantity:
            return False
        first, second = one.record.frame.phrase("figure"), other.record.frame.phrase("figure")
        depths = {one.record.depth, other.record.depth}
        if first is None or second is None or depths != {record.depth + 1} or other.record.sentence != record.sentence:
            return False
        if _DIVIDES.match(paragraph.text, first.end) is None:
            return False
        self._claim(paragraph, token, one, other)
        return True

    def _claim(self, paragraph: Paragraph, token: Token, part: Level, whole: Level) -> None:
        """The share of one amount in another; of 约 and the like none is claimed."""
        percent = self._percent(paragraph, token, part.fact.label)
        if not (token.loose or part.loose or whole.loose):
            self.ledger.facts.claims.append(Share(part.fact, whole.fact, percent, whole.fact.label))

    def _percent(self, paragraph: Paragraph, token: Token, label: str) -> Fact:
        return self.ledger.add(paragraph.source, paragraph.scene.section, token, "", {}, label)


def _words(paragraph: Paragraph, record: Record) -> str:
    """The words of a percentage in its clause."""
    name = record.frame.phrase("name")
    return paragraph.text[name.start : name.end] if name is not None else ""
