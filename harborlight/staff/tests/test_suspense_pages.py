"""Money that nobody knows stands in suspense and leaves it by two persons."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from harborlight.bank.actions import open_bank_account, write_statement
from harborlight.bank.models import BankLine
from harborlight.bank.reading.lines import Line
from harborlight.bank.three_way import three_way as with_the_bank
from harborlight.cases.models import Case
from harborlight.cases.queries import parties
from harborlight.firm.clock import today
from harborlight.firm.roles import Role
from harborlight.staff.tests.at_the_desk import at_the_desk, told, words
from harborlight.trust.actions import (
    MoreThanInterest,
    SecondPerson,
    agree_whose,
    post_house_money,
    say_whose,
    take_unknown,
)
from harborlight.trust.models import Account, Book, Deposit, Unknown
from harborlight.trust.queries import balance, three_way
from tests.cast import join


def address(name, *rows):
    return reverse(f"staff:{name}", args=[row.pk for row in rows])


@pytest.mark.feature("F260")
def test_a_line_that_nobody_knows_goes_to_its_client_when_two_say_so(
    ada, ben, pat, begun
):
    day = today(ben.firm.time_zone)
    said = {"name": "First Harbor", "book": "trust bank", "number_ends": "4821"}
    account = open_bank_account(ben, **said)
    lines = [Line(day, 12_500, "WIRE FROM M RIVAS")]
    write_statement(ben, account, ends_on=day, ending_cents=12_500, lines=lines)
    desk, line = at_the_desk(ben), BankLine.objects.get()
    assert "Nobody knows whose it is" in words(desk.get(address("bank-match", account)))
    at = address("new-unknown")
    page = words(desk.get(f"{at}?line={line.key}"))
    assert "WIRE FROM M RIVAS" in page
    came = {"cents": "125", "why": "WIRE FROM M RIVAS", "once": "u"}
    came |= {"on_day": day.day, "on_month": day.month, "on_year": day.year}
    assert desk.post(at, came | {"on_year": day.year + 1}).status_code == 422
    page = words(desk.post(at, came, follow=True))
    found = Unknown.objects.get()
    assert "Say whose it is" in page and balance(pat, Book.SUSPENSE) == 12_500
    assert "stands in suspense" in " ".join(with_the_bank(account, day).troubles)
    party = parties(ben, begun.case).filter(person=begun.petitioner.person).get()
    whose = {"whose": party.key, "purpose": "", "why": "Her slip"}
    page = desk.post(address("unknown", found), whose)
    assert page.status_code == 422 and "Choose what it is for" in words(page)
    whose["purpose"] = "advance fee"
    page = desk.post(address("unknown", found), whose, follow=True)
    assert told(page) == ["Asked. A second person has to agree."]
    assert desk.post(address("agree-unknown", found)).status_code == 403
    theirs = at_the_desk(ada)
    page = theirs.post(address("agree-unknown", found), follow=True)
    assert told(page) == ["Approved. It stands in the books."]
    assert "The client’s, in trust" in words(page) and "Her slip" in words(page)
    held = Account.objects.get(book=Book.CLIENT_TRUST)
    assert (held.person, held.free_cents) == (begun.petitioner.person, 12_500)
    assert Deposit.objects.get().purpose == "advance fee"
    assert balance(pat, Book.SUSPENSE) == 0 and three_way(pat).agrees


def test_it_goes_back_by_two_and_who_said_so_is_not_the_second(harbor, ada, pat):
    day = today(pat.firm.time_zone)
    found = take_unknown(pat, cents=500, on=day, why="ACH", once="u")
    assert take_unknown(pat, cents=500, on=day, why="ACH", once="u") == found
    say_whose(pat, found, why="The bank booked it on the wrong account")
    with pytest.raises(SecondPerson, match="second person must agree"):
        agree_whose(pat, found)
    with pytest.raises(IntegrityError), transaction.atomic():
        Unknown.objects.filter(pk=found.pk).update(
            state="back", decided_by=pat.user_id, settled=found.journal
        )
    leave = address("decline-unknown", found)
    page = at_the_desk(ada).post(leave, {"comment": ""})
    assert "Write what is wrong with it." in words(page)
    page = at_the_desk(ada).post(leave, {"comment": "Ask the bank first"}, follow=True)
    assert told(page) == ["It stays in suspense."]
    found.refresh_from_db()
    assert found.waits
    say_whose(pat, found, why="The bank wrote so")
    agree_whose(ada, found)
    assert balance(pat, Book.TRUST_BANK) == balance(pat, Book.SUSPENSE) == 0
    assert "Sent back" in words(at_the_desk(pat).get(address("suspense")))
    auditor = at_the_desk(join(harbor, "Ana", Role.AUDITOR))
    assert auditor.get(address("suspense")).status_code == 200
    assert auditor.get(address("new-unknown")).status_code == 403


@pytest.mark.feature("F260")
def test_interest_passes_through_to_the_foundation_and_nothing_else_with_it(ben, pat):
    day = today(ben.firm.time_zone)
    said = {"on": day, "why": "As the statement says"}
    post_house_money(ben, kind="interest", cents=311, once="i", **said)
    assert balance(pat, Book.IOLTA_INTEREST) == 311
    assert balance(pat, Book.CLIENT_TRUST) == balance(pat, Book.FEES_EARNED) == 0
    with pytest.raises(MoreThanInterest, match=r"interest in trust only \$3.11"):
        post_house_money(ben, kind="interest paid", cents=312, once="p", **said)
    desk = at_the_desk(ben)
    when = {"on_day": day.day, "on_month": day.month, "on_year": day.year}
    typed = {"kind": "interest paid", "cents": "3.12", "why": "To the bar", "once": "q"}
    page = desk.post(address("house-money"), typed | when)
    assert page.status_code == 422 and 'value="3.12"' in words(page)
    post_house_money(ben, kind="interest paid", cents=311, once="p", **said)
    assert balance(pat, Book.IOLTA_INTEREST) == balance(pat, Book.TRUST_BANK) == 0


@pytest.mark.feature("F177", "F260")
def test_a_worker_advances_nothing_where_the_law_says_so(ben, pat, begun):
    worker, day = begun.beneficiary.person, today(ben.firm.time_zone)
    Case.objects.filter(pk=begun.case.pk).update(kind="perm")
    found = take_unknown(ben, cents=50_000, on=day, why="WIRE", once="u")
    desk, at = at_the_desk(ben), address("put-in", begun.case)
    came = {"cents": "500", "method": "cash", "once": "p", "person": worker.key}
    came |= {"on_day": day.day, "on_month": day.month, "on_year": day.year}
    party = parties(ben, begun.case).filter(person=worker).get()
    whose = {"whose": party.key, "why": "Slip"}
    for purpose in ("advance fee", "cost advance"):
        page = desk.post(at, {**came, "purpose": purpose})
        assert page.status_code == 422 and "20 CFR 656.12(b)" in words(page)
        page = desk.post(address("unknown", found), {**whose, "purpose": purpose})
        assert page.status_code == 422 and "20 CFR 656.12(b)" in words(page)
    assert balance(pat, Book.CLIENT_TRUST) == 0
    desk.post(at, {**came, "purpose": "third party"})
    assert balance(pat, Book.CLIENT_TRUST) == 50_000, "money that is only held may come"
    desk.post(address("unknown", found), {**whose, "purpose": "third party"})
    found.refresh_from_db()
    assert found.state == "asked"
