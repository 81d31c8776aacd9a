"""Made-up disclosures that tie: final accounts of many bodies in the forms of the template, and offices with plans and plants."""

from benchmarks.generated.account_text import text_of, texts_of
from benchmarks.generated.accounts import FIRST_YEAR, GROUP, Account, accounts, bodies_of

__all__ = ["FIRST_YEAR", "GROUP", "Account", "accounts", "bodies_of", "text_of", "texts_of"]
