"""Who agreed to be charged, and to a plan, is charged each instalment on its day."""

from datetime import timedelta

import pytest

from harborlight.agreements.actions import agree_plan, end_plan, offer_plan
from harborlight.agreements.schedule import Due
from harborlight.billing.actions import (
    add_line,
    draft_invoice,
    issue_invoice,
    receive_payment,
)
from harborlight.billing.models import Payment
from harborlight.firm.clock import today
from harborlight.paying.jobs.charging import charge_what_is_due, tell_of_charges
from harborlight.paying.models import Planned
from harborlight.paying.tests.conftest import work
from harborlight.paying.tests.test_back import pay
from harborlight.trust.queries import three_way

__all__ = ["pay"]


@pytest.fixture
def later(ada, case, payer, pay):
    """María let both accounts charge her; of another invoice $675 go to trust."""
    pay("trust", keep="itself")
    pay("operating", keep="itself")
    made = draft_invoice(ada, case, payer=payer)
    add_line(ada, made, kind="fee", words="Second part", cents=60_000, to="operating")
    add_line(ada, made, kind="fee", words="Advance", cents=67_500, to="trust")
    issue_invoice(ada, made)
    return made


@pytest.mark.feature("F171", "F174")
def test_each_instalment_is_told_and_charged_once_into_the_right_account(
    harbor, clock, ada, ben, pat, maria, later
):
    day = today(harbor.time_zone)
    days = [day + timedelta(days=ahead) for ahead in (3, 33, 63)]
    plan = offer_plan(ada, later, dues=[Due(one, 42_500) for one in days])
    agree_plan(maria, plan)
    came = Payment.objects.filter(invoice=later, state="received")

    def charged(on):
        """What comes on a day of the plan, into trust and to the firm."""
        known = {*came.values_list("pk", flat=True)}
        charge_what_is_due(clock, on)
        work(harbor)
        rows = came.exclude(pk__in=known).order_by("-trust_cents")
        return [*rows.values_list("trust_cents", "cents")]

    assert tell_of_charges(clock, day) == 1 and tell_of_charges(clock, day) == 0
    assert tell_of_charges(clock, days[1] - timedelta(days=4)) == 0
    assert charged(day) == [], "told, and not due yet"
    assert charged(days[0]) == [(42_500, 42_500)] and charged(days[0]) == []
    assert tell_of_charges(clock, days[1] - timedelta(days=3)) == 2
    assert charged(days[1]) == [(25_000, 25_000), (0, 17_500)]
    tell_of_charges(clock, days[2] - timedelta(days=3))
    receive_payment(ben, later, cents=10_000, method="cash", on=day, once="by hand")
    assert charged(days[2]) == [(0, 32_500)]
    later.refresh_from_db()
    assert later.state == "paid" and three_way(pat).agrees
    told = Planned.objects.order_by("cents").values_list("cents", flat=True)
    assert [*told] == [17_500, 25_000, 42_500, 42_500]


@pytest.mark.feature("F171")
def test_a_plan_that_ended_charges_no_instalment(harbor, clock, ada, maria, later):
    day = today(harbor.time_zone)
    days = [day + timedelta(days=ahead) for ahead in (3, 63)]
    plan = offer_plan(ada, later, dues=[Due(one, 63_750) for one in days])
    agree_plan(maria, plan)
    assert tell_of_charges(clock, day) == 1
    end_plan(ada, plan)
    charge_what_is_due(clock, days[0])
    work(harbor)
    assert not Payment.objects.filter(invoice=later).exists()
