"""The record of a first talk: written, changed, finished, corrected; its next steps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from harborlight.cases.actions import put_on_team
from harborlight.cases.models import Access, Case, TeamMember
from harborlight.cases.readers import INQUIRY_READERS
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.models import User
from harborlight.inquiries import events
from harborlight.inquiries.consultations import RECORD, draft_word
from harborlight.inquiries.models import Consultation, Inquiry
from harborlight.people.models import Person
from harborlight.tasks.actions import set_task
from harborlight.tasks.models import Task


class AlreadyFinished(Exception):
    """A finished record is not changed; and each thing is done with it once."""


class ChangedMeanwhile(Exception):
    """Somebody changed the draft after the page was made."""


class NotWhole(Exception):
    """What a finished record must say is missing."""


def write_consultation(actor: Actor, case: Case, **said: Any) -> Consultation:
    """Write down a talk, as a draft. said: any of `RECORD`, as `Consultation` keeps it
    (fee in cents); held_on, how, took_part and goals at least. Raises AlreadyFinished."""
    _must_be_of_it(said)
    with acting(actor, events.CONSULTATION_WRITTEN, case) as event:
        if Inquiry.objects.filter(case=case, erased_at__isnull=False).exists():
            raise AlreadyFinished(
                gettext("What was told here is destroyed: nothing more is kept.")
            )
        record = Consultation.objects.create(
            firm=actor.firm,
            case=case,
            written_by_id=actor.account,
            written_at=now(),
            **said,
        )
        event.made(record)
        event.say(day=record.held_on.isoformat())
    return record


def change_consultation(
    actor: Actor, record: Consultation, *, seen: str | None = None, **said: Any
) -> None:
    """Change a draft: any of `RECORD`. seen: the word of what the writer had before them.

    Raises AlreadyFinished, ChangedMeanwhile.
    """
    _must_be_of_it(said)
    with _draft(record), acting(actor, events.CONSULTATION_CHANGED, record) as event:
        if seen is not None and seen != draft_word(record):
            raise ChangedMeanwhile(
                gettext(
                    "Somebody changed this draft meanwhile. Look at it in another window, "
                    "add what is theirs to yours, and keep it again."
                )
            )
        for name, value in said.items():
            setattr(record, name, value)
        record.save(update_fields=[*said])
        event.say(day=record.held_on.isoformat())


def finish_consultation(actor: Actor, record: Consultation) -> None:
    """Say that the record is right: nobody changes it any more. Raises NotWhole."""
    with _draft(record), acting(actor, events.CONSULTATION_FINISHED, record) as event:
        for value, why in _needed(record):
            if not value:
                raise NotWhole(why)
        record.finished_by_id, record.finished_at = actor.account, now()
        record.save(update_fields=["finished_by", "finished_at"])
        event.say(day=record.held_on.isoformat())


def correct_consultation(
    actor: Actor, record: Consultation, *, reason: str
) -> Consultation:
    """Begin a new version of a finished record; the old one stays as it is."""
    with _finished(record), acting(actor, events.CONSULTATION_CORRECTED, record) as e:
        if Consultation.objects.filter(corrects=record).exists():
            raise AlreadyFinished(gettext("There is a newer version of this record."))
        new = Consultation.objects.create(
            firm=actor.firm,
            case_id=record.case_id,
            version=record.version + 1,
            corrects=record,
            corrected_because=reason,
            written_by_id=actor.account,
            written_at=now(),
            **{name: getattr(record, name) for name in RECORD},
        )
        e.made(new)
        e.say(day=record.held_on.isoformat(), version=new.version)
    return new


def set_step(actor: Actor, record: Consultation, *, step: int) -> Task:
    """Make a task of an agreed step, for whoever does so; once."""
    with (
        _finished(record),
        acting(actor, events.CONSULTATION_STEP_SET, record) as event,
    ):
        steps = [dict(one) for one in record.steps]
        if not 0 <= step < len(steps) or steps[step].get("task"):
            raise AlreadyFinished(gettext("This step is a task already."))
        task = _task_of(actor, record.case, steps[step])
        steps[step]["task"] = str(task.pk)
        record.steps = steps
        record.save(update_fields=["steps"])
        event.say(day=record.held_on.isoformat())
    return task


def tell_steps(
    actor: Actor, record: Consultation, *, words: str, person: Person
) -> None:
    """Tell one person of the case the next steps, in the lawyer's words: it stands in
    their timeline, and in nobody else's."""
    with _finished(record), acting(actor, events.CONSULTATION_TOLD, record) as event:
        record.told, record.told_at = words, now()
        record.save(update_fields=["told", "told_at"])
        event.say(
            day=record.held_on.isoformat(),
            name=person.full_name,
            steps=words,
            for_person=str(person.pk),
        )


def _must_be_of_it(said: Mapping[str, Any]) -> None:
    if unknown := said.keys() - set(RECORD):
        raise TypeError(f"Not of a consultation: {sorted(unknown)}")


def _task_of(actor: Actor, case: Case, step: Mapping[str, str]) -> Task:
    """A task of a file is given to who is on its team: of an inquiry they are from now."""
    me = User.objects.get(pk=actor.account)
    on_team = TeamMember.objects.visible_in(actor, case).filter(user=me).exists()
    if case.access == Access.INQUIRY and not on_team:
        part = min(actor.roles & INQUIRY_READERS)
        put_on_team(actor, case, user=me, part=part)
    on = date.fromisoformat(step["on"]) if step["on"] else None
    return set_task(actor, case, title=step["what"], due_on=on, user=me)


def _needed(record: Consultation) -> list[tuple[str, str]]:
    """What a finished record says, and the sentence where it does not."""
    needed = [
        (record.found, gettext("Write what was found before you finish it.")),
        (record.advice, gettext("Write what advice was given before you finish it.")),
    ]
    if record.ending == Consultation.Ending.DECLINED:
        needed.append((record.why_not, gettext("Write why the firm does not take it.")))
    if record.ending == Consultation.Ending.TAKEN:
        needed.append((record.scope, gettext("Write what the firm offers to do.")))
    return needed


@contextmanager
def _held(record: Consultation) -> Iterator[Consultation]:
    """Of two who act at once one waits, and goes on from what the other left."""
    with transaction.atomic():
        rows = Consultation.objects.select_for_update(of=("self",))
        locked = rows.get(pk=record.pk)
        for name in (*RECORD, "finished_at", "finished_by_id", "told_at"):
            setattr(record, name, getattr(locked, name))
        yield locked


@contextmanager
def _draft(record: Consultation) -> Iterator[None]:
    with _held(record):
        if not record.is_draft:
            raise AlreadyFinished(
                gettext("This record is finished. Correct it with a new version.")
            )
        yield


@contextmanager
def _finished(record: Consultation) -> Iterator[None]:
    with _held(record):
        if record.is_draft:
            raise AlreadyFinished(gettext("Finish the record first."))
        yield
