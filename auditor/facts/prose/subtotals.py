"""A bracket among the items of a list that adds some of them up: `由购置费3万元、运行费5万元（以上两项小计8万元）及接待费1万元组成`."""

from __future__ import annotations

from auditor.facts.claims import Breakdown
from auditor.facts.prose.ledger import Ledger
from auditor.facts.prose.lexer import Token
from auditor.facts.prose.listing import Listing
from auditor.facts.prose.names import Named
from auditor.facts.prose.numerals import counted
from auditor.facts.prose.paragraph import Paragraph
from auditor.facts.prose.records import Record
from auditor.patterns import any_of

_FEWEST = 2


class Subtotals:
    """Takes sums of the items told so far out of the list that they stand in."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        words = ledger.vocabulary.grammar.breakdown
        self._summing = any_of(words.get("summing", ()))
        self._above = tuple(words.get("above", ()))

    def read(self, paragraph: Paragraph, listing: Listing | None, record: Record, token: Token, named: Named) -> bool:
        """Claim what an amount in a bracket adds up, where its name says that it does; whether it is such an amount."""
        found = self._summing.search(named.text)
        if listing is None or found is None or record.depth <= listing.depth or len(listing.items) < _FEWEST:
            return False
        count = found["count"]
        if count is None and not named.text.startswith(self._above):
            return False
        wanted = counted(count) if count else len(listing.items)
        parts = [item.fact for item in listing.items[-wanted:] if item.unit is not None]
        text = named.text
        whole = self.ledger.add(paragraph.source, paragraph.scene.section, token, "", {"item": f"~{text}"}, text)
        if len(parts) == wanted:
            self.ledger.facts.claims.append(Breakdown(whole, tuple(parts), "all"))
        return True
