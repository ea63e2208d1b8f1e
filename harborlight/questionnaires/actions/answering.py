from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext

from harborlight.cases.models import Case
from harborlight.cases.queries import parties
from harborlight.facts.actions import (
    Place,
    Source,
    add_entry,
    learn,
    set_beside,
    weigh,
)
from harborlight.facts.models import Entry, Fact
from harborlight.facts.versions import ASKED
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.people.models import Person
from harborlight.questionnaires import events
from harborlight.questionnaires.definition import Loop
from harborlight.questionnaires.helping import Closed, unconfirmed, why_closed
from harborlight.questionnaires.models import AnswerHelper, Questionnaire, Sent
from harborlight.questionnaires.queries import Standing, standing
from harborlight.questionnaires.reading import read_definition

# How many names of answers are remembered: more than wait in all browsers of one person.
NAMES = 100


class NotFinished(Exception):
    """Some questions are still open."""

    def __init__(self, open_questions: int) -> None:
        super().__init__(f"{open_questions} questions are still open.")
        self.open_questions = open_questions


class NotTheirsYet(Exception):
    """A helper wrote answers that the client has not said to be theirs."""


class EnoughOfThem(Exception):
    """The questionnaire takes no more of these."""


@dataclass
class Taken:
    """What became of answers: which were new, and which ones were not taken down.

    changed: by the question's fact; held: by the same, what somebody else said of it
    meanwhile; stands: how the questionnaire stands after them.
    """

    changed: set[str]
    held: dict[str, Fact | None]
    stands: Standing


def keep_questionnaire(actor: Actor, *, definition: Mapping[str, Any]) -> Questionnaire:
    """Add a questionnaire, or its next version; cases keep the one they began with."""
    with acting(actor, events.KEPT, actor.firm) as event:
        found = read_definition(dict(definition))
        row = Questionnaire.objects.create(
            firm=actor.firm,
            key=found.key,
            version=found.version,
            definition=dict(definition),
            made_at=now(),
        )
        event.made(row)
        event.say(name=found.title["en"], version=found.version)
    return row


def answer(
    actor: Actor,
    sent: Sent,
    *,
    screen: str,
    answers: Mapping[str, str],
    over: Mapping[str, str] | None = None,
    entry: UUID | None = None,
    name: str = "",
    beside: Mapping[str, str] | None = None,
    helper: AnswerHelper | None = None,
) -> Taken:
    """Take answers down as facts, each with its source.

    answers: the question's fact ("petitioner.birth.date", "petitioner.addresses[].street")
    and its value as the catalogue keeps it; an empty one takes the answer back.
    over: the version each was written over; one that was changed since is held, and what
    was written is kept beside it. beside: what somebody wrote and gave up for another
    answer. name: what these answers are called; they count once, however often they come.
    helper: who wrote them for the person, if somebody did. Raises Closed where their link
    is by now.
    """
    source, seen = _source(actor, sent, helper), over or {}
    changed, held = set[str](), dict[str, Fact | None]()
    # A page may ask about several people: all of it is kept, or none.
    with transaction.atomic():
        if helper:
            _must_be_open(sent, helper)
        if name and _has_arrived(sent, name):
            return Taken(changed, held, note_progress(actor, sent, screen=screen))
        changed, held = _weighed(actor, sent.case, answers, entry, seen, source)
        first = {f: answers[f] for f in held if seen.get(f) != ASKED}
        _set_beside(actor, sent, {**first, **(beside or {})}, entry, source)
        arrived = [] if held or not name else [name]
        stands = note_progress(actor, sent, screen=screen, arrived=arrived)
    return Taken(changed, held, stands)


def _weighed(
    actor: Actor,
    case: Case,
    answers: Mapping[str, str],
    entry: UUID | None,
    seen: Mapping[str, str],
    source: Source,
) -> tuple[set[str], dict[str, Fact | None]]:
    """Take down what overwrites nothing unseen: what changed, and what was held."""
    changed, held = set[str](), dict[str, Fact | None]()
    for person, places in by_subject(actor, case, answers, entry).items():
        values = {place: answers[fact] for fact, place in places.items()}
        words = {places[fact]: seen[fact] for fact in places if fact in seen}
        weighed = weigh(actor, case, person=person, values=values, over=words)
        fresh, both = weighed.fresh, weighed.held
        held |= {fact: both[at] for fact, at in places.items() if at in both}
        made = learn(actor, case, person=person, values=fresh, source=source)
        new = {(one.name, one.entry_id) for one in made}
        changed |= {fact for fact, place in places.items() if place in new}
    return changed, held


def _source(actor: Actor, sent: Sent, helper: AnswerHelper | None) -> Source:
    if helper is None:
        return Source(Fact.Source.ANSWER, id=sent.pk, language=actor.language)
    name = str(helper.name)
    return Source(Fact.Source.HELPER, helper.pk, actor.language, reason=name)


def _must_be_open(sent: Sent, helper: AnswerHelper) -> None:
    """Nobody writes for a client who sends the answers, or closes the link, meanwhile."""
    Case.objects.select_for_update(no_key=True).get(pk=sent.case_id)
    sent.refresh_from_db(fields=["state"])
    helper.refresh_from_db(fields=["withdrawn_at"])
    helper.sent.state = sent.state
    if why := why_closed(helper, now()):
        raise Closed(why, helper)


def _has_arrived(sent: Sent, name: str) -> bool:
    """Whether these answers came before. Nobody else's are heard meanwhile."""
    Case.objects.select_for_update(no_key=True).get(pk=sent.case_id)
    sent.refresh_from_db(fields=["arrived"])
    return name in sent.arrived


def _set_beside(
    actor: Actor,
    sent: Sent,
    words: Mapping[str, str],
    entry: UUID | None,
    source: Source,
) -> None:
    for person, places in by_subject(actor, sent.case, words, entry).items():
        values = {place: words[fact] for fact, place in places.items()}
        set_beside(actor, sent.case, person=person, values=values, source=source)


def begin_entry(actor: Actor, sent: Sent, loop: Loop) -> Entry:
    """Begin one more address, job or marriage."""
    part, group = loop.group.split(".", 1)
    person = people_in(actor, sent.case).get(part)
    known = Entry.objects.filter(
        case_id=sent.case_id, person=person, group=group, removed_at__isnull=True
    )
    if known.count() >= loop.at_most:
        words = gettext("No more than %(n)s can be added.") % {"n": loop.at_most}
        raise EnoughOfThem(words)
    with transaction.atomic():
        entry = add_entry(actor, sent.case, person=person, group=group)
        note_progress(actor, sent, screen=loop.id)
    return entry


def finish_questionnaire(actor: Actor, sent: Sent) -> None:
    """Say that everything that must be answered is."""
    stands = standing(actor, sent)
    if not stands.progress.done:
        raise NotFinished(stands.progress.answers - stands.progress.answered)
    with acting(actor, events.FINISHED, sent) as event:
        # Whoever writes for them at this moment is heard first, or not any more.
        Case.objects.select_for_update(no_key=True).get(pk=sent.case_id)
        if actor.is_client and unconfirmed(sent).exists():
            raise NotTheirsYet
        sent.state, sent.finished_at = Sent.State.FINISHED, now()
        sent.save(update_fields=["state", "finished_at"])
        event.say(for_person=str(sent.person_id))


def choose_keeping(actor: Actor, sent: Sent, *, stays: bool) -> None:
    """Whether answers that cannot be sent may wait in the browser they are written in."""
    with acting(actor, events.KEEPING_CHOSEN, sent) as event:
        sent.stays_on_phone = stays
        sent.save(update_fields=["stays_on_phone"])
        event.say(for_person=str(sent.person_id))


def reopen_questionnaire(actor: Actor, sent: Sent) -> None:
    """Let the person change their answers. If they may already, nothing happens."""
    if sent.state == Sent.State.OPEN:
        return
    with acting(actor, events.REOPENED, sent) as event:
        sent.state, sent.finished_at = Sent.State.OPEN, None
        sent.save(update_fields=["state", "finished_at"])
        event.say(for_person=str(sent.person_id))


def note_progress(
    actor: Actor, sent: Sent, *, screen: str, arrived: Sequence[str] = ()
) -> Standing:
    """Keep how far the person is, for lists: counted from the facts, so no event.

    arrived: the name of the answers that it goes by. A client who goes on from a page of
    the newest questions has read there that the questions changed.
    """
    stands = standing(actor, sent)
    counted = stands.progress
    sent.arrived = [*sent.arrived, *arrived][-NAMES:]
    if actor.is_client and any(step.screen == screen for step in stands.steps):
        sent.is_changed = False
    Sent.objects.filter(pk=sent.pk).update(
        screen=screen,
        done=counted.screens_done,
        screens=counted.screens,
        **({"arrived": sent.arrived} if arrived else {}),
        is_changed=sent.is_changed,
    )
    sent.screen, sent.done, sent.screens = screen, counted.screens_done, counted.screens
    return stands


def people_in(actor: Actor, case: Case) -> dict[str, Person]:
    """Who plays which part in the case."""
    return {row.part: row.person for row in parties(actor, case)}


def by_subject(
    actor: Actor, case: Case, facts: Iterable[str], entry: UUID | None
) -> dict[Person | None, dict[str, Place]]:
    """The places of these facts by the person they are about, or None for the case."""
    found: dict[Person | None, dict[str, Place]] = {}
    people = people_in(actor, case)
    for fact in facts:
        part, name = fact.split(".", 1)
        places = found.setdefault(people.get(part), {})
        places[fact] = (name, entry if "[]" in name else None)
    return found
