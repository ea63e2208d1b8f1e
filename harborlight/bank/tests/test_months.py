"""A month of the trust account: brought in, matched, prepared by Ben, signed by Ada."""

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from harborlight.bank.actions import (
    CannotPrepare,
    CannotSign,
    MonthSigned,
    bring_statement,
    clear_exception,
    match_certain,
    match_lines,
    prepare_month,
    sign_month,
    undo_match,
)
from harborlight.bank.models import BankLine, BankMatch, Reconciliation
from harborlight.bank.tests.conftest import MARCH, moved, ofx
from harborlight.bank.three_way import kept_figures, three_way
from harborlight.firm.acting import Refused
from harborlight.firm.clock import standing_at
from harborlight.firm.models import Event
from harborlight.trust.closing import MonthClosed
from harborlight.trust.models import Journal

END, APRIL = date(2026, 3, 31), date(2026, 4, 1)


@pytest.fixture(autouse=True)
def _in_april():
    from datetime import UTC, datetime

    with standing_at(datetime(2026, 4, 3, 15, tzinfo=UTC)):
        yield


@pytest.fixture
def march(ben, case, trust):
    """3,000 came, 1,200 left; the bank has not cashed a check over 200 yet."""
    moved(ben, case, 300_000, date(2026, 3, 3))
    moved(ben, case, -120_000, date(2026, 3, 10), number="2026-0002")
    moved(ben, case, -20_000, date(2026, 3, 28), number="2026-0003")
    lines = (
        ("20260304", "3000.00", "f1", "WIRE IN"),
        ("20260312", "-1200.00", "f2", "TRANSFER"),
    )
    bring(ben, trust, ofx(*lines, balance="1800.00"))
    match_certain(ben, trust, on=END)
    return trust


def bring(actor, account, data, name="march.ofx"):
    return bring_statement(actor, account, name=name, pieces=[data])


@pytest.mark.feature("F177")
def test_bank_books_and_clients_agree_with_a_check_under_way(march):
    found = three_way(march, END)
    assert (found.bank, found.deposits, found.owing) == (180_000, 0, 20_000)
    assert (found.adjusted, found.book, found.clients) == (160_000, 160_000, 160_000)
    assert (found.firm_float, found.suspense, found.is_right) == (0, 0, True)
    assert [(one.size, one.age) for one in found.outstanding] == [(20_000, 3)]


@pytest.mark.feature("F177")
def test_ben_prepares_ada_signs_and_the_month_is_closed(ben, ada, case, march):
    found = prepare_month(ben, march, month=MARCH)
    with pytest.raises(Refused):
        sign_month(ben, found)
    sign_month(ada, found)
    found.refresh_from_db()
    assert (found.state, found.signed_by_id) == ("signed", ada.user_id)
    before = Journal.objects.count()
    with pytest.raises(MonthClosed, match=r"March 2026 is reconciled.*April 1, 2026"):
        moved(ben, case, 5_000, END)
    assert Journal.objects.count() == before
    # What is found later stands in the open month.
    moved(ben, case, 5_000, APRIL)
    with pytest.raises(CannotPrepare, match="signed and closed"):
        prepare_month(ben, march, month=MARCH)
    with pytest.raises(MonthSigned):
        undo_match(ben, march, matches=[*BankMatch.objects.all()][:1])


def test_one_cent_blocks_the_close_until_an_attorney_signs_a_plan(
    ben, ada, case, trust
):
    moved(ben, case, 300_000, date(2026, 3, 3))
    bring(ben, trust, ofx(("20260304", "3000.00", "f1", "W"), balance="3000.01"))
    match_certain(ben, trust, on=END)
    found = prepare_month(ben, trust, month=MARCH)
    assert found.is_right is False
    with pytest.raises(CannotSign, match="does not agree"):
        sign_month(ada, found)
    with pytest.raises(IntegrityError), transaction.atomic():
        Reconciliation.objects.filter(pk=found.pk).update(
            signed_at=found.prepared_at, signed_by=ada.user_id
        )
    sign_month(ada, found, plan="The bank looks for its cent")
    assert found.state == "exception"
    assert kept_figures(found.figures).difference == 1
    assert Event.objects.filter(kind="bank.month-signed-with-plan").exists()
    clear_exception(ada, found, note="Posted on April 2")
    assert found.state == "signed"


def test_whoever_prepared_it_does_not_sign_it(pat, march):
    found = prepare_month(pat, march, month=MARCH)
    with pytest.raises(CannotSign, match="an attorney who did not prepare it"):
        sign_month(pat, found)


def test_what_moved_since_it_was_prepared_is_not_signed(ben, ada, case, march):
    found = prepare_month(ben, march, month=MARCH)
    moved(ben, case, 100, date(2026, 3, 30))
    with pytest.raises(CannotSign, match="Something moved"):
        sign_month(ada, found)
    again = prepare_month(ben, march, month=MARCH)
    found.refresh_from_db()
    assert found.withdrawn_at is not None
    assert again.is_right is True


def test_a_line_that_no_movement_explains_is_an_exception(ben, case, trust):
    moved(ben, case, 300_000, date(2026, 3, 3))
    lines = (
        ("20260304", "3000.00", "f1", "WIRE"),
        ("20260331", "-12.00", "f2", "SERVICE CHARGE"),
    )
    bring(ben, trust, ofx(*lines, balance="2988.00"))
    match_certain(ben, trust, on=END)
    found = three_way(trust, END)
    assert (found.bank_gap, [one.cents for one in found.unexplained]) == (
        -1200,
        [-1200],
    )
    assert found.troubles == [
        "The bank, put right for what is under way, differs from the books by $12.00.",
        "A line of the bank is in no movement of the books.",
    ]


def test_a_month_that_is_not_over_or_has_no_statement_is_not_prepared(ben, trust):
    with pytest.raises(CannotPrepare, match="not over"):
        prepare_month(ben, trust, month=APRIL)
    with pytest.raises(CannotPrepare, match="No statement"):
        prepare_month(ben, trust, month=MARCH)


def test_several_lines_of_the_bank_are_one_movement_with_a_reason(ben, case, trust):
    from harborlight.bank.actions import CannotMatch

    journal = moved(ben, case, 300_000, date(2026, 3, 3))
    lines = (("20260304", "1000", "a", "DEPOSIT"), ("20260305", "2000", "b", "DEPOSIT"))
    bring(ben, trust, ofx(*lines, balance="3000.00"))
    ids = [*BankLine.objects.values_list("pk", flat=True)]
    both = {"lines": ids, "journals": [journal.pk]}
    with pytest.raises(CannotMatch, match="Say why"):
        match_lines(ben, trust, **both)
    with pytest.raises(CannotMatch, match=r"a difference of -\$2,000.00|\$1,000.00"):
        match_lines(ben, trust, lines=ids[:1], journals=[journal.pk])
    match_lines(ben, trust, **both, reason="Two slips of one payment")
    # Up to the day between both, the second part is still under way.
    assert three_way(trust, date(2026, 3, 4)).deposits == 200_000
    assert three_way(trust, END).is_right
    with pytest.raises(CannotMatch, match="meanwhile"):
        match_lines(ben, trust, **both, reason="Again")
    undo_match(ben, trust, matches=[*BankMatch.objects.all()])
    assert three_way(trust, END).deposits == 300_000


def test_nothing_of_a_signed_month_is_edited_or_deleted(ben, ada, march):
    found = prepare_month(ben, march, month=MARCH)
    sign_month(ada, found)
    rows = Reconciliation.objects.filter(pk=found.pk)
    for change in ({"sha256": "0" * 64}, {"signed_by": ben.user_id}, {"figures": {}}):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**change)
    # PostgreSQL does not even let the application try.
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        BankLine.objects.update(cents=1)
