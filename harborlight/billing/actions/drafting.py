"""Writing an invoice: what it asks for, while nobody was asked yet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext

from harborlight.billing import events
from harborlight.billing.actions.against import may_be_invoiced
from harborlight.billing.actions.posting import still_a_draft
from harborlight.billing.actions.settling import settle
from harborlight.billing.decided import days_to_pay, letterhead
from harborlight.billing.fee_words import name_of
from harborlight.billing.models import Invoice, Line
from harborlight.cases.models import Case
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import today
from harborlight.firm.ids import new_id
from harborlight.firm.queries import flat_fees_rest_on
from harborlight.firm.words import in_every_language
from harborlight.law.fees import ORDINARY, fee
from harborlight.people.models import Person
from harborlight.trust.who_pays import must_be_allowed_to_pay


class AlreadyCharged(Exception):
    """A government fee is charged once in a case, unless somebody says why again."""


def draft_invoice(
    actor: Actor,
    case: Case,
    *,
    payer: Person,
    due_on: date | None = None,
    terms: str = "",
) -> Invoice:
    """Begin an invoice. Raises CaseIsClosed, NotTheirsToPay."""
    with acting(actor, events.DRAFTED, case) as event:
        may_be_invoiced(case)
        day, head = today(actor.firm.time_zone), letterhead()
        must_be_allowed_to_pay(case, payer, on=day)
        usual = head.terms if head else {}
        invoice = Invoice.objects.create(
            firm=actor.firm,
            case=case,
            payer=payer,
            due_on=due_on or day + timedelta(days=days_to_pay(head)),
            terms=terms or usual.get(payer.language) or usual.get("en", ""),
        )
        event.made(invoice)
    return invoice


def add_line(
    actor: Actor,
    invoice: Invoice,
    *,
    kind: str,
    words: str,
    cents: int,
    to: str,
    source: str = "",
    texts: Mapping[str, str] | None = None,
    form: str = "",
    why_again: str = "",
    of_form: UUID | None = None,
    rests_on: str = "",
    of_work: UUID | None = None,
) -> Line:
    """Ask for one more thing on a draft.

    texts: the words by language, where they are ours to say. of_form: as
    `add_government_fee`. rests_on: by what a fee is earned when it is paid, where the
    firm recorded it. of_work: the work, cost or part of a fee that it is for.
    """
    about: dict[str, Any] = {
        "kind": kind,
        "words": words,
        "to": to,
        "source": source,
        "form": form,
    }
    about |= {"cents": cents, "full_cents": cents, "texts": dict(texts or {})}
    about |= {"why_again": why_again, "of_form": of_form, "of_work": of_work}
    with acting(actor, events.LINE_ADDED, invoice) as event:
        still_a_draft(invoice)
        place = _place_on(invoice)
        line = Line.objects.create(**place, **about, rests_on=rests_on)
        settle(invoice)
        line.refresh_from_db(fields=["cents"])
        event.note(line)
        event.say(words=line.texts or words)
    return line


def add_flat_fee(
    actor: Actor, invoice: Invoice, *, cents: int, texts: Mapping[str, str]
) -> Line:
    """Ask for our flat fee: the client's until it is earned, so it goes to trust.

    Only where the firm recorded that its clients agreed to it is it earned when it is
    paid (ABA Model Rule 1.15(c), California 1.15(b); trust.md T9).
    """
    rests_on = flat_fees_rest_on(actor)
    return add_line(
        actor,
        invoice,
        kind=Line.Kind.FEE,
        words=_for_payer(invoice, texts),
        texts=texts,
        cents=cents,
        to=Line.To.OPERATING if rests_on else Line.To.TRUST,
        rests_on=rests_on,
    )


def add_government_fee(
    actor: Actor,
    invoice: Invoice,
    *,
    form: str,
    channel: str,
    on: date,
    texts: Mapping[str, str],
    circumstance: str = ORDINARY,
    law: str = "",
    why_again: str = "",
    of_form: UUID | None = None,
) -> Line:
    """Ask for what the government will charge, as the book says for that day.

    circumstance, law: as the book tells the fees of a form apart (law/fees.py). why_again:
    why for this form, which is charged in this case already. of_form: the form of a filing
    whose fee it is, where several people file the same one: each has its own.
    """
    what = fee(form, channel=channel, on=on, circumstance=circumstance, law=law)
    with transaction.atomic():
        still_a_draft(invoice)
        if not why_again:
            _is_charged_once(invoice, name_of(form, law), of_form)
        return add_line(
            actor,
            invoice,
            kind=Line.Kind.GOVERNMENT,
            words=_for_payer(invoice, texts),
            texts=texts,
            cents=what.cents,
            to=Line.To.TRUST,
            source=what.source,
            form=name_of(form, law),
            why_again=why_again,
            of_form=of_form,
        )


def _is_charged_once(invoice: Invoice, form: str, of_form: UUID | None) -> None:
    """The same form is filed once, on paper or online; another person's is another."""
    # Two drafts of a case are two rows: whoever is first holds what both belong to.
    Case.objects.select_for_update(no_key=True).get(pk=invoice.case_id)
    there = Line.objects.filter(case=invoice.case_id, form=form)
    if of_form is not None:
        there = there.filter(Q(of_form=of_form) | Q(of_form=None))
    line = there.exclude(invoice__state=Invoice.State.VOID).first()
    if line is not None:
        raise AlreadyCharged(
            gettext(
                "The fee of this form stands on %(where)s already: “%(words)s”. Charge "
                "it again only if the client is to pay it twice, and say why."
            )
            % {
                "where": gettext("invoice %(number)s") % {"number": line.invoice.number}
                if line.invoice.number
                else gettext("a draft of this case"),
                "words": line.said,
            }
        )


def _carry_fees(before: UUID, after: UUID) -> None:
    """What was asked for a form that came back is for the same form filed anew."""
    Line.objects.filter(of_form=before).update(of_form=after)


def remove_line(actor: Actor, line: Line) -> None:
    """Take something off a draft."""
    invoice = line.invoice
    with acting(actor, events.LINE_REMOVED, invoice) as event:
        still_a_draft(invoice)
        event.say(words=line.texts or line.words)
        line.delete()
        settle(invoice)


def move_line(actor: Actor, line: Line, *, to: str) -> Line:
    """Say whether a line of a draft is earned when it is paid, or held in trust."""
    invoice = line.invoice
    with acting(actor, events.LINE_MOVED, invoice) as event:
        still_a_draft(invoice)
        # Money for the government is never ours (trust.md T9).
        to = Line.To.TRUST if line.kind == Line.Kind.GOVERNMENT else Line.To(to)
        # Another line in its place: whoever has the draft open is told (`word_of`).
        Line.objects.filter(pk=line.pk).delete()
        line.pk, line.to, line.rests_on = new_id(), to, ""
        line.save(force_insert=True)
        settle(invoice)
        event.note(line)
        event.say(words=line.texts or line.words, to=in_every_language(to.label))
    return line


def drop_draft(actor: Actor, invoice: Invoice) -> None:
    """Throw a draft away: nobody was ever asked for it."""
    with acting(actor, events.DROPPED, invoice):
        still_a_draft(invoice)
        invoice.state = Invoice.State.VOID
        invoice.save(update_fields=["state"])


def _for_payer(invoice: Invoice, texts: Mapping[str, str]) -> str:
    return texts.get(invoice.payer.language) or texts["en"]


def _place_on(invoice: Invoice) -> dict[str, Any]:
    """Where a new line belongs: after the others."""
    position = Line.objects.filter(invoice=invoice).count()
    of = {"firm_id": invoice.firm_id, "case_id": invoice.case_id}
    return {**of, "invoice": invoice, "position": position}
