"""What the agency said to one form of an envelope: a number of its own, or it came back."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from harborlight.cases.actions import correct_milestone, reach_milestone
from harborlight.documents.actions import Checked
from harborlight.filings import events
from harborlight.filings.actions.arriving import _plan_again
from harborlight.filings.actions.notices import (
    NothingToCorrect,
    NotSent,
    file_notice,
    told_of,
)
from harborlight.filings.actions.receipts import (
    KnownReceipt,
    _must_be_free,
    _one_number,
    _whose,
    checked_number,
    stop_asking,
)
from harborlight.filings.models import Filing, FormOutcome, NeededForm
from harborlight.filings.receipts import filed_with, forms_and_outcomes, further_of
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now


def record_form_receipt(
    actor: Actor,
    needed: NeededForm,
    *,
    number: str,
    again: str,
    on: date,
    notice: Checked | None = None,
    despite_prefix: bool = False,
) -> None:
    """Write down the receipt number of one form that went with others, and its notice.

    Raises what `record_receipt` does, and NothingToCorrect where it is known already.
    """
    filing = needed.filing
    _must_be_further(actor, needed)
    plain = checked_number(
        actor, filing, number, again, despite_prefix=despite_prefix, is_form=True
    )
    with acting(actor, events.FORM_RECEIPT, needed) as event:
        _must_be_free(actor, filing, plain, is_form=True)
        version = file_notice(actor, filing, notice, plain, on) if notice else None
        event.note(_became(actor, needed, on=on, number=plain, notice=version))
        document = version.document_id if version else None
        reach_milestone(
            actor,
            needed.case,
            kind="receipt",
            on=on,
            document_id=document,
            number=plain,
        )
        stop_asking(actor, filing, on=on)
        event.say(number=plain, form=needed.form, name=filing.name)


def record_form_rejected(
    actor: Actor,
    needed: NeededForm,
    *,
    on: date,
    why: str,
    returned_cents: int | None = None,
) -> Filing:
    """Write down that one form came back while others stayed, and plan it anew.

    returned_cents: what came back with it, whole cents; None: nobody knows. The new
    filing, of this form and its G-28, is returned. Raises NotSent or NothingToCorrect.
    """
    filing = needed.filing
    _must_be_further(actor, needed)
    with acting(actor, events.FORM_REJECTED, needed) as event:
        name = f"{filing.name}: {needed.form}"[:120]
        several = filed_with(needed, forms_and_outcomes(actor, filing))
        anew = _plan_again(actor, filing, several, name=name)
        said = {"rejected_why": why, "returned_cents": returned_cents, "again": anew}
        event.note(_became(actor, needed, on=on, **said))
        stop_asking(actor, filing, on=on)
        event.say(form=needed.form, name=filing.name, on=on.isoformat(), why=why)
    return anew


def correct_form_receipt(
    actor: Actor,
    needed: NeededForm,
    *,
    number: str,
    again: str,
    on: date,
    reason: str,
    despite_prefix: bool = False,
) -> None:
    """Put the receipt number of one form, or the date of its notice, right.

    Raises what `correct_receipt` does.
    """
    was = needed.became
    if was is None or not was.is_accepted:
        raise NothingToCorrect(_("This form has no receipt number yet."))
    plain = checked_number(
        actor,
        needed.filing,
        number,
        again,
        despite_prefix=despite_prefix,
        of=was,
        is_form=True,
    )
    if (plain, on) == (was.number, was.on):
        raise NothingToCorrect(_("This number and this date stand there already."))
    with acting(actor, events.FORM_RECEIPT_CORRECTED, needed) as event:
        _correct(actor, needed.filing, was, plain, on)
        if reached := told_of(
            actor, needed.filing, "receipt", was.on, number=was.number
        ):
            words = {**reached.words, "number": plain}
            correct_milestone(actor, reached, on=on, reason=reason, **words)
        event.say(was=was.number, number=plain, form=needed.form, reason=reason)


def _correct(
    actor: Actor, filing: Filing, was: FormOutcome, plain: str, on: date
) -> None:
    """Of two people who correct it at the same moment, the second is told."""
    _must_be_free(actor, filing, plain, of=was, is_form=True)
    rows = FormOutcome.objects.filter(pk=was.pk, number=was.number, on=was.on)
    with _one_number(actor, filing, plain):
        is_first = rows.update(number=plain, on=on)
    if not is_first:
        raise NothingToCorrect(_("Somebody else has just corrected it. Look again."))


def _must_be_further(actor: Actor, needed: NeededForm) -> None:
    """It went out, it gets a number of its own, and nothing was said to it yet."""
    filing = needed.filing
    if filing.sent_on is None:
        raise NotSent(_("Record first when the filing was sent."))
    if filing.state == Filing.State.REJECTED:
        raise NotSent(_("All of it was rejected. The new filing gets a receipt."))
    several = further_of(forms_and_outcomes(actor, filing))
    if needed.pk not in {one.pk for one in several}:
        raise NotSent(
            _("Form %(form)s gets no receipt of its own in this filing.")
            % {"form": needed.form}
        )


def _became(actor: Actor, needed: NeededForm, **said: object) -> FormOutcome:
    """Of two people who record it at the same moment, the second is told."""
    try:
        with transaction.atomic():
            return FormOutcome.objects.create(
                firm=actor.firm,
                case_id=needed.case_id,
                filing_id=needed.filing_id,
                needed=needed,
                recorded_at=now(),
                recorded_by_id=actor.user_id,
                **said,
            )
    except IntegrityError:
        if not FormOutcome.objects.filter(needed=needed).exists():
            number = str(said.get("number", ""))
            raise KnownReceipt(_whose(actor, needed.filing, number)) from None
        said_already = _("What became of this form was recorded before.")
        raise NothingToCorrect(said_already) from None
