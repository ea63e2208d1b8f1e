"""What María paid in the sandbox: a cost by card, which she left there, and an advance."""

from __future__ import annotations

from harborlight.automation.actions import change_cadence
from harborlight.automation.cadence import DEFAULTS
from harborlight.billing.actions import (
    add_line,
    draft_invoice,
    issue_invoice,
    start_payment,
)
from harborlight.billing.models import Invoice
from harborlight.cases.models import Case
from harborlight.cases.queries import parties
from harborlight.config.demo.office import Office
from harborlight.firm.actor import Actor
from harborlight.firm.clock import standing_at, today
from harborlight.firm.readers import keep_up_in
from harborlight.firm.roles import Role
from harborlight.outside.payments import Asked
from harborlight.outside.payments_sandbox import sandbox
from harborlight.paying.houses import is_played
from harborlight.paying.jobs.keeping import begin_charge
from harborlight.paying.jobs.settling import settle
from harborlight.paying.models import Charge
from harborlight.paying.queries import ways_to_pay
from harborlight.people.models import Person
from harborlight.trust.actions import deposit


def leave_a_card(office: Office, case: Case) -> None:
    """A receipt, a kept card, money in trust; and the firm reminds of what is unpaid."""
    ada = office["ada"]
    payer = next(row.person for row in parties(ada, case) if row.part == "petitioner")
    with standing_at(office.days_later(53, hour=17)):
        _advance(office, case, payer)
        invoice = draft_invoice(ada, case, payer=payer)
        words = "Copias certificadas y envío"
        add_line(ada, invoice, kind="cost", words=words, cents=8_500, to="operating")
        issue_invoice(ada, invoice)
        if is_played():
            _pay(office, invoice, payer)
        keep_up_in(office.firm)
    steps = DEFAULTS["invoices"]
    change_cadence(office["pat"], about="invoices", is_on=True, steps=steps)


def _advance(office: Office, case: Case, payer: Person) -> None:
    deposit(
        office["ben"],
        case,
        person=payer,
        purpose="advance fee",
        cents=50_000,
        method="transfer",
        on=today(office.firm.time_zone),
        once=f"demo-advance-{case.number}",
    )


def _pay(office: Office, invoice: Invoice, payer: Person) -> None:
    """As she does it on the sandbox's page: the card works, and stays for the next time."""
    roles = frozenset({Role.CLIENT})
    maria = Actor(office.firm, roles, payer.full_name, user_id=payer.login_id)
    house, way = sandbox(), ways_to_pay(maria, invoice)[0]
    number = way.new_reference()
    payment = start_payment(maria, invoice, reference=number, part=way.part)
    charge = begin_charge(maria, payment, till=None, keeps=Charge.Keeps.NEXT_TIME)
    cents, trust = payment.cents, payment.trust_cents
    words = invoice.number
    house.begin(Asked(number, cents, trust, words, back="/payments/", keeps=True))
    house.decide(number, "pay")
    settle(Actor.processor(office.firm), payment, charge, house.read(number))
