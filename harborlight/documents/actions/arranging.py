"""Files put in order: split, put together, turned, or copied with something hidden.

What came stays byte for byte. What is made is a new version, which says of which pages of
which version it was made; the event says the hashes of both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from django.utils.translation import gettext as _

from harborlight.documents import events
from harborlight.documents.actions.asking import answered, still_asked
from harborlight.documents.actions.receiving import (
    _document_for,
    describe,
    next_number_of,
    said_of,
)
from harborlight.documents.actions.reviewing import AlreadyReviewed, _words
from harborlight.documents.models import (
    Document,
    MadeFrom,
    Request,
    Slot,
    Version,
    pages_in_words,
)
from harborlight.firm.acting import Happening, Refused, acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.vault.stored import keep_bytes
from harborlight.papers.inspection import safe_name
from harborlight.papers.redacting import Box

How = MadeFrom.How


@dataclass(frozen=True)
class MadePdf:
    """A PDF that was made here (documents/making.py), and how many pages it has."""

    data: bytes
    pages: int


@dataclass(frozen=True)
class Part:
    """Some pages of a file, and which paper they are.

    to: what they were asked for; else a title: of a paper that nobody asked for; else
    they are of what the file was sent as, and this part of it (the same one, if "").
    """

    made: MadePdf
    pages: Sequence[int]
    to: Request | None = None
    title: str = ""
    slot: str = ""


def split_version(
    actor: Actor, version: Version, *, parts: Sequence[Part]
) -> list[Version]:
    """Put the pages of a file that holds several papers where they belong.

    Raises AlreadyReviewed, or NoLongerAsked where something is not asked for any more.
    """
    with acting(actor, events.SPLIT, version) as event:
        held = _held(version)
        homes = [_home(actor, held, part) for part in parts]
        if held.document not in homes:
            _bring(held, homes[0])
        made = [
            _keep(actor, home, part.made, held, pages=part.pages, slot=part.slot)
            for home, part in zip(homes, parts, strict=True)
        ]
        for one, part in zip(made, parts, strict=True):
            _from(one, How.SPLIT, [(held, part.pages)])
        _set_aside(held)
        event.say(parts=_titles(homes), **_words(version))
        _tell(event, made, [(held, part.pages) for part in parts])
    return made


def join_versions(
    actor: Actor,
    version: Version,
    *,
    others: Sequence[Version],
    made: MadePdf,
    taken: Sequence[tuple[Version, Sequence[int]]],
) -> Version:
    """Put several files together as a new version of the paper that the first one is of.

    taken: the version and all others in their order, each with its pages.
    Raises AlreadyReviewed; Refused where they are not of one person in one case.
    """
    with acting(actor, events.JOINED, version) as event:
        held = {one.pk: _held(one) for one in (version, *others)}
        first = held[version.pk]
        about = (first.case_id, first.document.person_id)
        for one in held.values():
            if (one.case_id, one.document.person_id) != about:
                raise Refused(_("Choose files of the same person in this case."))
            if one.document_id != first.document_id and one.waits:
                _bring(one, first.document)
        sources = [(held[one.pk], pages) for one, pages in taken]
        new = _keep(actor, first.document, made, first, holds=[*held.values()])
        _from(new, How.JOINED, sources)
        for one in held.values():
            _set_aside(one)
        event.say(files=len(held), made_number=new.number, **_words(version))
        _tell(event, [new], sources)
    return new


def turn_pages(
    actor: Actor, version: Version, *, turns: Mapping[int, int], made: MadePdf
) -> Version:
    """Turn pages of a file, in a new version of the same paper.

    turns: by how much, clockwise, for each page that was turned. Raises AlreadyReviewed.
    """
    with acting(actor, events.TURNED, version) as event:
        held = _held(version)
        new = _keep(actor, held.document, made, held, holds=[held])
        pages = [*range(1, held.pages + 1)]
        _from(new, How.TURNED, [(held, pages)])
        _set_aside(held)
        event.say(turns=dict(turns), made_number=new.number, **_words(version))
        _tell(event, [new], [(held, pages)])
    return new


def redact_version(
    actor: Actor, version: Version, *, boxes: Sequence[Box], made: MadePdf
) -> Version:
    """Make a copy in which something is hidden: a paper of its own, and marked as such."""
    with acting(actor, events.REDACTED, version) as event:
        was = version.document
        copy = Document.objects.create(
            firm=actor.firm,
            case_id=was.case_id,
            person_id=was.person_id,
            kind=was.kind,
            title=f"{was.title[:180]} (redacted copy)",
        )
        describe(copy, said_of(version))
        pages = [*range(1, version.pages + 1)]
        new = _keep(actor, copy, made, version, redacted=True)
        _from(new, How.REDACTED, [(version, pages)])
        hidden = sorted({box.page for box in boxes})
        event.say(pages=pages_in_words(hidden), places=len(boxes), **_words(version))
        _tell(event, [new], [(version, pages)])
    return new


def _held(version: Version) -> Version:
    """The row as it is now, for this transaction alone. Raises AlreadyReviewed."""
    rows = Version.objects.select_for_update(of=("self",))
    row = rows.select_related("document__request", "file").get(pk=version.pk)
    if row.state != version.state:
        version.refresh_from_db()
        raise AlreadyReviewed(version)
    return row


def _home(actor: Actor, version: Version, part: Part) -> Document:
    """The paper that some pages belong to; made where nothing came for it so far."""
    if part.to is None and not part.title:
        return version.document
    if part.to is None:
        home = Document.objects.create(
            firm=actor.firm,
            case_id=version.case_id,
            person_id=version.document.person_id,
            kind="other",
            title=part.title,
        )
    else:
        row = still_asked(part.to)
        if row.case_id != version.case_id:
            raise Refused(_("Choose something that is asked for in this case."))
        answered(part.to)
        home = _document_for(actor, part.to)
    # What was said of a paper that was there before stays as it is.
    if next_number_of(home) == 1:
        describe(home, said_of(version))
    return home


def _bring(version: Version, document: Document) -> None:
    """Let a file that waits stand where what is made of it goes, before that."""
    if version.waits:
        Document.objects.select_for_update().get(pk=document.pk)
        version.document, version.number = document, next_number_of(document)
        version.save(update_fields=["document", "number"])


def _keep(
    actor: Actor,
    document: Document,
    made: MadePdf,
    source: Version,
    *,
    pages: Sequence[int] = (),
    slot: str = "",
    holds: Sequence[Version] = (),
    redacted: bool = False,
) -> Version:
    """A new version of what was made. holds: versions all of whose pages are in it."""
    Document.objects.select_for_update().get(pk=document.pk)
    same = document.pk == source.document_id
    slot = slot or (source.slot if same else Slot.ORIGINAL)
    ends = "redacted" if redacted else f"p{pages_in_words([*pages])}" if pages else ""
    return Version.objects.create(
        firm=actor.firm,
        case_id=document.case_id,
        document=document,
        number=next_number_of(document),
        slot=slot,
        with_translation=_has(holds, "with_translation", Slot.TRANSLATION),
        with_certificate=_has(holds, "with_certificate", Slot.CERTIFICATE),
        file=keep_bytes(actor.firm, document.case_id, made.data),
        name=safe_name(f"{PurePath(source.name).stem[:100]} {ends}".strip() + ".pdf"),
        kind="pdf",
        pages=made.pages,
        said=dict(source.said),
        uploaded_at=now(),
        uploaded_by_id=actor.user_id,
        **_standing(actor, source, good=same and slot == source.slot, filed=redacted),
    )


def _has(holds: Sequence[Version], name: str, slot: str) -> bool:
    """Whether one of the files has this part of the paper in it, or is it."""
    return any(getattr(one, name) or one.slot == slot for one in holds)


def _standing(
    actor: Actor, source: Version, *, good: bool, filed: bool
) -> dict[str, Any]:
    """What was accepted stays it as the same paper; all else somebody looks at."""
    if filed:
        return {"state": Version.State.ACCEPTED}
    if good and source.state == Version.State.ACCEPTED:
        decided = {"reviewed_at": now(), "reviewed_by_id": actor.user_id}
        return {"state": Version.State.ACCEPTED, **decided}
    return {"state": Version.State.RECEIVED}


def _from(
    version: Version, how: str, sources: Sequence[tuple[Version, Sequence[int]]]
) -> None:
    for position, (source, pages) in enumerate(sources):
        MadeFrom.objects.create(
            firm_id=version.firm_id,
            case_id=version.case_id,
            version=version,
            position=position,
            source=source,
            how=how,
            pages=[*pages],
        )


def _set_aside(version: Version) -> None:
    """Nobody has to look at it any more: what was made of it is looked at."""
    if version.waits:
        version.state = Version.State.ARRANGED
        version.save(update_fields=["state"])


def _titles(documents: Sequence[Document]) -> dict[str, str]:
    """What the papers are called, in every language in which one has a name."""
    texts = [
        one.request.title if one.request else {"en": one.title} for one in documents
    ]
    languages = {code for text in texts for code in text}
    return {
        code: "; ".join(text.get(code) or text.get("en", "") for text in texts)
        for code in sorted(languages)
    }


def _tell(
    event: Happening,
    made: Sequence[Version],
    sources: Sequence[tuple[Version, Sequence[int]]],
) -> None:
    """Of what it was made and what it is, by their hashes."""
    for one in made:
        event.note(one)
    event.say(
        made=[
            {"version": one.key, "number": one.number, "sha256": one.file.sha256}
            for one in made
        ],
        sources=[
            {"version": one.key, "sha256": one.file.sha256, "pages": [*pages]}
            for one, pages in sources
        ],
    )
