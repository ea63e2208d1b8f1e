"""Whether a version is good: accepted, sent back, moved, opened again."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from harborlight.documents import events
from harborlight.documents.actions.asking import answered, close_links, still_asked
from harborlight.documents.actions.receiving import (
    _document_for,
    describe,
    next_number_of,
    said_of,
)
from harborlight.documents.actions.slots import title_of_slot
from harborlight.documents.models import Document, Request, Slot, Version
from harborlight.firm.acting import Refused, acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.people.models import Person


class AlreadyReviewed(Exception):
    """Somebody else decided on this version a moment ago; nothing was changed."""

    def __init__(self, version: Version) -> None:
        super().__init__(_("Somebody else has just decided on this version."))
        self.version = version

    @property
    def by(self) -> str:
        """Who was quicker."""
        who = self.version.reviewed_by
        return who.name if who else _("Somebody")


class NotReopened(Exception):
    """Only the newest version is opened again, and only if somebody had accepted it."""


def accept_version(
    actor: Actor, version: Version, *, seconds: int | None = None
) -> None:
    """Find a version good. seconds: how long the look took, where it was measured."""
    with acting(actor, events.ACCEPTED, version) as event:
        _decide(actor, version, state=Version.State.ACCEPTED, took_seconds=seconds)
        if version.document.request is not None:
            answered(version.document.request)
            close_links(version.document.request)
        event.say(**_words(version))


def return_version(
    actor: Actor,
    version: Version,
    *,
    reason: str,
    comment: str,
    seconds: int | None = None,
) -> None:
    """Send a version back, with a reason that the client can read.

    seconds: how long the look took, where it was measured.
    """
    with acting(actor, events.RETURNED, version) as event:
        state = Version.State.RETURNED
        said = {"reason": reason, "comment": comment, "took_seconds": seconds}
        _decide(actor, version, state=state, **said)
        event.say(reason=comment, **_words(version))


def reopen_version(actor: Actor, version: Version, *, reason: str) -> None:
    """Take back that a version was found good: it waits for review again.

    Raises NotReopened where nobody had reviewed it, or a newer one came.
    """
    with acting(actor, events.REOPENED, version) as event:
        newer = Version.objects.filter(
            document=version.document_id,
            slot=version.slot,
            number__gt=version.number,
        )
        accepted = Version.objects.filter(
            pk=version.pk, state=Version.State.ACCEPTED, reviewed_at__isnull=False
        )
        if newer.exists() or not accepted.update(
            state=Version.State.RECEIVED, reviewed_at=None, reviewed_by=None
        ):
            raise NotReopened(_("This version is not the accepted one any more."))
        version.refresh_from_db()
        event.say(reason=reason, **_words(version))


def move_version(
    actor: Actor,
    version: Version,
    *,
    to: Request | None,
    reason: str,
    kind: str = "other",
    title: str = "",
    person: Person | None = None,
) -> None:
    """Put a version that waits for review where it belongs: it is another paper.

    to: something else that is asked for in the case, of whomever; None: nobody asked for
    it, and it is a paper of this kind and title, about this person or the whole case.
    What was said of the paper goes with it. Raises AlreadyReviewed, or NoLongerAsked
    where it was withdrawn.
    """
    with acting(actor, events.MOVED, version) as event:
        if (asked := version.document.request) and asked.is_signed_form:
            raise Refused(_("Signed pages of a form belong to that form."))
        titles = to.title if to else {"en": title}
        event.say(to=titles, reason=reason, **_words(version))
        into = _moved_into(actor, version, to, kind, title, person)
        Document.objects.select_for_update().get(pk=into.pk)
        number = next_number_of(into)
        moved = Version.objects.filter(pk=version.pk, state=Version.State.RECEIVED)
        if not moved.update(document=into, number=number):
            version.refresh_from_db()
            raise AlreadyReviewed(version)
        # What was said of a paper that was there before stays as it is.
        others = Version.objects.filter(document=into, slot=Slot.ORIGINAL)
        is_first = not others.exclude(pk=version.pk).exists()
        if is_first and version.slot == Slot.ORIGINAL:
            describe(into, said_of(version))
        if to is not None:
            answered(to)
        version.refresh_from_db()


def _moved_into(
    actor: Actor,
    version: Version,
    to: Request | None,
    kind: str,
    title: str,
    person: Person | None,
) -> Document:
    """The paper that the version becomes one of."""
    if to is None:
        return Document.objects.create(
            firm=actor.firm,
            case_id=version.case_id,
            person=person,
            kind=kind,
            title=title,
        )
    row = still_asked(to)
    if row.case_id != version.case_id:
        raise Refused(_("Choose something that is asked for in this case."))
    return _document_for(actor, to)


def _decide(actor: Actor, version: Version, **decision: Any) -> None:
    """Of two people who decide at once, the first one did; the second one is told."""
    if "comment" in decision:
        comment = Version._meta.get_field("comment")
        decision["comment"] = comment.sealed(version, decision["comment"])
    decided = Version.objects.filter(
        pk=version.pk, state=Version.State.RECEIVED
    ).update(reviewed_by=actor.user_id, reviewed_at=now(), **decision)
    version.refresh_from_db()
    if not decided:
        raise AlreadyReviewed(version)


def _words(version: Version) -> dict[str, Any]:
    document = version.document
    person: UUID | None = document.person_id
    return {
        "title": title_of_slot(document.titles, version.slot),
        "number": version.number,
        **({"for_person": str(person)} if person else {}),
    }
