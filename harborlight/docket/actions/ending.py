from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext, ngettext

from harborlight.cases.models import Case
from harborlight.docket import events
from harborlight.docket.models import FinalLetter, KeepingRule
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now, today
from harborlight.people.models import Person
from harborlight.trust.terms import policy


class TooShort(Exception):
    """Files are kept at least as long as records of clients' money (T19)."""

    rule = "T19"


class NotClosed(Exception):
    """Only what is over is said to be over, and put away."""


def give_final_letter(
    actor: Actor,
    case: Case,
    *,
    person: Person,
    language: str,
    words: str,
    ahead: Sequence[tuple[date, str]] = (),
) -> FinalLetter:
    """Tell a party what came of their case, and which days are ahead of them.

    They read it on their own page; what is sent to them says only that it is there.
    """
    _must_be_closed(case)
    with acting(actor, events.LETTER_GIVEN, case) as event:
        letter = FinalLetter.objects.create(
            firm=actor.firm,
            case=case,
            person=person,
            language=language,
            words=words,
            ahead=[{"on": day.isoformat(), "words": said} for day, said in ahead],
            written_at=now(),
            written_by_id=actor.account,
        )
        event.made(letter)
        event.say(name=person.full_name, for_person=str(person.pk))
    return letter


def archive_case(actor: Actor, case: Case, *, on: date) -> None:
    """Put a closed case where no list shows it; search finds it, its client sees it."""
    _must_be_closed(case)
    with acting(actor, events.ARCHIVED, case):
        rows = Case.objects.filter(pk=case.pk, closed_on__isnull=False)
        rows.filter(archived_on__isnull=True).update(archived_on=on)
        case.refresh_from_db(fields=["closed_on", "archived_on"])
        _must_be_closed(case)


def unarchive_case(actor: Actor, case: Case) -> None:
    """Take a closed case back into the list of closed cases."""
    with acting(actor, events.UNARCHIVED, case):
        Case.objects.filter(pk=case.pk).update(archived_on=None)
        case.archived_on = None


def set_keeping(actor: Actor, *, archive_days: int, keep_years: int) -> None:
    """Say after how long closed cases go into the archive, and how long files are kept.

    Raises TooShort where the state asks for more years than that (trust.md T19).
    """
    with acting(actor, events.KEEPING_SET, actor.firm) as event:
        least = policy(actor, today(actor.firm.time_zone)).retention_years
        if 0 < keep_years < least:
            raise TooShort(
                ngettext(
                    "Records of clients’ money are kept for %(n)s year after the end: files "
                    "cannot go before them.",
                    "Records of clients’ money are kept for %(n)s years after the end: files "
                    "cannot go before them.",
                    least,
                )
                % {"n": least}
            )
        rule, _new = KeepingRule.objects.update_or_create(
            firm=actor.firm,
            defaults={"archive_days": archive_days, "keep_years": keep_years},
        )
        event.note(rule)
        event.say(archive_days=archive_days, keep_years=keep_years)


def _must_be_closed(case: Case) -> None:
    if case.closed_on is None:
        raise NotClosed(gettext("This case is open. Close it first."))
