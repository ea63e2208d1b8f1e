"""Two trust accounts at banks, and one for María alone: each is kept by itself."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from harborlight.bank.actions import (
    CannotClose,
    KnownAccount,
    OneOperating,
    bring_statement,
    close_bank_account,
    make_usual,
    match_certain,
    name_bank_account,
    open_bank_account,
    prepare_month,
    set_bank_terms,
    sign_month,
)
from harborlight.bank.tests.conftest import MARCH, moved, ofx
from harborlight.bank.three_way import three_way
from harborlight.billing.actions import (
    NotTheClients,
    approve_withdrawal,
    ask_to_return,
    ask_withdrawal,
)
from harborlight.cases.queries import people_of
from harborlight.firm.clock import standing_at
from harborlight.firm.models import Event
from harborlight.trust.actions import (
    BankIsClosed,
    CrossesBanks,
    InterestIsTheirs,
    NotTheirBank,
    Overdrawn,
    Side,
    TooMuchOwnMoney,
    deposit,
    post,
    post_house_money,
)
from harborlight.trust.closing import MonthClosed
from harborlight.trust.models import Account, BankAccount, Book
from harborlight.trust.queries import balance, misstated, three_ways, unbalanced
from harborlight.trust.queries import three_way as whole
from harborlight.trust.terms import float_limit
from tests.cast import a_case_of_marias

TEN, END = date(2026, 3, 10), date(2026, 3, 31)


@pytest.fixture(autouse=True)
def _in_april():
    with standing_at(datetime(2026, 4, 3, 15, tzinfo=UTC)):
        yield


@pytest.fixture
def york(ben, trust):
    """The firm's other trust account, in New York."""
    about = {"book": "trust bank", "number_ends": "7700", "state": "NY"}
    return open_bank_account(ben, name="Hudson Bank", **about)


def came(ben, case, cents, bank=None, *, once="a", method="transfer", on=TEN):
    return deposit(
        ben,
        case,
        person=people_of(ben, case)[0],
        purpose="advance fee",
        cents=cents,
        method=method,
        on=on,
        once=once,
        bank=bank,
    ).account


def out(ben, account, cents, once="out", purpose="refund", **also):
    return ask_withdrawal(
        ben,
        account,
        purpose=purpose,
        cents=cents,
        why="Because it is so",
        once=once,
        payee="María Rivas, check 9",
        **also,
    )


def numbers(actor):
    return {
        bank.number_ends: (found.bank_cents, found.clients_cents, found.float_cents)
        for bank, found in three_ways(actor)
    }


@pytest.mark.feature("F177")
def test_each_account_has_its_own_ledger_and_its_own_three_numbers(
    ben, ada, case, trust, york
):
    here, there = came(ben, case, 50_000), came(ben, case, 20_000, york, once="b")
    assert here.pk != there.pk
    assert numbers(ben) == {"4821": (50_000, 50_000, 0), "7700": (20_000, 20_000, 0)}
    assert (whole(ben).bank_cents, whole(ben).clients_cents) == (70_000, 70_000)
    # What lies in the other account pays nothing out of this one (T2).
    with pytest.raises(Overdrawn, match=r"Only \$200.00 is free"):
        out(ben, there, 20_001)
    approve_withdrawal(ada, out(ben, there, 15_000))
    assert numbers(ben) == {"4821": (50_000, 50_000, 0), "7700": (5_000, 5_000, 0)}
    assert balance(ben, Book.CLIENT_TRUST, case) == 55_000
    assert (unbalanced(ben), misstated(ben)) == ([], [])


@pytest.mark.feature("F177")
def test_what_came_by_check_goes_back_out_of_the_account_it_came_into(
    ben, ada, case, trust, york
):
    came(ben, case, 50_000)
    held = came(ben, case, 20_000, york, once="b", method="check 77")
    approve_withdrawal(ada, ask_to_return(ben, held.deposits.get(), why="R", once="r"))
    assert numbers(ben) == {"4821": (50_000, 50_000, 0), "7700": (0, 0, 0)}


@pytest.mark.feature("F177")
def test_an_account_of_one_client_takes_nobody_elses_money(ben, ada, case, trust):
    person = people_of(ben, case)[0]
    about = {"book": "trust bank", "number_ends": "0110", "person": person}
    alone = open_bank_account(ben, name="María alone", **about)
    other = a_case_of_marias(ada)  # of another person of the same name
    with pytest.raises(NotTheirBank):
        came(ben, other, 1_000, alone)
    held = came(ben, other, 1_000, once="c")
    with pytest.raises(NotTheirBank):
        out(ben, held, 500, "o", "other bank", to_bank=alone)
    with pytest.raises(InterestIsTheirs):
        post_house_money(
            ben, kind="interest", cents=5, on=TEN, why="INT", once="i", bank=alone
        )
    with pytest.raises(CannotClose):
        make_usual(ben, alone)
    with pytest.raises(IntegrityError), transaction.atomic():
        BankAccount.objects.filter(pk=alone.pk).update(person=None)
    theirs = came(ben, case, 9_000, alone, once="d")
    theirs.refresh_from_db()
    assert theirs.cents == 9_000


@pytest.mark.feature("F177")
def test_money_changes_accounts_asked_by_one_and_approved_by_another(
    ben, ada, case, trust, york
):
    here = came(ben, case, 50_000)
    with pytest.raises(NotTheClients):
        out(ben, here, 1, "x", "other bank", to_bank=trust)
    asked = out(ben, here, 30_000, "m", "other bank", to_bank=york)
    assert numbers(ben)["7700"] == (0, 0, 0)
    approve_withdrawal(ada, asked)
    assert numbers(ben) == {"4821": (20_000, 20_000, 0), "7700": (30_000, 30_000, 0)}
    held = Account.objects.get(book=Book.CLIENT_TRUST, bank=york)
    assert (held.case_id, held.person_id) == (here.case_id, here.person_id)
    assert (unbalanced(ben), misstated(ben)) == ([], [])
    # Nothing crosses from one account to another and stays where it is at the bank.
    with pytest.raises(CrossesBanks):
        post(
            ben,
            case=case,
            person=held.person,
            sides=[
                Side(Book.CLIENT_TRUST, debit=5),
                Side(Book.CLIENT_TRUST, credit=5, account=held),
            ],
            on=TEN,
            memo="other bank",
            words={},
            key="crossing",
            asked_by=ada.user_id,
        )


@pytest.mark.feature("F177")
def test_a_month_is_held_against_one_account_and_closes_that_one_alone(
    ben, ada, case, trust, york
):
    moved(ben, case, 300_000, date(2026, 3, 3))
    came(ben, case, 20_000, york)
    line = ("20260304", "3000.00", "f1", "WIRE IN")
    data = [ofx(line, balance="3000.00")]
    bring_statement(ben, trust, name="march.ofx", pieces=data)
    match_certain(ben, trust, on=END)
    found = three_way(trust, END)
    assert (found.bank, found.book, found.clients) == (300_000, 300_000, 300_000)
    assert (three_way(york, END).book, three_way(york, END).deposits) == (20_000,) * 2
    sign_month(ada, prepare_month(ben, trust, month=MARCH))
    with pytest.raises(MonthClosed):
        came(ben, case, 1_000, once="late", on=END)
    came(ben, case, 1_000, york, once="late", on=END)


@pytest.mark.feature("F177")
def test_an_account_is_closed_at_zero_and_never_while_it_is_the_usual_one(
    ben, ada, case, trust, york
):
    here = came(ben, case, 50_000)
    with pytest.raises(CannotClose, match="the usual one first"):
        close_bank_account(ben, trust)
    make_usual(ben, york)
    trust.refresh_from_db()
    with pytest.raises(CannotClose, match=r"\$500.00 still stands"):
        close_bank_account(ben, trust)
    approve_withdrawal(ada, out(ben, here, 50_000, "m", "other bank", to_bank=york))
    close_bank_account(ben, trust)
    with pytest.raises(BankIsClosed):
        came(ben, case, 1_000, trust, once="b")
    # One is left: its numbers are those of all.
    assert (numbers(ben), whole(ben).bank_cents) == ({}, 50_000)
    # And the database by itself: what is closed holds nothing.
    closed = Account.objects.filter(book=Book.TRUST_BANK, bank=trust)
    with pytest.raises(IntegrityError), transaction.atomic():
        closed.update(cents=1)
    # Money that nobody said an account for goes into the usual one.
    assert came(ben, case, 2_500, once="c").bank_id == york.pk
    kinds = ("bank.account-closed", "bank.account-usual")
    assert Event.objects.filter(kind__in=kinds).count() == 2


@pytest.mark.feature("F177", "F179")
def test_charges_and_own_money_stay_in_their_account_with_its_own_limit(
    ben, pat, trust, york
):
    about = {"kind": "own money", "on": TEN, "why": "Charges"}
    assert float_limit(ben, TEN, york) == 10_000
    set_bank_terms(pat, york, state="NY", float_limit_cents=2_500)
    with pytest.raises(TooMuchOwnMoney):
        post_house_money(ben, cents=2_501, once="a", bank=york, **about)
    post_house_money(ben, cents=2_500, once="b", bank=york, **about)
    post_house_money(ben, cents=2_600, once="c", **about)
    post_house_money(
        ben, kind="bank charge", cents=900, on=TEN, why="FEE", once="d", bank=york
    )
    assert numbers(ben) == {"4821": (2_600, 0, 2_600), "7700": (1_600, 0, 1_600)}


def test_the_first_account_entered_is_the_one_money_came_into_before(ben, case):
    held = came(ben, case, 5_000)
    about = {"book": "trust bank", "number_ends": "4821"}
    entered = open_bank_account(ben, name="First Harbor Bank", **about)
    assert held.bank_id == entered.pk
    with pytest.raises(KnownAccount):
        open_bank_account(ben, name="Again", **about)
    name_bank_account(ben, entered, name="Harbor IOLTA", number_ends="4822")
    assert BankAccount.objects.get().called == "Harbor IOLTA ··4822"
    own = {"book": "operating bank"}
    open_bank_account(ben, name="Operating", number_ends="0001", **own)
    with pytest.raises(OneOperating):
        open_bank_account(ben, name="Operating", number_ends="0002", **own)
