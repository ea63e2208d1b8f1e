"""Keeping what was made of files here: new versions, what they were made of, and the event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from harborlight.documents.actions.receiving import next_number_of
from harborlight.documents.models import (
    Document,
    MadeFrom,
    Slot,
    Version,
    pages_in_words,
)
from harborlight.firm.acting import Happening
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.vault.stored import keep_bytes, note_made_of
from harborlight.papers.inspection import safe_name


@dataclass(frozen=True)
class MadePdf:
    """A PDF that was made here (documents/making.py), and how many pages it has."""

    data: bytes
    pages: int


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
    # A page that was drawn anew is ours; any other has bytes in it that a stranger sent.
    if how != MadeFrom.How.REDACTED:
        note_made_of(version.file, [source.file for source, _pages in sources])
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
    texts = [one.titles for one in documents]
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
