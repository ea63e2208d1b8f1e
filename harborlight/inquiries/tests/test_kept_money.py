"""Where money moved, its records outlive what the firm would destroy (trust.md T19)."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from harborlight.cases.gates import GateClosed
from harborlight.cases.models import Case
from harborlight.docket.actions import TooShort, set_keeping
from harborlight.firm.actions import keep_declined
from harborlight.firm.clock import now, standing_at, today
from harborlight.inquiries.actions import erase_inquiry
from harborlight.inquiries.jobs import erase_old
from harborlight.inquiries.models import Inquiry
from harborlight.inquiries.tests.test_inquiries import (  # noqa: F401
    decline,
    inquiry,
    nora,
)
from harborlight.trust.actions import deposit, set_terms
from harborlight.trust.models import Deposit, Entry, Journal
from tests.cast import DAY


@pytest.fixture
def paid(inquiry, ada, pat):  # noqa: F811
    """Somebody paid in before the firm declined to take the case."""
    about = {"purpose": "advance fee", "cents": 10_000, "method": "cash", "once": "d"}
    on = today(pat.firm.time_zone)
    deposit(pat, inquiry.case, person=inquiry.person, on=on, **about)
    decline(ada, inquiry)
    return Inquiry.objects.get(pk=inquiry.pk)


@pytest.mark.feature("F260")
def test_records_of_money_are_kept_for_the_years_of_the_state_by_hand_and_by_clock(
    harbor, ada, pat, clock, paid
):
    set_terms(pat, state="IL", float_limit_cents=None)
    keep_declined(pat, harbor, declined_kept_days=30)
    Case.objects.filter(pk=paid.case_id).update(closed_on=None)
    with pytest.raises(GateClosed, match="is not closed"):
        erase_inquiry(ada, Inquiry.objects.get(pk=paid.pk))
    Case.objects.filter(pk=paid.case_id).update(closed_on=DAY)
    with pytest.raises(GateClosed, match="until March 2, 2033.*Ill. R. Prof. Conduct"):
        erase_inquiry(ada, Inquiry.objects.get(pk=paid.pk))
    with standing_at(now() + timedelta(days=365)):
        assert erase_old(clock, today(harbor.time_zone)) == 0
    with standing_at(now() + timedelta(days=366 * 7)):
        erase_inquiry(ada, Inquiry.objects.get(pk=paid.pk))
    assert Inquiry.objects.get(pk=paid.pk).erased_at
    # And then, too, the books stay: an amount, a day, and whose account.
    assert Deposit.objects.count() == 1 and Entry.objects.count() == 2
    for model in (Entry, Journal):
        asked = f'DELETE FROM "{model._meta.db_table}"'
        with (
            pytest.raises(DatabaseError),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(asked)


@pytest.mark.feature("F260")
def test_a_firm_does_not_decide_for_fewer_years_than_its_state(pat):
    set_terms(pat, state="NY", float_limit_cents=None)
    with pytest.raises(TooShort, match="kept for 7 years"):
        set_keeping(pat, archive_days=90, keep_years=6)
    set_keeping(pat, archive_days=90, keep_years=7)
    set_keeping(pat, archive_days=90, keep_years=0)
