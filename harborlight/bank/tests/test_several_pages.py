"""Several trust accounts at the desk: entered, chosen, moved between, closed."""

import pytest
from django.urls import reverse

from harborlight.bank.actions import write_statement
from harborlight.billing.models import Withdrawal
from harborlight.staff.tests.at_the_desk import at_the_desk, words
from harborlight.trust.actions import deposit
from harborlight.trust.models import Account, BankAccount, Book
from harborlight.trust.queries import three_ways
from tests.cast import DAY


def address(name, *rows):
    return reverse(f"staff:{name}", args=[row.pk for row in rows])


@pytest.fixture
def person(ada, case):
    from harborlight.cases.queries import people_of

    return people_of(ada, case)[0]


@pytest.fixture
def held(ben, case, person, trust):
    about = {"purpose": "advance fee", "cents": 90_000, "method": "transfer"}
    return deposit(ben, case, person=person, on=DAY, once="held", **about).account


def entered(desk, where, **said):
    """The account that the form made."""
    page = desk.post(where, {"name": "Hudson Bank", **said})
    assert page.status_code == 302, words(page)
    return BankAccount.objects.get(number_ends=said["number_ends"])


def coming(person, **also):
    """As the form for a deposit is sent."""
    day = {"on_day": DAY.day, "on_month": DAY.month, "on_year": DAY.year}
    said = {"person": person.key, "purpose": "advance fee", "cents": "25.00"}
    return day | said | {"method": "transfer", "once": "page"} | also


@pytest.mark.feature("F177")
def test_with_one_account_nobody_is_asked_which(ben, case, held):
    desk = at_the_desk(ben)
    for where in (
        address("put-in", case),
        address("house-money"),
        address("ask-withdrawal", held),
    ):
        assert "Trust account" not in words(desk.get(where))
    assert "Account by account" not in words(desk.get(address("books")))


@pytest.mark.feature("F177")
def test_a_deposit_says_which_account_and_the_numbers_are_told_of_each(
    ben, case, person, held
):
    desk = at_the_desk(ben)
    about = {"book": "trust bank", "number_ends": "7700", "state": "NY"}
    york = entered(desk, address("new-bank-account"), **about)
    where = address("put-in", case)
    assert "Hudson Bank ··7700" in words(desk.get(where))
    # The usual one unless somebody says otherwise; one that is not offered is refused.
    assert desk.post(where, coming(person, bank="another")).status_code == 422
    desk.post(where, coming(person, bank=york.key))
    assert Account.objects.get(book=Book.CLIENT_TRUST, bank=york).cents == 2_500
    page = words(desk.get(address("books")))
    assert "Account by account" in page
    assert page.count("To the cent") == 2
    assert "$25.00" in words(desk.get(address("bank-account", york)))
    first = BankAccount.objects.get(is_default=True)
    write_statement(ben, first, ends_on=DAY, ending_cents=90_000, lines=[])
    page = words(desk.get(address("money")))
    assert "$900.00" in page and "in 1 of 2 accounts" in page
    ledger = Account.objects.get(book=Book.CLIENT_TRUST, bank=york)
    page = words(desk.get(address("client-ledger", ledger)))
    assert "Bank transfer" in page and ">transfer<" not in page


@pytest.mark.feature("F177")
def test_money_of_one_client_gets_an_account_of_its_own(ben, ada, case, held):
    desk = at_the_desk(ben)
    link = f"{address('new-bank-account')}?of={held.key}"
    assert link in desk.get(address("client-ledger", held)).content.decode()
    alone = entered(desk, link, number_ends="0110")
    assert (alone.kind, alone.person_id) == ("separate", held.person_id)
    said = {
        "purpose": "other bank",
        "cents": "600.00",
        "to_bank": alone.key,
        "why": "It is to lie there for long",
        "once": "m",
    }
    out = address("ask-withdrawal", held)
    page = desk.post(out, said | {"to_bank": ""})
    assert (page.status_code, "which other trust account" in words(page)) == (422, True)
    desk.post(out, said)
    asked = Withdrawal.objects.get()
    assert "Hudson Bank ··0110" in words(desk.get(address("withdrawal", asked)))
    at_the_desk(ada).post(address("approve-withdrawal", asked))
    assert [found.clients_cents for _bank, found in three_ways(ben)] == [30_000, 60_000]


@pytest.mark.feature("F177")
def test_an_account_is_named_ruled_and_closed(ben, pat, held):
    desk, partner = at_the_desk(ben), at_the_desk(pat)
    about = {"book": "trust bank", "number_ends": "7700"}
    other = entered(desk, address("new-bank-account"), **about)
    said = {"name": "Hudson IOLTA", "number_ends": "4821"}
    page = desk.post(address("name-bank-account", other), said)
    assert (page.status_code, "is there already" in words(page)) == (422, True)
    desk.post(address("name-bank-account", other), said | {"number_ends": "7701"})
    rules = address("bank-account-rules", other)
    assert desk.post(rules, {"state": "NY"}).status_code == 403
    partner.post(rules, {"state": "NY", "float_limit_cents": "25"})
    assert "$25.00 at the most" in words(partner.get(rules))
    usual = BankAccount.objects.get(is_default=True)
    page = desk.post(address("close-bank-account", usual))
    assert (page.status_code, "the usual one first" in words(page)) == (422, True)
    desk.post(address("usual-bank-account", other))
    page = desk.post(address("close-bank-account", usual))
    assert (page.status_code, "$900.00 still stands" in words(page)) == (422, True)
    other.refresh_from_db()
    told = (other.called, other.state, other.float_limit_cents, other.is_default)
    assert told == ("Hudson IOLTA ··7701", "NY", 2_500, True)
