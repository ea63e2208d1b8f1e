"""The paper that tells of a receipt: filed with the number, or when it comes later."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from harborlight.cases.actions import link_milestone
from harborlight.cases.models import Milestone
from harborlight.cases.queries import milestones
from harborlight.documents.actions import About, Checked, file_document, file_version
from harborlight.documents.models import RECEIPT_NOTICE, RECEIPT_NOTICE_TITLE, Version
from harborlight.filings import events
from harborlight.filings.models import Filing
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.words import in_every_language


class NotSent(Exception):
    """A filing that was not sent has no receipt."""


class NothingToCorrect(Exception):
    """What was said stands there already, or somebody else has just corrected it."""


def attach_notice(
    actor: Actor, filing: Filing, *, notice: Checked, over: str = ""
) -> None:
    """File the receipt notice after its number was recorded, or a better copy of it.

    over: the notice that was seen there, as `notice_seen`; none, if it is empty. Raises
    NotSent without a receipt, or NothingToCorrect where somebody was quicker.
    """
    number, on, was = filing.receipt_number, filing.receipt_on, filing.receipt_notice
    if not number or on is None:
        raise NotSent(_("Record the receipt number first."))
    if over != filing.notice_seen:
        raise NothingToCorrect(
            _(
                "Somebody attached a notice while this page was open, so yours was not "
                "filed. Look at theirs among the papers. Send yours again to replace it."
            )
        )
    with acting(actor, events.NOTICE_ATTACHED, filing) as event:
        if was is None:
            version = file_notice(actor, filing, notice, number, on)
        else:
            version = file_version(actor, was.document, checked=notice)
        first_to_correct(filing, {"receipt_notice": was}, {"receipt_notice": version})
        reached = told_of(actor, filing, "receipt", on, number=number)
        if reached is not None and reached.document_id != version.document_id:
            link_milestone(actor, reached, document_id=version.document_id)
        event.say(number=number, name=filing.name, version=version.number)


def file_notice(
    actor: Actor, filing: Filing, notice: Checked, number: str, on: date
) -> Version:
    """Put the notice among the papers of the case, for all of its clients."""
    return file_document(
        actor,
        filing.case,
        kind=RECEIPT_NOTICE,
        title=notice_title(number),
        checked=notice,
        about=About(issued_on=on, country="US", language="en", tags=("receipt",)),
        shared=True,
    )


def notice_title(number: str) -> dict[str, str]:
    """What the receipt notice is called among the papers, in every language."""
    named = in_every_language(RECEIPT_NOTICE_TITLE)
    return {language: words % {"number": number} for language, words in named.items()}


def first_to_correct(
    filing: Filing, was: dict[str, object], now: dict[str, object]
) -> None:
    """Of two people who correct it at the same moment, the second is told."""
    if not Filing.objects.filter(pk=filing.pk, **was).update(**now):
        raise NothingToCorrect(_("Somebody else has just corrected it. Look again."))
    for name, value in now.items():
        setattr(filing, name, value)


def told_of(
    actor: Actor, filing: Filing, kind: str, on: date, **words: str
) -> Milestone | None:
    """What the client reads of it; of several of one day any, for they say the same."""
    rows = milestones(actor, filing.case).filter(kind=kind, on=on)
    return next((row for row in rows if words.items() <= row.words.items()), None)
