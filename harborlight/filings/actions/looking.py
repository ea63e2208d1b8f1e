"""Answers that change after the forms went to the government: found, and looked at."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from harborlight.cases.models import Case
from harborlight.filings import events
from harborlight.filings.models import Filing, FilledForm
from harborlight.filings.since_sent import changed_since_sent, word_for
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now


class ChangedAgain(Exception):
    """Nobody says of an answer that they looked at it before they saw it."""


def note_changed(clock: Actor, filing: Filing, *, forms: Sequence[FilledForm]) -> None:
    """Say which forms no longer tell what was answered, though they were sent."""
    with acting(clock, events.CHANGED_SINCE_SENT, filing) as event:
        FilledForm.objects.filter(pk__in=[one.pk for one in forms]).update(
            changed_at=now()
        )
        event.say(name=filing.name, forms=_called(forms))


def note_same_again(
    clock: Actor, filing: Filing, *, forms: Sequence[FilledForm]
) -> None:
    """Say that what was answered is again what stands on these forms."""
    with acting(clock, events.SAME_AGAIN, filing) as event:
        FilledForm.objects.filter(pk__in=[one.pk for one in forms]).update(
            changed_at=None
        )
        event.say(name=filing.name, forms=_called(forms))


def look_at_changes(actor: Actor, filing: Filing, *, over: str, becomes: str) -> None:
    """Say what becomes of the answers that changed after it was sent.

    over: the word for what was seen (since_sent.word_for). Raises ChangedAgain.
    """
    with acting(actor, events.LOOKED_AT, filing) as event:
        # Until this is written down nobody changes an answer of the case.
        Case.objects.select_for_update(no_key=True).get(pk=filing.case_id)
        moment, changed = now(), changed_since_sent(actor, filing)
        if over != word_for(filing.case, changed):
            raise ChangedAgain(
                _(
                    "The answers changed again, or somebody else looked at them, while "
                    "this page was open. This is how they stand now."
                )
            )
        filing.looked_at, filing.looked = moment, becomes
        filing.looked_by_id = actor.user_id
        filing.save(update_fields=["looked_at", "looked", "looked_by"])
        FilledForm.objects.filter(needed__filing=filing).update(changed_at=None)
        forms = dict.fromkeys(form for one in changed for form in one.forms)
        event.say(name=filing.name, forms=", ".join(forms), becomes=becomes)


def _called(forms: Sequence[FilledForm]) -> str:
    return ", ".join(dict.fromkeys(one.form for one in forms))
