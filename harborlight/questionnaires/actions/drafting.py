"""The next version of a questionnaire: begun, changed, published or thrown away."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext

from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.questionnaires import events
from harborlight.questionnaires.actions.answering import note_progress
from harborlight.questionnaires.checking import faults
from harborlight.questionnaires.models import Questionnaire, QuestionnaireDraft, Sent
from harborlight.questionnaires.queries import newest, read
from harborlight.questionnaires.reading import read_unfinished
from harborlight.questionnaires.writing import plain


class ChangedByOthers(Exception):
    """The draft is not as it was seen. by, at: who changed it, and when.

    is_closed: it was published or thrown away.
    """

    def __init__(self, by: str, at: datetime, *, is_closed: bool) -> None:
        super().__init__(f"{by} changed the draft.")
        self.by, self.at, self.is_closed = by, at, is_closed


class NotWhole(Exception):
    """A draft that asks nonsense is not published; checking.py says what is wrong."""


class AlreadyAsked(Exception):
    """Somebody is asked the newest questions already."""


def begin_draft(actor: Actor, based_on: Questionnaire) -> QuestionnaireDraft:
    """Begin the next version of a questionnaire from this one; if one is begun, that."""
    rows = QuestionnaireDraft.objects.visible_to(actor)
    found = rows.filter(key=based_on.key, closed_at=None).first()
    if found is not None:
        return found
    with acting(actor, events.DRAFT_BEGUN, based_on) as event:
        definition, at = read(based_on), now()
        draft = QuestionnaireDraft.objects.create(
            firm=actor.firm,
            key=based_on.key,
            based_on=based_on,
            definition=plain(definition),
            begun_at=at,
            changed_at=at,
            changed_by_id=actor.user_id,
        )
        event.made(draft)
        event.say(name=dict(definition.title))
    return draft


def change_draft(
    actor: Actor,
    draft: QuestionnaireDraft,
    *,
    seen: int,
    definition: Mapping[str, Any],
    place: str,
) -> None:
    """Keep a draft as it is now.

    seen: how many changes whoever wrote it had seen; ChangedByOthers if there are more.
    place: what of it was changed, for the log.
    """
    with acting(actor, events.DRAFT_CHANGED, draft) as event:
        found = read_unfinished(dict(definition))
        _as_seen(draft, seen)
        draft.definition = dict(definition)
        draft.changes, draft.changed_at = seen + 1, now()
        draft.changed_by_id = actor.user_id
        draft.save()
        event.say(name=dict(found.title), place=place)


def publish_draft(
    actor: Actor, draft: QuestionnaireDraft, *, seen: int, note: str = ""
) -> Questionnaire:
    """Make the draft the version that new cases take; open cases keep theirs.

    NotWhole if something is wrong with it; ChangedByOthers as in `change_draft`.
    """
    with acting(actor, events.KEPT, draft) as event:
        _as_seen(draft, seen)
        number = newest(actor, draft.key).version + 1
        data = draft.definition | {"version": number}
        definition = read_unfinished(data)
        if any(faults(definition)):
            raise NotWhole
        row = Questionnaire.objects.create(
            firm=actor.firm,
            key=draft.key,
            version=number,
            definition=data,
            made_at=now(),
            made_by_id=actor.user_id,
            note=note,
        )
        draft.closed_at, draft.became = now(), row
        draft.save(update_fields=["closed_at", "became"])
        event.made(row)
        event.say(name=definition.title["en"], version=number)
    return row


def discard_draft(actor: Actor, draft: QuestionnaireDraft, *, seen: int) -> None:
    """Throw a draft away; the version in use stays. ChangedByOthers as before."""
    with acting(actor, events.DRAFT_DISCARDED, draft) as event:
        _as_seen(draft, seen)
        draft.closed_at = now()
        draft.save(update_fields=["closed_at"])
        event.say(name=dict(read_unfinished(draft.definition).title))


def renew_questions(actor: Actor, sent: Sent) -> Questionnaire:
    """Ask somebody the newest version from now on.

    What they answered are facts, and stays; how far they are is counted anew, and they
    are told. AlreadyAsked if it is the newest, or they were sent that one too.
    """
    with acting(actor, events.RENEWED, sent) as event:
        row = newest(actor, sent.questionnaire.key)
        theirs = Sent.objects.visible_in(actor, sent.case).filter(
            party=sent.party_id, questionnaire=row
        )
        if sent.state == Sent.State.FINISHED or theirs.exists():
            raise AlreadyAsked
        sent.questionnaire, sent.is_changed = row, True
        sent.save(update_fields=["questionnaire", "is_changed"])
        note_progress(actor, sent, screen=sent.screen)
        event.say(
            name=sent.person.full_name,
            version=row.version,
            for_person=str(sent.person_id),
        )
    return row


def _as_seen(draft: QuestionnaireDraft, seen: int) -> None:
    """Nobody overwrites what they have not seen, and nothing is done to what is over."""
    rows = QuestionnaireDraft.objects.select_for_update(of=("self",))
    there = rows.select_related("changed_by").get(pk=draft.pk)
    if there.changes != seen or there.closed_at is not None:
        by = there.changed_by.name if there.changed_by else gettext("Somebody")
        is_closed = there.closed_at is not None
        at = there.closed_at or there.changed_at
        raise ChangedByOthers(by, at, is_closed=is_closed)
