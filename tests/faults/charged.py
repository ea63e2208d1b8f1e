"""Notices of Stripe's and charges on their day, killed again and again:
python -m tests.faults.charged.

Prints how often it was killed, and what stands in the books and at Stripe afterwards.
"""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings

from harborlight.billing.actions import (
    add_line,
    draft_invoice,
    issue_invoice,
    start_payment,
)
from harborlight.billing.models import Invoice, Payment, Receipt
from harborlight.firm import working
from harborlight.firm.actor import Actor
from harborlight.firm.clock import standing_at
from harborlight.firm.models import Event, Job
from harborlight.firm.tenancy import everywhere, inside
from harborlight.outside.payments import Asked
from harborlight.paying.actions import approve_till, ask_till
from harborlight.paying.houses import house
from harborlight.paying.jobs.charging import charge_what_is_due
from harborlight.paying.jobs.hearing import hear_stripe
from harborlight.paying.jobs.keeping import begin_charge
from harborlight.paying.models import Consent, Planned, Till
from harborlight.paying.queries import ways_to_pay
from harborlight.trust.models import Account, Entry
from tests.browser.found import main as found_the_firm
from tests.faults.dying import child, done
from tests.faults.playing import behind_a_door, firm, who
from tests.stripe_stand_in import SECRET, StandIn, signed
from tests.whole_case import begin

MOST_KILLS = 60
DAY = date(2027, 3, 1)
MORNING = datetime(2027, 3, 1, 9, tzinfo=ZoneInfo("UTC"))


@behind_a_door
def prepare() -> str:
    """One invoice that is paid on Stripe's page, and one that is charged on its day."""
    said = {"api_key": "sk_test_x", "secret": SECRET, "called": "First Bank"}
    said |= {"takes_cards": True, "takes_bank": False, "is_gross": True, "is_on": True}
    ada = who("Ada")
    asked = ask_till(who("Pat"), to="operating", **said)
    till = approve_till(ada, asked, read_at=asked.asked_at)
    begun = begin(ada)
    first, second = (_invoice(ada, begun, cents) for cents in (10_000, 20_000))
    clock = Actor.clock(firm())
    way = ways_to_pay(clock, first)[0]
    payment = start_payment(clock, first, reference=way.new_reference(), part=way.part)
    charge = begin_charge(clock, payment, till=till)
    words = ("Invoice", "http://here/", "http://here/")
    number = house(till).begin(Asked(payment.reference, 10_000, 0, *words)).number
    charge.number = number
    charge.save()
    agreed = Consent(
        firm=firm(),
        case=begun.case,
        payer=second.payer,
        till=till,
        words="Yes",
        agreed_at=MORNING,
    )
    agreed.customer, agreed.saved = "cus_1", "pm_1"
    agreed.save()
    about = {"invoice": second, "consent": agreed, "cents": 20_000}
    Planned.objects.create(
        firm=firm(),
        case=begun.case,
        due_on=DAY,
        told_on=DAY - timedelta(days=3),
        **about,
    )
    return number


def _invoice(ada: Actor, begun: Any, cents: int) -> Invoice:
    made = draft_invoice(ada, begun.case, payer=begun.petitioner.person, due_on=DAY)
    add_line(ada, made, kind="fee", words="Fee", cents=cents, to="operating")
    issue_invoice(ada, made)
    return made


def look(tries: int, bodies: list[bytes]) -> None:
    """Stripe tells us once more, the schedule charges, and the worker works."""
    moment = MORNING + timedelta(seconds=tries * (working.LEASE_SECONDS + 1))
    office = firm()
    with standing_at(moment):
        with inside(office):
            till = Till.objects.get().pk
        for body in bodies:
            at = moment.timestamp()
            hear_stripe(till, body, {"Stripe-Signature": signed(body, at=at)})
        with inside(office):
            charge_what_is_due(Actor.clock(office), DAY)
        while jobs := working.claim():
            for job in jobs:
                working.run(job)


def forget_attempts() -> None:
    """Here it is the worker that dies, far more often than a job may fail."""
    with everywhere("a test kills a worker many times"):
        Job.objects.update(attempts=0)


@behind_a_door
def found() -> dict[str, Any]:
    operating = Account.objects.get(book="operating bank")
    return {
        "states": sorted(Payment.objects.values_list("state", flat=True)),
        "invoices": sorted(Invoice.objects.values_list("state", flat=True)),
        "receipts": Receipt.objects.count(),
        "posted": Event.objects.filter(kind="payment.posted").count(),
        "entries": sum(Entry.objects.values_list("cents", flat=True)),
        "operating": operating.cents,
        "tries": Planned.objects.get().tries,
    }


def main() -> None:
    # Whatever happens it ends with us, or whoever reads what we print waits for it.
    with StandIn() as stripe:
        print(json.dumps(killed(stripe)))


def killed(stripe: StandIn) -> dict[str, Any]:
    settings.STRIPE_ADDRESS = stripe.address
    done(found_the_firm)
    number = done(prepare)
    stripe.do("pay", number=number)
    bodies = stripe.notices()
    kills = 0
    while kills < MOST_KILLS:
        # A prime, so that it dies at ever other places.
        end = child(partial(look, kills, bodies), dies_at=3 + kills * 17 % 150)
        if not end.killed:
            assert not end.raised, end.trace
            break
        kills += 1
        done(forget_attempts)
    done(partial(look, kills + 1, bodies))
    told = {"kills": kills, "intents": stripe.do("count", kind="payment_intent")}
    return told | done(found)


if __name__ == "__main__":
    main()
