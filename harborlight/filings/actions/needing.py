"""Forms that a filing needs besides those of its playbook."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from harborlight.filings import events
from harborlight.filings.actions.enveloping import _still_here
from harborlight.filings.models import Filing, FilledForm, NeededForm, PaymentForm
from harborlight.filings.payment_forms import Due, without_form
from harborlight.firm.acting import Refused, acting
from harborlight.firm.actor import Actor


def need_form(actor: Actor, filing: Filing, *, form: str, client: str) -> NeededForm:
    """Put one more form into a filing; client: the part whose form it is, if it asks.

    Raises AlreadySent, or Refused where this very form is in it.
    """
    return _need(actor, filing, form=form, client=client)


def need_form_with(
    actor: Actor, filing: Filing, *, form: str, client: str, concerns: str
) -> NeededForm:
    """The same of a form that is filed once for each of several: with which one it goes."""
    return _need(actor, filing, form=form, client=client, concerns=concerns)


def need_payment_forms(actor: Actor, filing: Filing, *, on: date) -> list[NeededForm]:
    """Put a payment form of its own into a filing for each fee that has none.

    Each says the amount of that fee on the day on which it is filled. Raises AlreadySent.
    """
    return [_pay(actor, filing, due) for due in without_form(actor, filing, on)]


def drop_form(actor: Actor, needed: NeededForm) -> None:
    """Take a form out of a filing, as long as nobody filled it.

    Raises AlreadySent, or Refused where it was filled or an amount is noted for it.
    """
    with acting(actor, events.FORM_DROPPED, needed) as event:
        _still_here(needed.filing)
        if FilledForm.objects.filter(needed=needed).exists():
            raise Refused(_("It was filled: it stays, and can be filled again."))
        rests = NeededForm.objects.filter(pays=needed)
        if rests.exists() or PaymentForm.objects.filter(needed=needed).exists():
            raise Refused(_("A payment form belongs to it. Take that out first."))
        event.say(form=needed.form, name=needed.filing.name)
        needed.delete()


def _pay(actor: Actor, filing: Filing, due: Due) -> NeededForm:
    said = {"pays": due.needed, "pays_law": due.fee.law}
    return _need(actor, filing, form=due.form, client=due.client, **said)


def _need(
    actor: Actor, filing: Filing, *, form: str, client: str, **said: object
) -> NeededForm:
    try:
        with acting(actor, events.FORM_NEEDED, filing) as event, transaction.atomic():
            _still_here(filing)
            rows = NeededForm.objects.filter(filing=filing)
            last = rows.aggregate(last=Max("position"))["last"]
            made = NeededForm.objects.create(
                firm=actor.firm,
                case_id=filing.case_id,
                filing=filing,
                form=form,
                client=client,
                position=0 if last is None else last + 1,
                **said,
            )
            event.made(made)
            event.say(form=form, name=filing.name)
    except IntegrityError:
        raise Refused(_("This form is in the filing already.")) from None
    return made
