from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from harborlight.cases.models import Case
from harborlight.documents import events
from harborlight.documents.models import Document, Request, Version
from harborlight.firm.acting import Refused, acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.models import StoredFile
from harborlight.firm.vault.uploads import take
from harborlight.people.models import Person


@dataclass(frozen=True)
class Checked:
    """A file that was stored and found good (papers.inspection)."""

    file: StoredFile
    name: str
    kind: str
    pages: int
    # What whoever sent it may do better: codes of papers.inspect_verdicts.ADVICE.
    advice: Sequence[str] = ()


@dataclass(frozen=True)
class About:
    """What is said of a paper when it is sent."""

    issued_on: date | None = None
    country: str = ""
    language: str = ""
    tags: Sequence[str] = field(default_factory=tuple)


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


class NoLongerAsked(Refused):
    """Nobody is asked for this paper any more: nothing is taken for it."""


class NotReopened(Exception):
    """Only the newest version is opened again, and only if somebody had accepted it."""


def request_document(
    actor: Actor,
    case: Case,
    *,
    person: Person,
    kind: str,
    title: dict[str, str],
    purpose: dict[str, str] | None = None,
    advice: dict[str, str] | None = None,
    example: dict[str, str] | None = None,
    ladder: str = "",
    need: str = Request.Need.REQUIRED,
    due_on: date | None = None,
) -> Request:
    """Ask somebody for a paper."""
    with acting(actor, events.REQUESTED, case) as event:
        request = Request.objects.create(
            firm=actor.firm,
            case=case,
            person=person,
            kind=kind,
            title=title,
            purpose=purpose or {},
            advice=advice or {},
            example=example or {},
            ladder=ladder,
            need=need,
            due_on=due_on,
            position=Request.objects.filter(case=case).count(),
            asked_at=now(),
        )
        event.made(request)
        event.say(name=person.full_name, title=title, for_person=str(person.pk))
    return request


def say_cannot(actor: Actor, request: Request, *, why: str) -> None:
    """Say that a paper cannot be had, and why: somebody here thinks about what else will do.

    Raises NoLongerAsked where nobody asks for it any more.
    """
    with acting(actor, events.CANNOT, request) as event:
        row = _still_asked(request)
        request.cannot_since, request.cannot_why = now(), why
        request.answer = ""
        request.save(update_fields=["cannot_since", "cannot_why", "answer"])
        event.say(
            title=request.title,
            why=why,
            name=row.person.full_name,
            for_person=str(request.person_id),
        )


def ask_again(actor: Actor, request: Request, *, answer: str) -> None:
    """Answer somebody who cannot get a paper, and ask for it (or another one) again.

    Raises NoLongerAsked where nobody asks for it any more, or it came meanwhile.
    """
    with acting(actor, events.ASKED_AGAIN, request) as event:
        row = _still_asked(request)
        if row.cannot_since is None:
            raise NoLongerAsked(_("Somebody answered this, or the paper came."))
        request.cannot_since, request.answer = None, answer
        request.save(update_fields=["cannot_since", "answer"])
        event.say(
            title=request.title,
            answer=answer,
            name=row.person.full_name,
            for_person=str(request.person_id),
        )


def _still_asked(request: Request) -> Request:
    """The row, held; NoLongerAsked where somebody has withdrawn it meanwhile."""
    rows = Request.objects.select_for_update(of=("self",)).select_related("person")
    row = rows.get(pk=request.pk)
    if row.withdrawn_at:
        raise NoLongerAsked(_("We no longer ask for this."))
    return row


def withdraw_request(actor: Actor, request: Request) -> None:
    """No longer ask for a paper."""
    with acting(actor, events.REQUEST_WITHDRAWN, request) as event:
        request.withdrawn_at = now()
        request.save(update_fields=["withdrawn_at"])
        event.say(title=request.title, for_person=str(request.person_id))


def receive_document(
    actor: Actor, request: Request, *, checked: Checked, about: About
) -> Version:
    """Send a paper that was asked for, or a new version of it; the old one stays.

    Raises NoLongerAsked where somebody has withdrawn the request meanwhile.
    """
    with acting(actor, events.RECEIVED, request) as event:
        if _still_asked(request).cannot_since:
            request.cannot_since = None
            request.save(update_fields=["cannot_since"])
        document = Document.objects.filter(request=request).order_by("pk").first()
        if document is None:
            document = Document.objects.create(
                firm=actor.firm,
                case_id=request.case_id,
                person_id=request.person_id,
                request=request,
                kind=request.kind,
                title=request.title.get("en") or request.kind,
            )
        _describe(document, about)
        version = _add_version(actor, document, checked, Version.State.RECEIVED)
        event.made(version)
        event.say(
            title=request.title,
            number=version.number,
            sha256=checked.file.sha256,
            for_person=str(request.person_id),
        )
    return version


def file_document(
    actor: Actor,
    case: Case,
    *,
    kind: str,
    title: str | Mapping[str, str],
    checked: Checked,
    about: About,
    person: Person | None = None,
    shared: bool = False,
) -> Version:
    """Put a paper into the file that nobody was asked for: a notice, a signed form.

    title: as somebody called it, or what the house calls it in every language.
    """
    titles = {"en": title} if isinstance(title, str) else dict(title)
    with acting(actor, events.RECEIVED, case) as event:
        document = Document.objects.create(
            firm=actor.firm,
            case=case,
            person=person,
            kind=kind,
            title=titles["en"],
            shared=shared,
        )
        _describe(document, about)
        version = _add_version(actor, document, checked, Version.State.ACCEPTED)
        event.made(version)
        event.say(
            title=titles,
            number=1,
            sha256=checked.file.sha256,
            **({"for_person": str(person.pk)} if person and not shared else {}),
        )
    return version


def file_version(actor: Actor, document: Document, *, checked: Checked) -> Version:
    """Put a newer copy of a paper into the file that the office filed; the old one stays."""
    with acting(actor, events.RECEIVED, document) as event:
        version = _add_version(actor, document, checked, Version.State.ACCEPTED)
        event.made(version)
        event.say(
            title={"en": document.title},
            number=version.number,
            sha256=checked.file.sha256,
        )
    return version


def rename_document(actor: Actor, document: Document, *, title: str) -> None:
    """Call a paper that the office filed by another title."""
    with acting(actor, events.RENAMED, document) as event:
        event.say(was=document.title, title=title)
        document.title = title
        document.save(update_fields=["title"])


def refuse_file(actor: Actor, request: Request, *, why: str) -> None:
    """Write down that a file was not taken, and why; the file is not kept."""
    with acting(actor, events.REFUSED, request) as event:
        event.say(title=request.title, why=why)


def accept_version(actor: Actor, version: Version) -> None:
    """Find a version good."""
    with acting(actor, events.ACCEPTED, version) as event:
        _decide(actor, version, state=Version.State.ACCEPTED)
        event.say(**_words(version))


def return_version(
    actor: Actor, version: Version, *, reason: str, comment: str
) -> None:
    """Send a version back, with a reason that the client can read."""
    with acting(actor, events.RETURNED, version) as event:
        _decide(
            actor, version, state=Version.State.RETURNED, reason=reason, comment=comment
        )
        event.say(reason=comment, **_words(version))


def reopen_version(actor: Actor, version: Version, *, reason: str) -> None:
    """Take back that a version was found good: it waits for review again.

    Raises NotReopened where nobody had reviewed it, or a newer one came.
    """
    with acting(actor, events.REOPENED, version) as event:
        newer = Version.objects.filter(
            document=version.document_id, number__gt=version.number
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


def _decide(actor: Actor, version: Version, **decision: Any) -> None:
    """Of two people who decide at once, the first one did; the second one is told."""
    decided = Version.objects.filter(
        pk=version.pk, state=Version.State.RECEIVED
    ).update(reviewed_by=actor.user_id, reviewed_at=now(), **decision)
    version.refresh_from_db()
    if not decided:
        raise AlreadyReviewed(version)


def _words(version: Version) -> dict[str, Any]:
    document = version.document
    title = document.request.title if document.request else {"en": document.title}
    person: UUID | None = document.person_id
    return {
        "title": title,
        "number": version.number,
        **({"for_person": str(person)} if person else {}),
    }


def _describe(document: Document, about: About) -> None:
    document.issued_on, document.country = about.issued_on, about.country
    document.language, document.tags = about.language, [*about.tags]
    document.save(update_fields=["issued_on", "country", "language", "tags"])


def _add_version(
    actor: Actor, document: Document, checked: Checked, state: str
) -> Version:
    # The document's row is held, so that two tabs get two numbers.
    Document.objects.select_for_update().get(pk=document.pk)
    take(checked.file)
    return Version.objects.create(
        firm=actor.firm,
        case_id=document.case_id,
        document=document,
        number=Version.objects.filter(document=document).count() + 1,
        file=checked.file,
        name=checked.name,
        kind=checked.kind,
        pages=checked.pages,
        advice=[*checked.advice],
        state=state,
        uploaded_at=now(),
        uploaded_by_id=actor.user_id,
    )
