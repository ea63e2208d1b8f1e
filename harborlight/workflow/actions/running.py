from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction

from harborlight.billing.actions import (
    add_flat_fee,
    add_government_fee,
    add_line,
    draft_invoice,
)
from harborlight.billing.fee_words import name_of
from harborlight.billing.models import Invoice, Line
from harborlight.cases.actions import invite_party
from harborlight.cases.models import Case, Party
from harborlight.cases.queries import parties
from harborlight.cases.silence import must_be_safe
from harborlight.filings.packets import forms_of
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import today
from harborlight.people.jobs import post_invitation
from harborlight.people.models import Person
from harborlight.workflow import events
from harborlight.workflow.playbook_moments import MilestoneBill
from harborlight.workflow.playbooks import Charge, Course


def invite_to_portal(actor: Actor, invited: Iterable[Party]) -> None:
    """Invite parties of a case, and have the letters with their links sent.

    Raises NotSafe: none goes to whoever said that others read it.
    """
    with transaction.atomic():
        for party in invited:
            must_be_safe(Actor.clock(actor.firm), party.person)
            token = invite_party(actor, party)
            post_invitation(party.person, token)


def bill_case(actor: Actor, case: Case, playbook: Course) -> Invoice:
    """Draft the first invoice as the playbook says, for a person to look over and issue."""
    with acting(actor, events.BILLED, case):
        payer = next(
            row.person for row in parties(actor, case) if row.part == playbook.payer
        )
        invoice = draft_invoice(actor, case, payer=payer)
        forms = _Forms.of(actor, case)
        for charge in playbook.charges:
            _charge(actor, invoice, charge, forms)
    return invoice


def bill_moment(
    clock: Actor, case: Case, playbook: Course, *, bill: MilestoneBill, payer: Person
) -> Invoice:
    """Draft what falls due at a moment of the case, for a person to issue.

    Raises CaseIsClosed.
    """
    with acting(clock, events.BILLED_AT, case) as event:
        invoice = draft_invoice(clock, case, payer=payer)
        charge = Charge(
            kind=Line.Kind.FEE, words=bill.words, to=bill.to, cents=bill.cents
        )
        _charge(clock, invoice, charge, _Forms({}))
        event.note(invoice)
        event.say(title=dict(bill.words))
    return invoice


@dataclass
class _Forms:
    """The forms of the case's filings, to say of each fee whose form it is of: of two
    people who file the same form each has their own."""

    left: dict[str, list[UUID]]
    taken: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, actor: Actor, case: Case) -> _Forms:
        left: dict[str, list[UUID]] = {}
        for several in forms_of(actor, case).values():
            for one in several:
                left.setdefault(one.needed.form.lower(), []).append(one.needed.pk)
        return cls(left)

    def next_for(self, fee: str, form: str) -> UUID | None:
        several = self.left.get(form.lower(), [])
        place, self.taken[fee] = self.taken[fee], self.taken[fee] + 1
        return several[place] if place < len(several) else None


def _charge(actor: Actor, invoice: Invoice, charge: Charge, forms: _Forms) -> None:
    if charge.form:
        add_government_fee(
            actor,
            invoice,
            form=charge.form,
            channel="paper",
            circumstance=charge.circumstance,
            law=charge.law,
            of_form=forms.next_for(name_of(charge.form, charge.law), charge.form),
            on=today(actor.firm.time_zone),
            texts=charge.words,
        )
    elif charge.kind == Line.Kind.FEE and charge.to == Line.To.TRUST:
        add_flat_fee(actor, invoice, cents=charge.cents, texts=charge.words)
    else:
        add_line(
            actor,
            invoice,
            kind=charge.kind,
            words=charge.words.get(invoice.payer.language) or charge.words["en"],
            texts=charge.words,
            cents=charge.cents,
            to=charge.to,
        )
