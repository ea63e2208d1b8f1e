"""Numbers of agencies are followed, corrected, and followed no longer."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from harborlight.agency import events
from harborlight.agency.models import Agency, Tracked
from harborlight.agency.queries import case_with, has_number, is_elsewhere
from harborlight.cases.models import Case
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.models import Firm
from harborlight.law.agency import case_number, is_usual


class NumbersDiffer(Exception):
    """A number is typed twice, and both are the same."""


class KnownNumber(Exception):
    """A number belongs to one case."""


class UnusualNumber(Exception):
    """A number that begins as none of its agency does is compared by somebody."""


def track_number(
    actor: Actor,
    case: Case,
    *,
    agency: str,
    number: str,
    again: str,
    what: str = "",
    received_on: date | None = None,
    despite_prefix: bool = False,
    about_id: UUID | None = None,
) -> Tracked:
    """Follow a case of ours at an agency under its number, typed twice.

    Raises NotAReceipt, NumbersDiffer, UnusualNumber or KnownNumber. about_id: the filing
    that brought it.
    """
    plain = _compared(agency, number, again, despite_prefix)
    with acting(actor, events.TRACKED, case) as event:
        # Of two people who do so at the same moment, the second is told.
        Firm.objects.select_for_update(no_key=True).get(pk=actor.firm.pk)
        _must_be_free(actor, case, agency, plain)
        tracked = Tracked(
            firm=actor.firm,
            case=case,
            agency=agency,
            number=plain,
            what=what,
            received_on=received_on,
            about_id=about_id,
            added_at=now(),
            added_by_id=actor.user_id,
            ask_at=first_asked(case, agency),
        )
        tracked.save(force_insert=True)
        event.made(tracked)
        event.say(number=plain, agency=agency)
    return tracked


def _compared(agency: str, number: str, again: str, despite_prefix: bool) -> str:
    """The number as it is kept."""
    plain = case_number(agency, number)
    if case_number(agency, again) != plain:
        raise NumbersDiffer(
            _("The two numbers are not the same. Compare with the paper.")
        )
    if not (despite_prefix or is_usual(agency, plain)):
        raise UnusualNumber(_("No number of this agency that we know begins so."))
    return plain


def first_asked(case: Case, agency: str) -> datetime | None:
    """When the service is first asked. Of a sensitive case it never is: nobody else
    learns from us whose it is (8 U.S.C. 1367)."""
    return None if case.is_sensitive or agency != Agency.USCIS else now()


def _must_be_free(actor: Actor, case: Case, agency: str, number: str) -> None:
    # Asked of the whole firm: behind a wall, too, a number belongs to one case.
    if has_number(actor, agency, number) or is_elsewhere(actor, case, number):
        raise KnownNumber(_known(actor, agency, number))


def _known(actor: Actor, agency: str, number: str) -> str:
    """Which case has the number, for whoever may know of that case."""
    if other := case_with(actor, agency, number):
        said = _("This number is followed already, in case %(case)s.")
        return said % {"case": other.number}
    return _("This number is in use already.")


def correct_number(clock: Actor, tracked: Tracked, *, number: str) -> None:
    """Follow another number: the receipt of its filing was corrected."""
    with acting(clock, events.NUMBER_CORRECTED, tracked) as event:
        was, tracked.number = tracked.number, number
        tracked.ask_at, tracked.tries, tracked.trouble = (
            first_asked(tracked.case, tracked.agency),
            0,
            "",
        )
        tracked.save()
        event.say(number=number, was_number=was)


def end_tracking(actor: Actor, tracked: Tracked, *, reason: str, on: date) -> None:
    """Follow a number no longer, and say why. What was seen of it stays."""
    with acting(actor, events.ENDED, tracked) as event:
        tracked.ended_on, tracked.ended_why, tracked.ask_at = on, reason, None
        tracked.save(update_fields=["ended_on", "ended_why", "ask_at"])
        event.say(number=tracked.number, agency=tracked.agency, reason=reason)
