"""A firm with two accounts at Stripe, which a process of its own stands in for."""

import pytest
from django.test import Client
from django.urls import reverse

from harborlight.billing.tests import conftest as money
from harborlight.firm import working
from harborlight.firm.models import Job
from harborlight.firm.readers import keep_up_in
from harborlight.firm.roles import Role
from harborlight.paying.actions import approve_till, ask_till, change_till, needs_two
from harborlight.paying.models import Till
from tests.cast import join
from tests.stripe_stand_in import SECRET, StandIn, signed

case, payer, invoice = money.case, money.payer, money.invoice


@pytest.fixture(scope="session")
def house_of_stripe():
    stand_in = StandIn()
    yield stand_in
    stand_in.end()


@pytest.fixture
def stripe(house_of_stripe, settings, tmp_path):
    settings.STRIPE_ADDRESS = house_of_stripe.address
    settings.HOME = tmp_path
    house_of_stripe.notices()
    house_of_stripe.do("set", netted=False, trouble=0)
    return house_of_stripe


def a_till(actor, to, **also):
    said = {
        "to": to,
        "called": f"{to.title()} at First Bank",
        "api_key": f"sk_test_{to}",
        "secret": SECRET,
        "takes_cards": True,
        "takes_bank": True,
        "is_gross": True,
        "is_on": True,
    }
    said |= also
    named = {name: said[name] for name in ("called", "api_key", "secret")}
    there = Till.objects.filter(to=to, removed_at=None).first()
    if not needs_two(there, **named):
        return change_till(actor, **said)
    return second_person(actor, ask_till(actor, **said))


def second_person(actor, asked):
    """Another attorney, who joins for it, approves the account that was asked for."""
    other = join(actor.firm, f"Second {asked.pk}".replace(" ", "-"), Role.ATTORNEY)
    return approve_till(other, asked, read_at=asked.asked_at)


@pytest.fixture
def tills(pat, stripe):
    return {to: a_till(pat, to) for to in Till.To.values}


def tell(till, body, header=None):
    """Post a notice as Stripe does; the status of our answer."""
    address = reverse("processor-stripe", args=[till.pk])
    return Client().post(
        address,
        body,
        content_type="application/json",
        headers={"Stripe-Signature": signed(body) if header is None else header},
    )


def work(firm):
    """What the worker does, until nothing is left; what each job came to."""
    came = []
    while True:
        keep_up_in(firm)
        jobs = working.claim()
        if not jobs:
            return came
        for job in jobs:
            working.run(job)
            assert job.state == Job.DONE, job.errors
            came.append(job.result)
