"""Photos and scans that become one paper: looked into, put together, kept as they came.

No database is asked while the work is done: it is done beside Django's thread.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from harborlight.documents.actions import Checked
from harborlight.documents.checking import (
    LIMITS,
    NOT_LENT,
    FileRefused,
    judged,
    look_into,
    too_large,
)
from harborlight.documents.models import Piece, Version
from harborlight.documents.taking import taken
from harborlight.firm.actor import Actor
from harborlight.firm.models import Upload
from harborlight.firm.tenancy import current_firm
from harborlight.firm.vault.stored import keep_bytes, note_made_of, unchecked
from harborlight.firm.vault.streams import SealedFile
from harborlight.papers import sandbox
from harborlight.papers.gathering import WHOLE, Cut, bound_apart, leaf_apart
from harborlight.papers.inspect_verdicts import Limits, Refusal
from harborlight.papers.inspection import inspect_apart

# Of harborlight/api/purposes.py: the reference is the key of the request.
PURPOSE = "document-piece"
# More are a book, and are scanned as one.
MOST_PIECES = 40


@dataclass(frozen=True)
class Laid:
    """A photo or scan that has arrived, and how it lies: `turned` in degrees clockwise,
    `cut` as papers.gathering says."""

    upload: Upload
    turned: int = 0
    cut: Cut = WHOLE

    @property
    def kind(self) -> str:
        """By its content; "" where nobody has looked yet."""
        return str((self.upload.seen or {}).get("kind") or "")


Opened = tuple[Laid, SealedFile]


@dataclass(frozen=True)
class Put:
    """What came of putting pieces together. seen: what was seen in each, by its key.

    pdf: all of them, or None; then `wrong` is the key of the piece that could not be
    read, or "" where it is the whole, and `why` says what is wrong with it.
    """

    seen: Mapping[str, Any]
    pdf: bytes | None = None
    whole: Any = None
    wrong: str = ""
    why: Refusal | None = None


def look(laid: Sequence[Opened], limits: Limits) -> Put:
    """Look into those that nobody has looked into yet."""
    return Put({one.upload.key: _seen(one, file, limits) for one, file in laid})


def put_together(laid: Sequence[Opened], limits: Limits) -> Put:
    """One PDF of all of them, in their order, if each of them is one that we take."""
    seen = look(laid, limits).seen
    if any(one.get("refusal") for one in seen.values()):
        return Put(seen)
    leaves: list[bytes] = []
    for one, file in laid:
        made = _leaf(one, file, str(seen[one.upload.key]["kind"]))
        if isinstance(made, Refusal):
            return Put(seen, wrong=one.upload.key, why=made)
        leaves.append(made)
        if (length := sum(map(len, leaves))) > limits.bytes:
            return Put(seen, why=too_large(length, limits))
    whole = bound_apart(leaves, most=limits.bytes)
    if isinstance(whole, Refusal):
        return Put(seen, why=whole)
    with sandbox.in_memory([whole], most=len(whole)) as plain:
        found = inspect_apart(plain, "together.pdf", limits=limits)
    return Put(seen, pdf=whole, whole=found.as_plain(), why=found.refusal)


def with_files(laid: Sequence[Laid]) -> list[Opened]:
    """Each with what opens its file: asks the database, so it is done before the work."""
    return [(one, unchecked(one.upload.file)) for one in laid]


def kept(
    actor: Actor, case_id: UUID, put: Put, laid: Sequence[Laid], name: str
) -> Checked:
    """Keep the whole. FileRefused where it is none that we take."""
    if put.why or put.pdf is None:
        raise FileRefused(put.why or Refusal("damaged"))
    file = keep_bytes(actor.firm, case_id, put.pdf)
    note_made_of(file, [one.upload.file for one in laid])
    checked = judged(file, name, put.whole)
    advice = {
        code: None for one in laid for code in (one.upload.seen or {}).get("advice", ())
    }
    return Checked(file, checked.name, checked.kind, checked.pages, [*advice])


def refusal_of(upload: Upload) -> Refusal | None:
    """Why this one is not taken; None where it is, or nobody has looked."""
    if not upload.seen:
        return None
    try:
        judged(upload.file, upload.name, upload.seen, only_pages=True)
    except FileRefused as no:
        return no.refusal
    return None


def pieces_of(actor: Actor, version: Version) -> QuerySet[Piece]:
    """What it was put together from, in its order."""
    rows = Piece.objects.visible_to(actor).filter(version=version)
    return rows.select_related("file").order_by("position")


def get_piece(actor: Actor, pk: UUID) -> Piece:
    return Piece.objects.one(actor, pk, "file", "version", "case")


def waiting_pieces(
    actor: Actor, purpose: str, reference: str, case_id: UUID
) -> list[Upload]:
    """What this person sent for this purpose, and no action took yet."""
    rows = Upload.objects.visible_to(actor).select_related("file")
    mine = rows.filter(purpose=purpose, reference=reference, file__case_id=case_id)
    ready = mine.filter(finished_at__isnull=False, taken_at__isnull=True)
    return [*ready.order_by("begun_at", "pk")[:MOST_PIECES]]


def limits() -> Limits:
    """Photos and scans, each as large as a form takes it; and so is the whole."""
    return taken(current_firm(), PURPOSE).limits(LIMITS)


def _seen(one: Laid, file: SealedFile, limits: Limits) -> Any:
    return one.upload.seen or look_into(file, one.upload.name, limits)


def _leaf(one: Laid, file: SealedFile, kind: str) -> bytes | Refusal:
    try:
        with sandbox.in_memory(file.pieces(), most=file.length) as plain:
            return leaf_apart(plain, kind, turned=one.turned, cut=one.cut)
    except NOT_LENT as no:
        return Refusal("not-checked", {"why": type(no).__name__})
