"""The next version of a playbook: begun, changed, published or thrown away."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext

from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.workflow import events
from harborlight.workflow.models import Playbook, PlaybookDraft
from harborlight.workflow.playbook_checks import faults
from harborlight.workflow.playbook_shape import shape_faults
from harborlight.workflow.playbooks import BadPlaybook, course

Row = Mapping[str, Any]


class ChangedByOthers(Exception):
    """The draft is not as it was seen. by, at: who changed it, and when.

    is_closed: it was published or thrown away.
    """

    def __init__(self, by: str, at: datetime, *, is_closed: bool) -> None:
        super().__init__(f"{by} changed the draft.")
        self.by, self.at, self.is_closed = by, at, is_closed


class KeyTaken(Exception):
    """Another playbook, or a draft of one, has this name already."""


def keep_playbook(actor: Actor, *, definition: Row) -> Playbook:
    """Add a playbook, or its next version; the versions before it stay."""
    with acting(actor, events.PLAYBOOK_KEPT, actor.firm) as event:
        found = course(definition)
        playbook = Playbook.objects.create(
            firm=actor.firm,
            key=found.key,
            version=found.version,
            definition=dict(definition),
            made_at=now(),
        )
        event.made(playbook)
        event.say(name=found.name["en"], version=found.version)
    return playbook


def begin_draft(
    actor: Actor, based_on: Playbook, *, key: str = "", name: Row | None = None
) -> PlaybookDraft:
    """Begin the next version of a playbook; if one is begun, that.

    key, name: of a copy, which becomes a playbook of its own. KeyTaken if another has it.
    """
    if not key:
        rows = PlaybookDraft.objects.visible_to(actor)
        found = rows.filter(key=based_on.key, closed_at=None).first()
        if found is not None:
            return found
    definition = dict(based_on.definition)
    if key:
        _must_be_free(key)
        definition |= {"key": key, "version": 1, "name": dict(name or {})}
    return _begin(actor, definition, based_on)


def take_in(actor: Actor, *, definition: Row) -> PlaybookDraft:
    """Begin a playbook from a file. KeyTaken if the firm has one of this name."""
    _must_be_free(definition["key"])
    return _begin(actor, {**definition, "version": 1}, None)


def change_draft(
    actor: Actor, draft: PlaybookDraft, *, seen: int, definition: Row, place: str
) -> None:
    """Keep a draft as it is now.

    seen: how many changes whoever wrote it had seen; ChangedByOthers if there are more.
    place: what of it was changed, for the log. BadPlaybook if it has another shape.
    """
    with acting(actor, events.DRAFT_CHANGED, draft) as event:
        if wrong := [*shape_faults(definition)]:
            raise BadPlaybook(wrong[0].reason, wrong)
        _as_seen(draft, seen)
        fixed = {"key": draft.key, "version": draft.definition["version"]}
        draft.definition = {**definition, **fixed}
        draft.changes, draft.changed_at = seen + 1, now()
        draft.changed_by_id = actor.user_id
        draft.save()
        event.say(name=dict(draft.definition["name"]), place=place)


def publish_draft(
    actor: Actor, draft: PlaybookDraft, *, seen: int, note: str = ""
) -> Playbook:
    """Make the draft the version that new cases take; open cases keep theirs.

    BadPlaybook if something is wrong with it; ChangedByOthers as in `change_draft`.
    """
    with acting(actor, events.PLAYBOOK_KEPT, draft) as event:
        _as_seen(draft, seen)
        newest = Playbook.objects.filter(key=draft.key).order_by("-version").first()
        number = newest.version + 1 if newest else 1
        data = draft.definition | {"version": number}
        if wrong := faults(data):
            raise BadPlaybook(wrong[0].reason, wrong)
        row = Playbook.objects.create(
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
        event.say(name=data["name"]["en"], version=number)
    return row


def discard_draft(actor: Actor, draft: PlaybookDraft, *, seen: int) -> None:
    """Throw a draft away; the version in use stays. ChangedByOthers as before."""
    with acting(actor, events.DRAFT_DISCARDED, draft) as event:
        _as_seen(draft, seen)
        draft.closed_at = now()
        draft.save(update_fields=["closed_at"])
        event.say(name=dict(draft.definition["name"]))


def _begin(actor: Actor, definition: Row, based_on: Playbook | None) -> PlaybookDraft:
    with acting(actor, events.DRAFT_BEGUN, based_on or actor.firm) as event:
        at = now()
        draft = PlaybookDraft.objects.create(
            firm=actor.firm,
            key=definition["key"],
            based_on=based_on,
            definition=dict(definition),
            begun_at=at,
            changed_at=at,
            changed_by_id=actor.user_id,
        )
        event.made(draft)
        event.say(name=dict(definition["name"]))
    return draft


def _must_be_free(key: str) -> None:
    drafts = PlaybookDraft.objects.filter(key=key, closed_at=None)
    if drafts.exists() or Playbook.objects.filter(key=key).exists():
        said = gettext(
            "The firm has a playbook named “%(key)s” already. Choose another."
        )
        raise KeyTaken(said % {"key": key})


def _as_seen(draft: PlaybookDraft, seen: int) -> None:
    """Nobody overwrites what they have not seen, and nothing is done to what is over."""
    rows = PlaybookDraft.objects.select_for_update(of=("self",))
    there = rows.select_related("changed_by").get(pk=draft.pk)
    if there.changes != seen or there.closed_at is not None:
        by = there.changed_by.name if there.changed_by else gettext("Somebody")
        is_closed = there.closed_at is not None
        at = there.closed_at or there.changed_at
        raise ChangedByOthers(by, at, is_closed=is_closed)
