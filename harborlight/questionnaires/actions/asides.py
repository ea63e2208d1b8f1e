"""What is said beside answers: the client asks their lawyer, and we ask once more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction

from harborlight.facts.catalogue import catalogue
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.questionnaires import events
from harborlight.questionnaires.actions.answering import (
    Taken,
    _has_arrived,
    answer,
    note_progress,
)
from harborlight.questionnaires.asides import asides_of, of_kind
from harborlight.questionnaires.models import Aside, Sent


@dataclass(frozen=True)
class Beside:
    """What a page says beside its answers.

    asks: by the question's fact, what they ask their lawyer ("": without words);
    asks_no_more: what they take back; right: what we asked again and is as it was.
    """

    asks: Mapping[str, str] = field(default_factory=dict)
    asks_no_more: Sequence[Aside] = ()
    right: Sequence[Aside] = ()


def take_down(
    actor: Actor,
    sent: Sent,
    *,
    said: Beside,
    entry: UUID | None = None,
    name: str = "",
    **answers: Any,
) -> Taken:
    """Take down a page: its answers (as `answer` is told them) and what is said beside.

    What we asked again, or answered, is settled once they answer the question. A page that
    comes a second time asks nothing anew: the lawyer may have answered meanwhile.
    """
    with transaction.atomic():
        if not (name and _has_arrived(sent, name)):
            _hear(actor, sent, said, entry)
        taken = answer(actor, sent, entry=entry, name=name, **answers)
        settled = [*_settled_by(taken, entry)]
        if settled:
            _settle(settled)
            screen = answers["screen"]
            taken.stands = note_progress(actor, sent, screen=screen)
    return taken


def _hear(actor: Actor, sent: Sent, said: Beside, entry: UUID | None) -> None:
    for fact, words in said.asks.items():
        ask_lawyer(actor, sent, fact=fact, entry=_of(fact, entry), words=words)
    for aside in said.asks_no_more:
        take_question_back(actor, aside)
    for aside in said.right:
        confirm_answer(actor, aside)


def _settled_by(taken: Taken, entry: UUID | None) -> Iterator[Aside]:
    for fact in taken.changed:
        place = (fact, str(_of(fact, entry) or ""))
        for row in taken.stands.asides.get(place, ()):
            if row.kind == Aside.Kind.AGAIN or row.replied_at:
                yield row


def _of(fact: str, entry: UUID | None) -> UUID | None:
    return entry if "[]" in fact else None


def ask_lawyer(
    actor: Actor, sent: Sent, *, fact: str, entry: UUID | None, words: str
) -> None:
    """Leave a question to the lawyer, with or without words; or change those words."""
    waiting, told = _open(actor, sent, fact, entry), None
    if waiting and waiting.replied_at is None:
        if waiting.words != words:
            _put_otherwise(actor, waiting, words)
        return
    with acting(actor, events.ASKED_LAWYER, sent) as event:
        if waiting:
            _settle([waiting])
        told = _new(actor, sent, fact, entry, Aside.Kind.ASKED, words)
        event.made(told)
        event.say(question=_label(fact), for_person=str(sent.person_id))


def _put_otherwise(actor: Actor, aside: Aside, words: str) -> None:
    with acting(actor, events.ASKED_OTHERWISE, aside) as event:
        aside.words = words
        aside.save(update_fields=["words"])
        event.say(question=_label(aside.fact))


def take_question_back(actor: Actor, aside: Aside) -> None:
    """The client needs no answer of their lawyer any more."""
    with acting(actor, events.ASKS_NO_MORE, aside) as event:
        _settle([aside])
        event.say(question=_label(aside.fact))


def answer_client(actor: Actor, aside: Aside, *, words: str) -> None:
    """Answer what a client asks; they read it at the question, and answer that."""
    with transaction.atomic():
        with acting(actor, events.ANSWERED_CLIENT, aside) as event:
            aside.reply, aside.replied_at = words, now()
            aside.replied_by_id = actor.user_id
            aside.save(update_fields=["reply", "replied_at", "replied_by"])
            event.say(question=_label(aside.fact), for_person=str(aside.sent.person_id))
        _open_again(actor, aside.sent)


def ask_again(
    actor: Actor, sent: Sent, *, fact: str, entry: UUID | None, words: str
) -> None:
    """Ask a client about an answer once more, and say why; they read it at the question."""
    with transaction.atomic():
        with acting(actor, events.ASKED_AGAIN, sent) as event:
            before = _open(actor, sent, fact, entry, Aside.Kind.AGAIN)
            if before:
                _settle([before])
            event.made(_new(actor, sent, fact, entry, Aside.Kind.AGAIN, words))
            event.say(question=_label(fact), for_person=str(sent.person_id))
        _open_again(actor, sent)


def confirm_answer(actor: Actor, aside: Aside) -> None:
    """The client says that what we asked about again is right as it is."""
    with acting(actor, events.CONFIRMED, aside) as event:
        _settle([aside])
        event.say(question=_label(aside.fact), for_person=str(aside.sent.person_id))


def _open(
    actor: Actor,
    sent: Sent,
    fact: str,
    entry: UUID | None,
    kind: str = Aside.Kind.ASKED,
) -> Aside | None:
    said = asides_of(actor, [sent])[sent.pk]
    return of_kind(said.get((fact, str(entry or "")), ()), kind)


def _new(
    actor: Actor, sent: Sent, fact: str, entry: UUID | None, kind: str, words: str
) -> Aside:
    return Aside.objects.create(
        firm=actor.firm,
        case_id=sent.case_id,
        sent=sent,
        fact=fact,
        slot=str(entry or ""),
        kind=kind,
        words=words,
        said_by_id=actor.user_id,
        said_at=now(),
    )


def _settle(rows: Iterable[Aside]) -> None:
    for row in rows:
        row.settled_at = now()
        row.save(update_fields=["settled_at"])


def _open_again(actor: Actor, sent: Sent) -> None:
    """Something is to be answered, though they had sent their answers."""
    if sent.state == Sent.State.FINISHED:
        with acting(actor, events.REOPENED, sent) as event:
            sent.state, sent.finished_at = Sent.State.OPEN, None
            sent.save(update_fields=["state", "finished_at"])
            event.say(for_person=str(sent.person_id))
    note_progress(actor, sent, screen=sent.screen)


def _label(fact: str) -> dict[str, str]:
    return {**catalogue().entry(fact).labels}
