"""The one door through which the record changes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import models, transaction
from django.utils.translation import gettext

from harborlight.firm.clock import now
from harborlight.firm.inserting import insert_rows
from harborlight.firm.models import Event, Firm, FirmRecord
from harborlight.firm.questions import answers
from harborlight.firm.vault.case_fields import CaseText
from harborlight.firm.vault.events import sealed_words

if TYPE_CHECKING:
    from harborlight.firm.actor import Actor
    from harborlight.firm.events import EventKind

Subject = FirmRecord | Firm
_cause: ContextVar[UUID | None] = ContextVar("cause", default=None)


class Refused(Exception):
    """The actor may not do this; the message says so to them."""


class Happening:
    """An event while it happens: say more about it, or what it made."""

    def __init__(self, event: Event, subject: Subject) -> None:
        self.event = event
        self.words: dict[str, Any] = {}
        self.changes: dict[str, list[str]] = {}
        # Under whose key the words are sealed, where no case's is.
        self.holder: UUID | None = None
        self.about(subject)

    @property
    def id(self) -> UUID:
        return self.event.pk

    def about(self, subject: Subject) -> None:
        """The event is about this, and belongs to its case."""
        self.event.subject_kind = subject._meta.label_lower
        self.event.subject_id = subject.pk
        self.event.case_id = getattr(subject, "case_id", None)
        self.holder = getattr(subject, "holds_words_of", None) or self.holder

    def held_by(self, holder: UUID | None) -> None:
        """The words tell of this person (or account) and nobody else: with their key
        gone, nobody reads them again."""
        self.holder = holder

    def made(self, record: FirmRecord) -> None:
        """The action made something new: the event is about that."""
        self.about(record)
        self.note(record)

    def note(self, record: FirmRecord, before: Mapping[str, str] | None = None) -> None:
        """Write down the values of one more row that the action changed."""
        after = values_of(record)
        prefix = (
            "" if record.pk == self.event.subject_id else f"{record._meta.model_name}."
        )
        for name, new in after.items():
            old = before.get(name) if before else None
            if old != new:
                self.changes[prefix + name] = [old or "", new]

    def say(self, **words: Any) -> None:
        """Words for the sentence of this event: names, numbers, days."""
        self.words |= words


def may(actor: Actor, kind: EventKind) -> bool:
    """Whether any of the actor's roles may cause this."""
    return bool(actor.roles & kind.by)


def must(actor: Actor, kind: EventKind, why: str = "") -> None:
    """Refuse at once whoever may not cause this, before they fill in a form for it.

    why: the sentence they read, in their language, where a page knows a better one.
    """
    if not may(actor, kind):
        raise _refused(actor, kind, why)


def _refused(actor: Actor, kind: EventKind, why: str = "") -> Refused:
    """What they read of it; the note is for whoever reads the log of errors."""
    refused = Refused(
        why
        or gettext(
            "Your part in this firm does not allow it. Nothing was changed. If you "
            "think it should, ask the firm's administrator."
        )
    )
    refused.add_note(f"{actor.name}: {kind.name}")
    return refused


def reaches(actor: Actor, subject: Subject) -> bool:
    """Whether the subject is the actor's firm, or a row of it that they reach."""
    if isinstance(subject, Firm):
        return subject.pk == actor.firm.pk
    if subject.firm_id != actor.firm.pk:
        return False
    model = type(subject)

    def theirs(pk: UUID) -> models.QuerySet[Any, Any]:
        rows = model.objects.visible_to(actor).filter(pk=pk)
        return rows.order_by().values_list("pk")[:1]

    return bool(answers((model, actor, "reaches"), theirs, subject.pk))


def hold_reached(actor: Actor, subject: Subject) -> bool:
    """`reaches`, and in the same question: nobody else changes the row before this
    transaction ends, and it says what the database says now."""
    if isinstance(subject, Firm) or subject.firm_id != actor.firm.pk:
        return False
    model = type(subject)

    def theirs(pk: UUID) -> models.QuerySet[Any, Any]:
        rows = model.objects.visible_to(actor).filter(pk=pk).order_by()
        return rows.select_for_update(no_key=True, of=("self",))

    found = answers((model, actor, "holds"), theirs, subject.pk)
    for row in found:
        for field, value in zip(model._meta.concrete_fields, row, strict=True):
            setattr(subject, field.attname, value)
    return bool(found)


@contextmanager
def acting(
    actor: Actor, kind: EventKind, subject: Subject, *, held: bool = False
) -> Iterator[Happening]:
    """Check, change, record: all of it happens or none of it does.

    held: read the subject anew, and nobody else changes it until this is over.
    Raises Refused if the actor's roles do not allow it, or they do not reach
    the subject. An action performed inside another names it as its cause.
    """
    must(actor, kind)
    if not held and not reaches(actor, subject):
        raise _refused(actor, kind)
    with transaction.atomic():
        if held and not hold_reached(actor, subject):
            raise _refused(actor, kind)
        before = values_of(subject)
        happening = Happening(_begun(actor, kind), subject)
        token = _cause.set(happening.id)
        try:
            yield happening
        finally:
            _cause.reset(token)
        if happening.event.subject_id == subject.pk:
            after = values_of(subject)
            for name in after:
                if before[name] != after[name]:
                    happening.changes.setdefault(name, [before[name], after[name]])
        _record(actor, happening)


def _begun(actor: Actor, kind: EventKind) -> Event:
    return Event(
        firm=actor.firm,
        at=now(),
        kind=kind.name,
        user_id=actor.user_id,
        role=", ".join(sorted(actor.roles & kind.by)),
        cause_id=_cause.get(),
        place=actor.place,
    )


def _record(actor: Actor, happening: Happening) -> None:
    """Seal what happened under the key of its case, and add it to the log.

    What clients do outside of a case is sealed under a key of their own.
    """
    content = {"who": actor.name, **happening.words, "changes": happening.changes}
    event = happening.event
    event.words = sealed_words(
        actor.firm,
        event,
        json.dumps(content, ensure_ascii=False, default=str),
        holder=happening.holder or (actor.user_id if actor.is_client else None),
    )
    insert_rows([event])


def values_of(subject: models.Model) -> dict[str, str]:
    """Every column as text; what must not be logged says only that it is there."""
    hidden: frozenset[str] = getattr(subject, "never_logged", frozenset())
    return {
        field.attname: _hidden(subject, field.attname)
        if field.name in hidden or _is_secret(field)
        else _as_text(getattr(subject, field.attname))
        for field in subject._meta.concrete_fields
        if field.attname not in ("id", "firm_id")
    }


def _is_secret(field: models.Field[Any, Any]) -> bool:
    """What is under the key of the case is told under it, too."""
    return isinstance(field, models.BinaryField) and not isinstance(field, CaseText)


def _as_text(value: Any) -> str:
    return "" if value is None else str(value)


def _hidden(subject: models.Model, name: str) -> str:
    """Tells a change from no change without telling the value to a reader."""
    value = getattr(subject, name)
    return "" if not value else "hidden"
