"""Files put in order: split, put together, turned, or copied with something hidden.

What came stays byte for byte. What is made is a new version, which says of which pages of
which version it was made; the event says the hashes of both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from harborlight.documents import events
from harborlight.documents.actions.asking import answered, still_asked
from harborlight.documents.actions.made import (
    MadePdf,
    _bring,
    _from,
    _keep,
    _set_aside,
    _tell,
    _titles,
)
from harborlight.documents.actions.receiving import (
    _document_for,
    describe,
    next_number_of,
    said_of,
)
from harborlight.documents.actions.reviewing import AlreadyReviewed, _words
from harborlight.documents.models import (
    REDACTED,
    Document,
    MadeFrom,
    Request,
    Version,
    pages_in_words,
)
from harborlight.firm.acting import Refused, acting
from harborlight.firm.actor import Actor
from harborlight.papers.redacting import Box

How = MadeFrom.How


class AlreadyCopied(Exception):
    """A redacted copy of it was made since the page was opened; this one was not."""

    def __init__(self, copy: Version) -> None:
        super().__init__(_("A redacted copy of this was made a moment ago."))
        self.copy = copy


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
        _stand_beside(held, homes)
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
    order: Sequence[Version],
    made: MadePdf,
) -> Version:
    """Put several files together as a new version of the paper that one of them is of.

    order: this version and all others, as they follow each other in what was made.
    Raises AlreadyReviewed; Refused where they are not of one person in one case.
    """
    with acting(actor, events.JOINED, version) as event:
        held = [_held(one) for one in order]
        this = next(one for one in held if one.pk == version.pk)
        about = (this.case_id, this.document.person_id)
        for one in held:
            if (one.case_id, one.document.person_id) != about:
                raise Refused(_("Choose files of the same person in this case."))
            if one.document_id != this.document_id:
                _bring(one, this.document)
        sources = [(one, one.page_numbers) for one in held]
        new = _keep(actor, this.document, made, this, holds=held)
        _from(new, How.JOINED, sources)
        for one in held:
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
        sources = [(held, held.page_numbers)]
        _from(new, How.TURNED, sources)
        _set_aside(held)
        event.say(turns=dict(turns), made_number=new.number, **_words(version))
        _tell(event, [new], sources)
    return new


def redact_version(
    actor: Actor,
    version: Version,
    *,
    boxes: Sequence[Box],
    made: MadePdf,
    seen: int | None = None,
) -> Version:
    """Make a copy in which something is hidden: a paper of its own, and marked as such.

    seen: how many such copies there were when it was asked for; where there are more
    now, raises AlreadyCopied.
    """
    with acting(actor, events.REDACTED, version) as event:
        _none_since(version, seen)
        was = version.document
        copy = Document.objects.create(
            firm=actor.firm,
            case_id=was.case_id,
            person_id=was.person_id,
            kind=was.kind,
            title=f"{was.title.removesuffix(REDACTED)[:180]}{REDACTED}",
        )
        describe(copy, said_of(version))
        sources = [(version, version.page_numbers)]
        new = _keep(actor, copy, made, version, redacted=True)
        _from(new, How.REDACTED, sources)
        hidden = sorted({box.page for box in boxes})
        event.say(pages=pages_in_words(hidden), places=len(boxes), **_words(version))
        _tell(event, [new], sources)
    return new


def _none_since(version: Version, seen: int | None) -> None:
    Version.objects.select_for_update(of=("self",)).get(pk=version.pk)
    copies = MadeFrom.objects.filter(source=version, how=How.REDACTED, position=0)
    if seen is not None and copies.count() > seen:
        newest = copies.select_related("version__uploaded_by")
        raise AlreadyCopied(newest.latest("version__uploaded_at").version)


def _held(version: Version) -> Version:
    """The row as it is now, for this transaction alone. Raises AlreadyReviewed."""
    rows = Version.objects.select_for_update(of=("self",))
    row = rows.select_related("document__request", "file").get(pk=version.pk)
    if row.state != version.state:
        version.refresh_from_db()
        raise AlreadyReviewed(version)
    return row


def _stand_beside(version: Version, homes: Sequence[Document]) -> None:
    """Let the whole file stand with pages of it; never as the paper of somebody else."""
    person = version.document.person_id
    own = [one for one in homes if one.person_id == person]
    if own and version.document not in own:
        _bring(version, own[0])


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
