"""Money comes into trust, clears, is held and released, page by page."""

import pytest
from django.urls import reverse

from harborlight.billing.actions import approve_withdrawal
from harborlight.billing.models import Hold, Withdrawal
from harborlight.cases.queries import people_of
from harborlight.firm.clock import today
from harborlight.staff.tests.at_the_desk import at_the_desk, told, words
from harborlight.trust.jobs import prove_books
from harborlight.trust.models import Account, Book, Deposit
from harborlight.trust.queries import three_way

CHECK = {
    "purpose": "advance fee",
    "cents": "2,000",
    "method": "check",
    "number": "7",
    "once": "a",
}
FEE = {"purpose": "government fee", "cents": "500", "payee": "USCIS, check 1", "why": "Fee"}  # fmt: skip


def address(name, *rows):
    return reverse(f"staff:{name}", args=[row.pk for row in rows])


def day_of(actor, **moved):
    day = today(actor.firm.time_zone)
    return {"on_day": day.day, "on_month": day.month, "on_year": day.year} | moved


@pytest.fixture
def came(ben, begun):
    """A check over $2,000.00, which nobody said cleared."""
    person = people_of(ben, begun.case)[0]
    page = at_the_desk(ben).post(
        address("put-in", begun.case),
        CHECK | day_of(ben) | {"person": person.key},
        follow=True,
    )
    assert told(page) == ["Done. It stands in the books."], words(page)
    return Account.objects.get(book=Book.CLIENT_TRUST)


@pytest.mark.feature("F176", "F177")
def test_a_check_is_spent_once_the_bank_has_cleared_it(ben, ada, begun, came):
    desk = at_the_desk(ben)
    page = words(desk.get(address("client-ledger", came)))
    assert "Not cleared yet" in page and "Advance" not in page
    page = desk.post(address("ask-withdrawal", came), FEE | {"once": "f"})
    assert page.status_code == 422
    assert "$2,000.00 has not cleared at the bank yet" in words(page)
    found = Deposit.objects.get()
    page = desk.post(
        address("clear-deposit", found), day_of(ben, on_year=1999), follow=True
    )
    assert "cannot clear before that" in words(page)
    page = desk.post(address("clear-deposit", found), day_of(ben), follow=True)
    assert told(page) == ["Done. It stands in the books."]
    desk.post(address("ask-withdrawal", came), FEE | {"once": "f"})
    approve_withdrawal(ada, Withdrawal.objects.get())
    came.refresh_from_db()
    assert (came.cents, came.free_cents) == (150_000, 150_000)


@pytest.mark.feature("F177")
def test_a_check_that_came_back_before_it_cleared_is_taken_back_by_two(
    ben, ada, begun, came
):
    desk, found = at_the_desk(ben), Deposit.objects.get()
    said = {"why": "The check came back", "once": "r"}
    desk.post(address("return-deposit", found), said, follow=True)
    page = desk.post(address("clear-deposit", found), day_of(ben))
    assert page.status_code == 422, "nobody clears what is asked to be taken back"
    approve_withdrawal(ada, Withdrawal.objects.get())
    came.refresh_from_db()
    found.refresh_from_db()
    assert (came.cents, came.uncleared_cents, found.state) == (0, 0, "returned")
    assert three_way(ben).agrees


@pytest.mark.feature("F177", "F178")
def test_an_attorney_alone_releases_what_is_held_and_writes_why(ben, ada, begun, came):
    desk, lawyer = at_the_desk(ben), at_the_desk(ada)
    desk.post(address("clear-deposit", Deposit.objects.get()), day_of(ben))
    held = {"kind": "lien", "cents": "1,800", "why": "A doctor claims it"}
    too_much = desk.post(address("hold-money", came), held | {"cents": "2,001"})
    assert too_much.status_code == 422 and "$2,000.00" in words(too_much)
    assert 'value="2,001"' in too_much.content.decode(), "nothing typed is lost"
    desk.post(address("hold-money", came), held)
    page = desk.post(address("ask-withdrawal", came), FEE | {"once": "f"})
    assert "$1,800.00 is held back, until an attorney releases it" in words(page)
    found = Hold.objects.get()
    assert desk.get(address("release-hold", found)).status_code == 403
    page = lawyer.post(address("release-hold", found), {"note": ""})
    assert page.status_code == 422
    lawyer.post(address("release-hold", found), {"note": "Settled by letter"})
    came.refresh_from_db()
    assert (came.held_cents, came.free_cents) == (0, 200_000)


@pytest.mark.feature("F177")
def test_the_bank_s_charge_never_touches_a_client(ben, pat, begun, came):
    desk = at_the_desk(ben)
    said = {"kind": "bank charge", "cents": "12", "why": "Monthly charge", "once": "h"}
    desk.post(reverse("staff:house-money"), said | day_of(ben))
    page = words(desk.get(reverse("staff:books")))
    assert "Put $12.00 of the firm’s own money into the trust account today" in page
    said |= {"kind": "own money", "once": "o"}
    too_much = desk.post(
        reverse("staff:house-money"), said | {"cents": "112.01"} | day_of(ben)
    )
    assert "may not stand in trust: at most $" in words(too_much)
    desk.post(reverse("staff:house-money"), said | day_of(ben))
    prove_books(pat)
    page = words(desk.get(reverse("staff:books")))
    assert "Trust agrees to the cent" in page and "Every movement balances" in page
    came.refresh_from_db()
    assert came.cents == 200_000


@pytest.mark.feature("F179")
def test_a_partner_chooses_the_rules_of_a_state(pat, ben):
    desk, where = at_the_desk(pat), reverse("staff:trust-rules")
    page = words(desk.get(where))
    assert "This is not the rule of your state" in page
    assert "Nobody has compared this row" in page
    desk.post(where, {"state": "CA", "float_limit_cents": "50"})
    page = words(desk.get(where))
    assert "within 14 days" in page and "1.15" in page
    assert at_the_desk(ben).get(where).status_code == 403
