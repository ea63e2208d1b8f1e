"""A filing was accepted: its receipt number, typed twice, and who has it already."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from harborlight.cases.actions import reach_milestone
from harborlight.deadlines.actions import meet_deadline
from harborlight.deadlines.models import Kind
from harborlight.deadlines.queries import open_deadline_about
from harborlight.documents.actions import Checked
from harborlight.filings import events
from harborlight.filings.actions.notices import NotSent, file_notice
from harborlight.filings.models import Filing, FormOutcome
from harborlight.filings.receipts import awaited_of
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.models import Firm
from harborlight.law.receipts import is_known, receipt_number


class NumbersDiffer(Exception):
    """The receipt number was not typed the same way twice."""


class UnknownPrefix(Exception):
    """No receipt number that we know begins so, and nobody said that it is right."""


class KnownReceipt(Exception):
    """The filing has its receipt, or another filing has this number already."""


_OF_RECEIPT = ("state", "receipt_number", "receipt_on", "receipt_notice")


def record_receipt(
    actor: Actor,
    filing: Filing,
    *,
    number: str,
    again: str,
    on: date,
    notice: Checked | None = None,
    despite_prefix: bool = False,
) -> None:
    """Write down the receipt number, typed twice, and file the notice.

    Raises NotAReceipt, NumbersDiffer, KnownReceipt, UnknownPrefix or NotSent; then
    nothing changed. despite_prefix: somebody compared letters that we do not know.
    """
    plain = checked_number(actor, filing, number, again, despite_prefix=despite_prefix)
    with acting(actor, events.RECEIPT, filing) as event:
        _first_to_receive(filing)
        _must_be_free(actor, filing, plain)
        version = file_notice(actor, filing, notice, plain, on) if notice else None
        filing.state, filing.receipt_number = Filing.State.ACCEPTED, plain
        filing.receipt_on, filing.receipt_notice = on, version
        with _one_number(actor, filing, plain):
            filing.save(update_fields=_OF_RECEIPT)
        reach_milestone(
            actor,
            filing.case,
            kind="receipt",
            on=on,
            document_id=version.document_id if version else None,
            number=plain,
        )
        stop_asking(actor, filing, on=on)
        event.say(number=plain, name=filing.name, despite_prefix=not is_known(plain))


def stop_asking(actor: Actor, filing: Filing, *, on: date) -> None:
    """Nobody asks after receipts any more once each form has its own or came back."""
    if filing.state in Filing.ON_ITS_WAY or awaited_of(actor, filing):
        return
    chase = open_deadline_about(actor, filing.case, Kind.RECEIPT_CHASE, filing.pk)
    if chase is not None:
        meet_deadline(actor, chase, on=on)


def _first_to_receive(filing: Filing) -> None:
    """Of two people who record it at the same moment, the second is told."""
    waiting = Filing.objects.filter(pk=filing.pk, state__in=Filing.ON_ITS_WAY)
    if not waiting.update(state=Filing.State.ACCEPTED):
        raise KnownReceipt(_("The receipt of this filing was recorded before."))


def checked_number(
    actor: Actor,
    filing: Filing,
    number: str,
    again: str,
    *,
    despite_prefix: bool,
    of: FormOutcome | None = None,
    is_form: bool = False,
) -> str:
    """The number as it is kept: typed twice alike, and no other filing's or form's.

    is_form: it is of a form that went with others; of: what was recorded of that before.
    """
    if filing.state == Filing.State.PREPARING:
        raise NotSent(_("Record first when the filing was sent."))
    if filing.state == Filing.State.REJECTED:
        raise NotSent(_("This filing was rejected. The new one gets a receipt."))
    plain = receipt_number(number)
    if receipt_number(again) != plain:
        raise NumbersDiffer(
            _("The two receipt numbers are not the same. Compare with the notice.")
        )
    # What stands there already was compared when it was written down.
    stands = (of.number if of else "") if is_form else filing.receipt_number
    if not (is_known(plain) or despite_prefix or plain == stands):
        raise UnknownPrefix(_("No receipt number that we know begins so."))
    _must_be_unused(actor, filing, plain, of=of, is_form=is_form)
    return plain


def _must_be_free(
    actor: Actor,
    filing: Filing,
    plain: str,
    *,
    of: FormOutcome | None = None,
    is_form: bool = False,
) -> None:
    """Of two people who give one number to two filings at the same moment, the second is
    told: nobody else gives a number in the firm until this is written down."""
    Firm.objects.select_for_update(no_key=True).get(pk=actor.firm.pk)
    _must_be_unused(actor, filing, plain, of=of, is_form=is_form)


def _must_be_unused(
    actor: Actor,
    filing: Filing,
    plain: str,
    *,
    of: FormOutcome | None,
    is_form: bool,
) -> None:
    # Asked of the whole firm: behind a wall, too, a number belongs to one filing.
    filings = Filing.objects.filter(receipt_number=plain)
    forms = FormOutcome.objects.filter(number=plain)
    if not is_form:
        filings = filings.exclude(pk=filing.pk)
    if of is not None:
        forms = forms.exclude(pk=of.pk)
    if filings.exists() or forms.exists():
        raise KnownReceipt(_whose(actor, filing, plain))


@contextmanager
def _one_number(actor: Actor, filing: Filing, plain: str) -> Iterator[None]:
    """What the database itself refuses is said in a sentence, too. Raises KnownReceipt."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError:
        raise KnownReceipt(_whose(actor, filing, plain)) from None


def _whose(actor: Actor, filing: Filing, number: str) -> str:
    """Which case has the number, for whoever may know of that case."""
    theirs = Filing.objects.visible_to(actor).filter(
        Q(receipt_number=number) | Q(outcomes__number=number)
    )
    other = theirs.select_related("case").first()
    if other is None:
        return _("Another filing has this receipt number already.")
    if other.pk == filing.pk:
        return _("Another form of this filing has this receipt number already.")
    said = _("Another filing has this receipt number already, in case %(case)s.")
    return said % {"case": other.case.number}
