"""What staff type at the desk: answers entered, corrected and taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import transaction

from harborlight.cases.models import Case
from harborlight.facts.actions import (
    ChangedMeanwhile,
    Place,
    Source,
    add_entry,
    by_staff,
    correct_fact,
    learn,
    remove_entry,
    take_over,
    weigh,
)
from harborlight.facts.carrying import Offer
from harborlight.facts.events import CORRECTED, TAKEN_OVER
from harborlight.facts.models import Entry, Fact
from harborlight.facts.queries import get_entry, sheet
from harborlight.firm.acting import must
from harborlight.firm.actor import Actor
from harborlight.people.models import Person
from harborlight.questionnaires.actions.answering import (
    by_subject,
    note_progress,
    people_in,
)
from harborlight.questionnaires.queries import sent_to
from harborlight.questionnaires.rows import row_version


class OthersWrote(Exception):
    """Newer answers are never overwritten by somebody who has not seen them."""

    def __init__(self, held: Mapping[str, Fact | None]) -> None:
        super().__init__("Answers were changed meanwhile.")
        self.held = held


def correct_answer(
    actor: Actor,
    case: Case,
    *,
    person: Person | None,
    place: Place,
    value: str,
    reason: str,
    over: str = "",
    form: UUID | None = None,
) -> None:
    """Put staff's value in the place of an answer; count anew how far everybody is.

    form: the filled form that it is typed over, where it led here.
    """
    must(actor, CORRECTED)
    seen = {place: over} if over else {}
    with transaction.atomic():
        weighed = weigh(actor, case, person=person, values={place: value}, over=seen)
        if weighed.held:
            raise ChangedMeanwhile(weighed.held[place])
        _enter(actor, case, person, weighed.fresh, by_staff(reason, form))
        count_anew(actor, case)


def enter_answers(
    actor: Actor,
    case: Case,
    *,
    values: Mapping[str, str],
    over: Mapping[str, str],
    reason: str = "",
    group: str = "",
    entry: UUID | None = None,
    form: UUID | None = None,
) -> None:
    """Take down at the desk what a page asked: all of it, or nothing.

    values, over: as in `answer`; form: as in `correct_answer`. group: its full path,
    where it is one of several; entry: which of them, None for one more. OthersWrote if newer answers stand there,
    or the entry was taken back.
    """
    must(actor, CORRECTED)
    with transaction.atomic():
        if group and entry is None:
            part, name = group.split(".", 1)
            person = people_in(actor, case).get(part)
            entry = add_entry(actor, case, person=person, group=name).pk
        held: dict[str, Fact | None] = {}
        for person, places in by_subject(actor, case, values, entry).items():
            said = {place: values[fact] for fact, place in places.items()}
            seen = {places[fact]: over[fact] for fact in places if fact in over}
            weighed = weigh(actor, case, person=person, values=said, over=seen)
            held |= {
                fact: weighed.held[place]
                for fact, place in places.items()
                if place in weighed.held
            }
            _enter(actor, case, person, weighed.fresh, by_staff(reason, form))
        if held or (entry and get_entry(actor, entry).removed_at):
            raise OthersWrote(held)
        count_anew(actor, case)


def take_back(
    actor: Actor, case: Case, entry: Entry, *, reason: str, over: str
) -> None:
    """Take one of several back at the desk, and say why.

    over: the version of the whole entry that was seen (rows.row_version).
    ChangedMeanwhile if it stands otherwise now.
    """
    must(actor, CORRECTED)
    with transaction.atomic():
        weigh(actor, case, person=entry.person, values={}, over={})
        stands = sheet(actor, case, entry.person)
        if over != row_version(case, entry.group, entry.pk, stands):
            raise ChangedMeanwhile(None)
        remove_entry(actor, entry, reason=reason)
        count_anew(actor, case)


def take_over_answers(actor: Actor, case: Case, *, offers: Sequence[Offer]) -> int:
    """Confirm what other cases know (facts.carrying); count anew how far everybody is."""
    must(actor, TAKEN_OVER)
    with transaction.atomic():
        count = take_over(actor, case, offers=offers)
        count_anew(actor, case)
    return count


def _enter(
    actor: Actor,
    case: Case,
    person: Person | None,
    fresh: Mapping[Place, str],
    source: Source,
) -> None:
    """What nobody had answered is entered; each answer that stood is corrected."""
    stands = sheet(actor, case, person)
    first = {place: said for place, said in fresh.items() if not stands.get(*place)}
    learn(actor, case, person=person, values=first, source=source)
    for place in fresh.keys() - first.keys():
        if fresh[place] != stands.get(*place):
            correct_fact(
                actor,
                case,
                person=person,
                place=place,
                value=fresh[place],
                reason=source.reason,
                form=source.id,
            )


def count_anew(actor: Actor, case: Case) -> None:
    """How far everybody is rests on what others say, too."""
    for sent in sent_to(actor, case):
        note_progress(actor, sent, screen=sent.screen)
