"""Invoices out of what was agreed, worked and spent: drafted here, issued by a person."""

from __future__ import annotations

from django.utils.translation import gettext

from harborlight.agreements import events
from harborlight.agreements.billable import Billable, billable_of
from harborlight.agreements.draft_words import fill_up_words
from harborlight.agreements.models import AgreedPart, Agreement
from harborlight.agreements.standing import is_billed
from harborlight.billing.actions import (
    add_line,
    draft_invoice,
)
from harborlight.billing.models import Invoice, Line
from harborlight.cases.models import Case
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.words import in_every_language
from harborlight.people.models import Person


class NothingUnbilled(Exception):
    """There is no work and no cost that was not billed yet."""


class NoRate(Exception):
    """Nobody has said what an hour of this costs."""


class AlreadyDrafted(Exception):
    """This part is asked for on an invoice already."""


def bill_work(actor: Actor, case: Case, *, payer: Person) -> Invoice:
    """Draft an invoice from all unbilled work and costs of a case.

    Raises NothingUnbilled, NoRate, CaseIsClosed, NotTheirsToPay.
    """
    with acting(actor, events.WORK_BILLED, case) as event:
        # Pressed by two people at once: the second finds nothing left.
        Case.objects.select_for_update(no_key=True).get(pk=case.pk)
        several = [one for one in billable_of(case) if one.cents > 0 or one.lacks_rate]
        if not several:
            raise NothingUnbilled(
                gettext("Nothing is unbilled: all work and costs stand on invoices.")
            )
        if any(one.lacks_rate for one in several):
            raise NoRate(
                gettext("Nobody has said what an hour of this costs. Set a rate first.")
            )
        invoice = draft_invoice(actor, case, payer=payer)
        for one in several:
            _line(actor, invoice, one)
        invoice.refresh_from_db()
        event.note(invoice)
        event.say(amount=invoice.cents)
    return invoice


def _line(actor: Actor, invoice: Invoice, one: Billable) -> Line:
    return add_line(
        actor,
        invoice,
        kind=one.kind,
        words=one.words,
        cents=one.cents,
        to=Line.To.OPERATING if one.is_earned else Line.To.TRUST,
        of_work=one.pk,
    )


def draft_part(
    actor: Actor, part: AgreedPart, *, payer: Person, earned: bool
) -> Invoice:
    """Draft an invoice over one part of the agreed fee. Once.

    earned: the case has reached it, so that it is ours when it is paid; what is paid when
    the agreement is signed goes to trust. Raises AlreadyDrafted, CaseIsClosed.
    """
    with acting(actor, events.PART_BILLED, part) as event:
        Case.objects.select_for_update(no_key=True).get(pk=part.case_id)
        if is_billed(part.pk):
            raise AlreadyDrafted(gettext("This part stands on an invoice already."))
        invoice = draft_invoice(actor, part.case, payer=payer)
        texts = part.texts
        add_line(
            actor,
            invoice,
            kind=Line.Kind.FEE,
            words=texts.get(payer.language) or texts["en"],
            texts=texts,
            cents=part.cents,
            to=Line.To.OPERATING if earned else Line.To.TRUST,
            of_work=part.pk,
        )
        event.note(invoice)
        event.say(words=texts, amount=part.cents)
    return invoice


def draft_fill_up(
    clock: Actor, agreement: Agreement, *, payer: Person, held_cents: int
) -> Invoice:
    """Draft what fills a retainer up again. It moves no money (trust.md T12)."""
    with acting(clock, events.FILL_UP, agreement) as event:
        invoice = draft_invoice(clock, agreement.case, payer=payer)
        texts = in_every_language(fill_up_words)
        add_line(
            clock,
            invoice,
            kind=Line.Kind.FEE,
            words=texts.get(payer.language) or texts["en"],
            texts=texts,
            cents=agreement.retainer_cents - held_cents,
            to=Line.To.TRUST,
            of_work=agreement.pk,
        )
        event.note(invoice)
        event.say(amount=held_cents)
    return invoice
