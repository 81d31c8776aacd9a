"""The accounts that collections are measured by tie in themselves, with the year before, and with their department."""

from __future__ import annotations

import pytest

from benchmarks.generated import GROUP, Account, accounts, bodies_of, text_of
from tests.conftest import TextAudit

ACCOUNTS = list(accounts(bodies=GROUP, years=2))


@pytest.mark.parametrize("account", ACCOUNTS, ids=lambda account: f"{account.body.name}-{account.year}")
def test_an_account_has_no_finding_and_is_read_in_full(account: Account, audit_text: TextAudit) -> None:
    audit = audit_text(text_of(account))
    assert (audit.findings, audit.is_complete, audit.facts.profile.year) == ((), True, account.year)
    assert audit.coverage.checked > 120


def test_a_planted_contradiction_over_years_leaves_the_account_without_a_finding(audit_text: TextAudit) -> None:
    planted = ACCOUNTS[-1]._replace(before=ACCOUNTS[-1].before._replace(total=ACCOUNTS[-1].before.total + 1234))
    assert text_of(planted) != text_of(ACCOUNTS[-1])
    assert audit_text(text_of(planted)).findings == ()


def test_the_account_of_a_year_begins_where_that_of_the_year_before_ended() -> None:
    of = {(account.body.name, account.year): account for account in ACCOUNTS}
    followed = [(account, of[name, year - 1]) for (name, year), account in of.items() if (name, year - 1) in of]
    assert len(followed) == GROUP
    for account, before in followed:
        assert (account.opening, account.before) == (before.closing, before.as_before())


def test_a_department_is_the_sum_of_its_units() -> None:
    (department, *units) = [account for account in ACCOUNTS if account.year == ACCOUNTS[0].year]
    assert department.body.units == tuple(unit.body.name for unit in units)
    assert department.spent == {code: sum(unit.spent[code] for unit in units) for code in department.spent}
    assert department.total == sum(unit.total for unit in units)


def test_bodies_have_names_of_their_own() -> None:
    names = [body.name for body in bodies_of(1000)]
    assert len(set(names)) == len(names) == 1000
