"""A paper that comes: its file, what is said of it, and its versions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Max

from harborlight.cases.models import Case
from harborlight.documents import events
from harborlight.documents.actions.asking import answered, still_asked
from harborlight.documents.actions.hearing import heard_at_once
from harborlight.documents.actions.pieces import Sent, keep_pieces
from harborlight.documents.actions.slots import title_of_slot
from harborlight.documents.models import (
    Document,
    Request,
    Slot,
    Version,
)
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.models import StoredFile
from harborlight.firm.vault.stored import is_held
from harborlight.firm.vault.uploads import take
from harborlight.law.expiry import good_until
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
    # What was seen in it: codes of papers.inspect_verdicts.NOTES.
    notes: Sequence[str] = ()


@dataclass(frozen=True)
class About:
    """What is said of a paper when it is sent."""

    issued_on: date | None = None
    country: str = ""
    language: str = ""
    tags: Sequence[str] = field(default_factory=tuple)
    # Answers to the firm's own questions: the id of each Detail, and its words.
    details: Mapping[str, str] = field(default_factory=dict)
    # The day of expiry that stands on it.
    expires_on: date | None = None
    # Who translated it, as whoever sent a translation wrote the name.
    translator: str = ""


def receive_document(
    actor: Actor,
    request: Request,
    *,
    checked: Checked,
    about: About,
    slot: str = Slot.ORIGINAL,
    pieces: Sequence[Sent] = (),
) -> Version:
    """Send a paper that was asked for, or a new version of it; the old one stays.

    slot: a `Slot`: the paper itself, its translation, or the translator's certificate.
    pieces: what the file was put together from, in its order; they are kept beside it.
    Raises NoLongerAsked where somebody has withdrawn the request meanwhile.
    """
    with acting(actor, events.RECEIVED, request) as event:
        still_asked(request)
        answered(request)
        document = _document_for(actor, request)
        if slot == Slot.ORIGINAL:
            describe(document, about)
        state = _arriving(checked)
        version = _add_version(actor, document, checked, about, slot=slot, state=state)
        keep_pieces(version, pieces)
        event.made(version)
        event.say(
            title=title_of_slot(request.title, slot),
            number=version.number,
            sha256=checked.file.sha256,
            **({"pieces": [one.file.sha256 for one in pieces]} if pieces else {}),
            for_person=str(request.person_id),
        )
    return version


def _arriving(checked: Checked) -> str:
    """It waits for review, or for the virus scanner first."""
    states = Version.State
    return states.CHECKING if is_held(checked.file) else states.RECEIVED


def _document_for(actor: Actor, request: Request) -> Document:
    """The paper that comes for a request; made when the first version does."""
    known = Document.objects.filter(request=request).order_by("pk").first()
    return known or Document.objects.create(
        firm=actor.firm,
        case_id=request.case_id,
        person_id=request.person_id,
        request=request,
        kind=request.kind,
        title=request.title.get("en") or request.kind,
    )


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
        describe(document, about)
        version = _add_version(
            actor, document, checked, about, state=Version.State.ACCEPTED
        )
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
        version = _add_version(
            actor,
            document,
            checked,
            _known_of(document),
            state=Version.State.ACCEPTED,
        )
        event.made(version)
        event.say(
            title=document.titles,
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


def describe(document: Document, about: About) -> None:
    """Keep what is said of a paper."""
    document.issued_on, document.country = about.issued_on, about.country
    document.language, document.tags = about.language, [*about.tags]
    document.details = dict(about.details)
    document.expires_on = about.expires_on
    note_expiry(document)
    about_it = ["issued_on", "country", "language", "tags", "details", "expires_on"]
    document.save(update_fields=[*about_it, *EXPIRY_FIELDS])


# What `note_expiry` counts; whoever calls it saves them.
EXPIRY_FIELDS = ("good_until", "expiry_warned")


def note_expiry(document: Document) -> None:
    """Count until when it is good; of another day than before the team is told anew."""
    day = good_until(
        document.kind, issued_on=document.issued_on, expires_on=document.expires_on
    )
    if day != document.good_until:
        document.good_until, document.expiry_warned = day, None


def _known_of(document: Document) -> About:
    """What is said of a paper already, where nothing is said of its new copy."""
    return About(
        document.issued_on,
        document.country,
        document.language,
        document.tags,
        document.details,
        document.expires_on,
    )


def _add_version(
    actor: Actor,
    document: Document,
    checked: Checked,
    about: About,
    *,
    state: str,
    slot: str = Slot.ORIGINAL,
) -> Version:
    # The document's row is held, so that two tabs get two numbers.
    Document.objects.select_for_update().get(pk=document.pk)
    take(checked.file)
    return Version.objects.create(
        firm=actor.firm,
        case_id=document.case_id,
        document=document,
        number=next_number_of(document),
        file=checked.file,
        name=checked.name,
        kind=checked.kind,
        pages=checked.pages,
        slot=slot,
        with_translation="translation" in about.tags,
        with_certificate="certificate" in about.tags,
        said=_as_kept(about),
        advice=[*checked.advice, *heard_at_once(document, checked.file, about)],
        notes=[*checked.notes],
        state=state,
        uploaded_at=now(),
        uploaded_by_id=actor.user_id,
    )


def _as_kept(about: About) -> dict[str, Any]:
    """What was said of a version, as `said_of` reads it again."""
    return {
        "issued_on": about.issued_on.isoformat() if about.issued_on else "",
        "country": about.country,
        "language": about.language,
        "tags": [*about.tags],
        "details": dict(about.details),
        **({"translator": about.translator} if about.translator else {}),
        **({"expires_on": about.expires_on.isoformat()} if about.expires_on else {}),
    }


def said_of(version: Version) -> About:
    """What was said of this version when it was sent."""
    said = version.said
    days = {name: _day(said.get(name, "")) for name in ("issued_on", "expires_on")}
    return About(**{**said, **days})


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def next_number_of(document: Document) -> int:
    """Versions may have been moved away, so they are not counted."""
    newest = Version.objects.filter(document=document).aggregate(n=Max("number"))["n"]
    return (newest or 0) + 1
