"""What a firm decides of its invoices: a tax, what being late costs, what stands below."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext

from harborlight.billing import events
from harborlight.billing.actions.drafting import add_line, draft_invoice
from harborlight.billing.actions.posting import hold
from harborlight.billing.decided import letterhead
from harborlight.billing.late import late_fee_of, late_line_words
from harborlight.billing.models import Invoice, LatePolicy, Letterhead, Line, Tax
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now, today
from harborlight.firm.vault.stored import keep_bytes
from harborlight.firm.words import in_every_language


class NotLateEnough(Exception):
    """A late fee is asked for once, where the policy of the invoice knows one."""


def add_tax(
    actor: Actor, *, names: Mapping[str, str], ppm: int, source: str, from_on: date
) -> Tax:
    """Say that the place of the firm taxes what it earns: by how many millionths."""
    with acting(actor, events.TAX_DECIDED, actor.firm) as event:
        made = Tax.objects.create(
            firm=actor.firm,
            names=dict(names),
            ppm=ppm,
            source=source,
            from_on=from_on,
            decided_at=now(),
            decided_by_id=actor.account,
        )
        event.made(made)
        event.say(words=dict(names))
    return made


def end_tax(actor: Actor, tax: Tax) -> None:
    """Ask for this tax no more; invoices that were issued stay as they are."""
    with acting(actor, events.TAX_ENDED, tax) as event:
        tax.withdrawn_at = now()
        tax.save(update_fields=["withdrawn_at"])
        event.say(words=tax.names)


def decide_late_policy(
    actor: Actor, *, after_days: int, cents: int, ppm: int, from_on: date
) -> LatePolicy | None:
    """Say what a late invoice costs from now on; neither cents nor ppm: nothing."""
    with acting(actor, events.LATE_DECIDED, actor.firm) as event:
        LatePolicy.objects.filter(withdrawn_at=None).update(withdrawn_at=now())
        if not (cents or ppm):
            return None
        made = LatePolicy.objects.create(
            firm=actor.firm,
            after_days=after_days,
            cents=cents,
            ppm=ppm,
            from_on=from_on,
            decided_at=now(),
            decided_by_id=actor.account,
        )
        event.made(made)
    return made


def decide_letterhead(
    actor: Actor,
    *,
    footers: Mapping[str, str],
    terms: Mapping[str, str],
    days_to_pay: int,
    least_part_cents: int | None = None,
    colour: str = "",
    logo: bytes | None = None,
) -> Letterhead:
    """Say what stands below our invoices, and how long a client has to pay them.

    least_part_cents: the smallest part that they may pay at once; None: only the whole.
    logo: of `clean_logo`; None: the one of before; b"": none. colour: of titles, "#1d4f86".
    """
    with acting(actor, events.LETTERHEAD_DECIDED, actor.firm) as event:
        moment = now()
        before = letterhead()
        kept = before.logo if before and logo is None else None
        Letterhead.objects.filter(withdrawn_at=None).update(withdrawn_at=moment)
        made = Letterhead.objects.create(
            firm=actor.firm,
            footers=dict(footers),
            terms=dict(terms),
            days_to_pay=days_to_pay,
            least_part_cents=least_part_cents,
            colour=colour,
            logo=keep_bytes(actor.firm, None, logo) if logo else kept,
            from_on=today(actor.firm.time_zone),
            decided_at=moment,
            decided_by_id=actor.account,
        )
        event.made(made)
    return made


def draft_late_fee(actor: Actor, invoice: Invoice, *, on: date) -> Invoice:
    """Draft what the policy of a late invoice asks for. Once; a person issues it.

    Raises NotLateEnough, and what `draft_invoice` raises.
    """
    with acting(actor, events.LATE_FEE_DRAFTED, invoice) as event:
        hold(invoice)
        cents = late_fee_of(invoice, on)
        asked = Invoice.objects.filter(late_of=invoice).exclude(state="void")
        if not cents or asked.exists():
            raise NotLateEnough(
                gettext(
                    "By the policy of this invoice nothing is due for being late now, or "
                    "it was asked for already."
                )
            )
        made = draft_invoice(actor, invoice.case, payer=invoice.payer)
        made.late_of = invoice
        made.save(update_fields=["late_of"])
        words = in_every_language(late_line_words(invoice.number))
        add_line(
            actor,
            made,
            kind=Line.Kind.FEE,
            words=words.get(invoice.payer.language) or words["en"],
            texts=words,
            cents=cents,
            to=Line.To.OPERATING,
        )
        event.note(made)
        event.say(number=invoice.number, amount=cents)
    return made
