"""What the books refuse, and what the database refuses by itself, on both engines."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from harborlight.firm.models import Event
from harborlight.trust.actions import (
    NotMoney,
    Overdrawn,
    Side,
    Unbalanced,
    post,
    release,
    reserve,
)
from harborlight.trust.models import Account, Book, Entry, Journal
from harborlight.trust.queries import (
    balance,
    entries_sum,
    misstated,
    three_way,
    unbalanced,
)
from tests.cast import DAY


def move(actor, case, *sides, key="k"):
    from harborlight.cases.queries import people_of

    person = people_of(actor, case)[0]
    return post(
        actor,
        case=case,
        person=person,
        sides=sides,
        on=DAY,
        memo="payment",
        words={"number": "2026-0001"},
        key=key,
        # Whatever leaves trust, somebody else asked for it.
        asked_by=case.lead_id,
    )


def into_trust(cents):
    return (
        Side(Book.TRUST_BANK, debit=cents),
        Side(Book.CLIENT_TRUST, credit=cents),
    )


def out_of_trust(cents):
    return (
        Side(Book.CLIENT_TRUST, debit=cents),
        Side(Book.TRUST_BANK, credit=cents),
    )


def test_a_move_that_does_not_balance_is_refused(ben, case):
    for sides, refusal in (
        (
            (Side(Book.TRUST_BANK, debit=5), Side(Book.CLIENT_TRUST, credit=4)),
            Unbalanced,
        ),
        ((Side(Book.TRUST_BANK, debit=5),), Unbalanced),
        ((Side(Book.TRUST_BANK), Side(Book.CLIENT_TRUST)), NotMoney),
        (into_trust(-5), NotMoney),
    ):
        with pytest.raises(refusal):
            move(ben, case, *sides)
    assert not Journal.objects.exists()


@pytest.mark.feature("F177")
def test_trust_is_never_overdrawn_and_the_refused_move_leaves_nothing(ben, case):
    move(ben, case, *into_trust(500), key="a")
    with pytest.raises(Overdrawn):
        move(ben, case, *out_of_trust(501), key="b")
    assert balance(ben, Book.CLIENT_TRUST, case) == 500
    assert Journal.objects.count() == 1


def test_the_same_key_moves_once(ben, case):
    first = move(ben, case, *into_trust(500), key="a")
    assert move(ben, case, *into_trust(500), key="a") == first
    assert balance(ben, Book.TRUST_BANK) == 500


def test_money_that_is_set_aside_is_neither_spent_nor_set_aside_again(ben, case):
    move(ben, case, *into_trust(500), key="a")
    held = Account.objects.get(book=Book.CLIENT_TRUST)
    reserve(held, cents=300)
    with pytest.raises(Overdrawn, match=r"Only \$2.00 is free: \$5.00 is held"):
        reserve(held, cents=201)
    with pytest.raises(Overdrawn):
        move(ben, case, *out_of_trust(201), key="b")
    release(held, cents=300)
    move(ben, case, *out_of_trust(500), key="c")


def test_the_firm_s_own_money_is_not_set_aside(ben, case):
    move(ben, case, *into_trust(500), key="a")
    with pytest.raises(IntegrityError), transaction.atomic():
        Account.objects.filter(book=Book.TRUST_BANK).update(reserved_cents=1)


def test_a_movement_speaks_the_reader_s_language(ben, case):
    journal = move(ben, case, *into_trust(500))
    assert journal.said == "Payment on invoice 2026-0001"
    with override("es"):
        assert journal.said == "Pago de la factura 2026-0001"


@pytest.mark.parametrize("what", [Entry, Journal, Event])
@pytest.mark.parametrize("how", ["change", "delete"])
def test_the_database_itself_keeps_what_was_written(ben, case, what, how):
    move(ben, case, *into_trust(500))
    table = what._meta.db_table
    column = {Entry: "cents", Journal: "memo", Event: "kind"}[what]
    value = 1 if what is Entry else "'x'"
    statement = {
        "change": f'UPDATE "{table}" SET "{column}" = {value}',
        "delete": f'DELETE FROM "{table}"',
    }[how]
    # On PostgreSQL the application's role may not even try to delete.
    with (
        pytest.raises(Exception, match="never changed|permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_the_database_itself_refuses_to_overdraw(ben, case):
    move(ben, case, *into_trust(500))
    with pytest.raises(IntegrityError), transaction.atomic():
        Account.objects.filter(book=Book.CLIENT_TRUST).update(cents=-1)


@pytest.mark.filterwarnings("default")
def test_the_database_itself_refuses_entries_that_do_not_balance(ben, case):
    journal = move(ben, case, *into_trust(500))
    account = Account.objects.get(book=Book.TRUST_BANK)
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.create(firm=ben.firm, journal=journal, account=account, cents=1)
        # What the end of the transaction would do; tests never come to it.
        connection.check_constraints()


MOVES = st.lists(
    st.tuples(st.sampled_from(["in", "out", "earn", "pay"]), st.integers(1, 10_000)),
    max_size=12,
)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(moves=MOVES)
def test_balances_are_the_sum_of_their_entries_whatever_happens(ben, case, moves):
    with transaction.atomic():
        held = 0
        for n, (what, cents) in enumerate(moves):
            sides = {
                "in": into_trust(cents),
                "out": out_of_trust(cents),
                "earn": (
                    Side(Book.RECEIVABLE, debit=cents),
                    Side(Book.FEES_EARNED, credit=cents),
                ),
                "pay": (
                    Side(Book.OPERATING_BANK, debit=cents),
                    Side(Book.RECEIVABLE, credit=cents),
                ),
            }[what]
            if what == "out" and cents > held:
                with pytest.raises(Overdrawn):
                    move(ben, case, *sides, key=f"{n}")
                continue
            move(ben, case, *sides, key=f"{n}")
            held += {"in": cents, "out": -cents}.get(what, 0)
        assert balance(ben, Book.CLIENT_TRUST, case) == held >= 0
        assert three_way(ben).agrees
        assert unbalanced(ben) == [] == misstated(ben)
        for account in Account.objects.all():
            assert entries_sum(ben, account) == account.cents
        transaction.set_rollback(True)
