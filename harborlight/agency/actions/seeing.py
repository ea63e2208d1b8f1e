"""What was seen at an agency, what it means, and that the client was told."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.functional import lazy
from django.utils.translation import gettext as _

from harborlight.agency import events
from harborlight.agency.models import (
    Decision,
    Observation,
    Source,
    StatusMeaning,
    Tracked,
)
from harborlight.agency.queries import meaning_kept, waiting_of
from harborlight.cases.actions import reach_milestone
from harborlight.deadlines.actions import set_deadline
from harborlight.firm.acting import Happening, acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.law.agency import folded_status, meaning_for, meaning_of, meanings


class AlreadyTold(Exception):
    """The client is told once, and a text is given its meaning once."""


@dataclass(frozen=True)
class Besides:
    """What a service answers besides its words: in Spanish, at length, to the letter."""

    text_es: str = ""
    detail: str = ""
    detail_es: str = ""
    raw: str = ""


_CHECKED = ("checked_at", "checked_by", "shown_checked_at", "shown_checked_by")


def observe(
    actor: Actor,
    tracked: Tracked,
    *,
    source: str,
    means: str = "",
    text: str = "",
    on: date | None = None,
    appointment_on: date | None = None,
    besides: Besides | None = None,
    paper_id: UUID | None = None,
    quietly: bool = False,
) -> Observation | None:
    """Write down what an agency says of a number; None: it says still the same.

    means: of the book, where a person says it; else found by the text. What may be shown
    to the client is, unless something older still waits. quietly: they know.
    """
    row = Tracked.objects.select_for_update(of=("self",)).get(pk=tracked.pk)
    means, first = _meaning(actor, means, text, row.number)
    seen = Observation(
        tracked=tracked, source=source, means=means, first=first, on=on, text=text
    )
    seen.appointment_on, seen.paper_id = appointment_on, paper_id
    if _is_still_so(row, seen):
        _checked(actor, tracked, source)
        return None
    with acting(actor, events.RECORDED if quietly else events.SEEN, tracked) as event:
        _keep(actor, tracked, seen, besides or Besides())
        event.note(seen)
        _say(event, seen)
        event.say(status=dict(seen.meaning.label) if seen.meaning else text)
        _note_appointment(actor, seen)
        if not quietly:
            show_what_may_be(actor, tracked)
        elif means:
            _shown(actor, seen)
    seen.refresh_from_db(fields=["shown_at", "shown_by"])
    return seen


def _appointment_in_words(called: str, agency: str) -> str:
    said = {"what": called, "agency": agency}
    return _("Be there: %(what)s (%(agency)s)") % said


def _because_in_words(number: str) -> str:
    return _("The agency set it, number %(number)s.") % {"number": number}


# In every reader's language, also later (firm/words.py).
_appointment = lazy(_appointment_in_words, str)
_because = lazy(_because_in_words, str)


def _note_appointment(actor: Actor, seen: Observation) -> None:
    """It stands in the calendar as any other deadline."""
    if seen.appointment_on:
        said: dict[str, Any] = {
            "title": _appointment(seen.called, seen.tracked.agency),
            "because": _because(seen.tracked.number),
        }
        set_deadline(actor, seen.case, due_on=seen.appointment_on, **said)


def _keep(actor: Actor, tracked: Tracked, seen: Observation, besides: Besides) -> None:
    for name, words in asdict(besides).items():
        setattr(seen, name, words)
    seen.firm, seen.case_id = actor.firm, tracked.case_id
    seen.seen_at, seen.by_id = now(), actor.user_id
    seen.save(force_insert=True)
    tracked.last_id = seen.pk
    tracked.checked_at, tracked.checked_by = seen.seen_at, seen.source
    tracked.save(update_fields=["last_id", "checked_at", "checked_by"])


def _meaning(actor: Actor, means: str, text: str, number: str) -> tuple[str, bool]:
    """What it means of this number, and whether a person tells the client first."""
    if not means and (kept := meaning_kept(actor, text)):
        return meaning_for(number, kept.means), kept.first
    found = meanings().get(meaning_for(number, means or meaning_of(text)))
    return (found.id, found.first) if found else ("", False)


def _is_still_so(row: Tracked, seen: Observation) -> bool:
    if row.last_id is None:
        return False
    last = Observation.objects.get(pk=row.last_id)
    if seen.appointment_on not in (None, last.appointment_on):
        return False
    if seen.text and last.text:
        same = folded_status(last.text) == folded_status(seen.text)
        return same and seen.on in (None, last.on)
    known = last.meaning.id if last.meaning else ""
    return bool(seen.means) and seen.means == known and seen.on == last.on


def _checked(actor: Actor, tracked: Tracked, source: str) -> None:
    if actor.user_id:
        check_by_hand(actor, tracked)
    else:
        note_checked(tracked, source)


def check_by_hand(actor: Actor, tracked: Tracked) -> None:
    """Say that one looked, and that the agency says still the same."""
    with acting(actor, events.CHECKED, tracked) as event:
        note_checked(tracked, Source.HAND)
        event.say(number=tracked.number, agency=tracked.agency)


def note_checked(tracked: Tracked, source: str) -> None:
    """What the client knows was checked too, where it is the newest."""
    tracked.checked_at, tracked.checked_by = now(), source
    if tracked.shown_id and tracked.shown_id == tracked.last_id:
        tracked.shown_checked_at = tracked.checked_at
        tracked.shown_checked_by = source
    tracked.save(update_fields=[*_CHECKED])


def show_what_may_be(actor: Actor, tracked: Tracked) -> None:
    """Show the client what waits for nobody, in its order, up to what does."""
    for seen in waiting_of(Actor.clock(actor.firm), tracked):
        found = seen.meaning
        if found is None or found.first or seen.first:
            return
        with acting(actor, events.SHOWN, seen) as event:
            _shown(actor, seen)
            _say(event, seen)


def tell_client(actor: Actor, seen: Observation, *, how: str) -> None:
    """Say that one told the client, and how: from now on their page says it too."""
    with acting(actor, events.TOLD, seen) as event:
        waiting = Observation.objects.select_for_update().filter(shown_at__isnull=True)
        if seen.meaning is None or not waiting.filter(pk=seen.pk).exists():
            raise AlreadyTold(_("Somebody has just told the client, or decided on it."))
        _shown(actor, seen)
        _say(event, seen)
        event.say(how=how)
        show_what_may_be(actor, seen.tracked)


def _shown(actor: Actor, seen: Observation) -> None:
    """Let the client know it; their page says how it stood when it was last checked."""
    seen.shown_at, seen.shown_by_id = now(), actor.user_id
    seen.save(update_fields=["shown_at", "shown_by"])
    row = Tracked.objects.get(pk=seen.tracked_id)
    before = Observation.objects.get(pk=row.shown_id) if row.shown_id else None
    if before and before.seen_at > seen.seen_at:
        return
    is_last = row.last_id == seen.pk
    row.shown_id = seen.pk
    row.shown_checked_at = row.checked_at if is_last else seen.seen_at
    row.shown_checked_by = row.checked_by if is_last else seen.source
    row.save(update_fields=["shown_id", "shown_checked_at", "shown_checked_by"])
    found = seen.meaning
    if found and found.milestone:
        reach_milestone(actor, seen.case, kind=found.milestone, on=seen.day)


def _say(event: Happening, seen: Observation) -> None:
    tracked, found = seen.tracked, seen.meaning
    event.say(number=tracked.number, agency=tracked.agency)
    if found:
        event.say(status=dict(found.label), words=dict(found.client))


def decide_meaning(
    actor: Actor, seen: Observation, *, means: str, keep: bool = False
) -> None:
    """Say what an unknown text means here; keep: in every case of the firm."""
    with acting(actor, events.DECIDED, seen) as event:
        Observation.objects.select_for_update(of=("self",)).get(pk=seen.pk)
        if seen.means or Decision.objects.filter(observation=seen).exists():
            raise AlreadyTold(_("Somebody has just said what it means."))
        seen.decision = Decision.objects.create(
            firm=actor.firm,
            case_id=seen.case_id,
            observation=seen,
            means=meaning_for(seen.tracked.number, means),
            at=now(),
            by_id=actor.user_id,
        )
        event.note(seen.decision)
        event.say(text=seen.text, status=dict(meanings()[means].label))
        if keep:
            keep_meaning(actor, text=seen.text, means=means, first=False)
        show_what_may_be(actor, seen.tracked)


def keep_meaning(
    actor: Actor, *, text: str, means: str, first: bool = False
) -> StatusMeaning:
    """Write down what a text means in every case. first: a person tells the client first,
    also where the meaning itself does not ask for it."""
    with acting(actor, events.MEANING_KEPT, actor.firm) as event:
        kept, _made = StatusMeaning.objects.update_or_create(
            firm=actor.firm,
            folded=folded_status(text),
            defaults={
                "text": text,
                "means": means,
                "first": first or meanings()[means].first,
                "at": now(),
                "by_id": actor.user_id,
            },
        )
        event.made(kept)
        event.say(text=text, status=dict(meanings()[means].label))
    return kept


def drop_meaning(actor: Actor, kept: StatusMeaning) -> None:
    """Take back what a text means; the book counts again."""
    with acting(actor, events.MEANING_DROPPED, kept) as event:
        event.say(text=kept.text)
        StatusMeaning.objects.filter(pk=kept.pk).delete()
