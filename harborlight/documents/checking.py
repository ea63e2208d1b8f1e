"""Looking at a file that has just arrived, before anybody opens it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from typing import Any, BinaryIO, TypeVar

from django.utils.translation import gettext as _

from harborlight.documents.actions import Checked
from harborlight.documents.taking import taken
from harborlight.firm.beside import Work
from harborlight.firm.models import StoredFile, Upload
from harborlight.firm.tenancy import current_firm
from harborlight.firm.vault.ciphers import Unreadable
from harborlight.firm.vault.stored import note_scan, plain_of, unchecked
from harborlight.firm.vault.streams import SealedFile
from harborlight.firm.vault.uploads import note_seen
from harborlight.outside.scanner import ScannerDown, scanner
from harborlight.outside.storage import StorageDown
from harborlight.papers import sandbox
from harborlight.papers.cropping import crop_apart
from harborlight.papers.distant import Served
from harborlight.papers.inspect_verdicts import ENDINGS, MEBIBYTE, PAGED, SENTENCES
from harborlight.papers.inspection import (
    Inspection,
    Limits,
    Refusal,
    inspect_apart,
    nothing_known,
    safe_name,
)
from harborlight.papers.places import Place
from harborlight.papers.previews import preview_apart

log = logging.getLogger(__name__)
# What `Inspection.as_plain` says of a file.
Seen = Mapping[str, Any]
# Of what is taken (documents/taking.py), and how far it may unpack. The page of the
# client names the same kinds, and so does the script that asks before it sends.
LIMITS = Limits(kinds=PAGED)
PREVIEW_WIDTH = 1100
# Beside what `Inspection.as_plain` says: the scanner looked, and found nothing.
SCANNED = "scanned"
# Why a file cannot be handed to the sandbox.
NOT_LENT = (sandbox.TooMuch, sandbox.NoPlaceInMemory, StorageDown, Unreadable)
# What is made of a file.
Made = TypeVar("Made")


class FileRefused(Exception):
    """The file was not taken. The sentence says what the sender should do."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.sentence)
        self.refusal = refusal

    @property
    def words(self) -> str:
        """The sentence in the reader's language."""
        return _(SENTENCES[self.refusal.code]).format_map(self.refusal.params)


def look_at(file: StoredFile, name: str) -> Checked:
    """Decide by the content what a stored file is. FileRefused if we may not take it."""
    limits = taken(current_firm(), "case-paper").limits(LIMITS)
    seen = look_into(unchecked(file), name, limits)
    return judged(file, name, seen)


def look_into(file: SealedFile, name: str, limits: Limits) -> Seen:
    """What a file is, by its content; no database is asked, so any thread may.

    The decrypted bytes exist in memory only, and the hostile ones are parsed by a
    process that can do nothing else.
    """
    if file.length > limits.bytes:
        refusal = too_large(file.length, limits)
        return nothing_known(file.length, refusal).as_plain()
    try:
        with lent(file) as plain:
            found = inspect_apart(plain, name, limits=limits)
        return found.as_plain() if found.refusal else scanned(file, found)
    except NOT_LENT as why:
        log.exception("A file could not be looked into.")
        refusal = Refusal("not-checked", {"why": type(why).__name__})
        return nothing_known(file.length, refusal).as_plain()


def too_large(length: int, limits: Limits) -> Refusal:
    """Why so many bytes are not taken."""
    said = {
        "megabytes": -(-length // MEBIBYTE),
        "most_megabytes": limits.bytes // MEBIBYTE,
    }
    return Refusal("too-large", said)


def scanned(file: SealedFile, found: Inspection) -> Seen:
    """What was seen, and what the virus scanner says to it, where there is one.

    Where it does not answer, the file is taken and held until it does.
    """
    seen, asked = found.as_plain(), scanner()
    if asked is None:
        return seen
    try:
        virus = asked.scan(file.pieces())
    except ScannerDown as why:
        log.error("%s", why)
        return seen
    if virus:
        refusal = Refusal("virus", {"what": virus})
        return nothing_known(file.length, refusal).as_plain()
    return seen | {SCANNED: True}


def looking(upload: Upload) -> Work:
    """The look into a file that has arrived, to be done beside Django's thread."""
    for_what = upload.purpose if upload.purpose != "form" else "case-paper"
    limits = taken(current_firm(), for_what).limits(LIMITS)
    look = partial(look_into, unchecked(upload.file), upload.name, limits)
    large = upload.length > LIMITS.in_memory
    return Work(upload.key, look, whose=str(upload.user_id), large=large)


@contextmanager
def lent(file: SealedFile) -> Iterator[BinaryIO | Served]:
    """The plain bytes for the sandbox: a small file in memory, a large one part by part."""
    if file.length > LIMITS.in_memory:
        yield Served(file.read, file.length)
        return
    with sandbox.in_memory(file.pieces(), most=LIMITS.in_memory) as plain:
        yield plain


def note_if_final(upload: Upload, seen: Seen) -> None:
    """Keep what was seen; not where the look itself failed: then another one is due."""
    refusal = Inspection.from_plain(seen).refusal
    if refusal is None or refusal.code != "not-checked":
        if seen.get(SCANNED):
            note_scan(upload.file, StoredFile.Scan.CLEAN)
        note_seen(upload, seen)


def judged(
    file: StoredFile, name: str, seen: Seen, *, only_pages: bool = False
) -> Checked:
    """The file, if what was seen in it is good; else FileRefused.

    only_pages: what has none is not taken here, whatever the firm takes elsewhere.
    """
    found = Inspection.from_plain(seen)
    if found.refusal is not None:
        raise FileRefused(found.refusal)
    if only_pages and found.kind not in PAGED:
        kinds = ", ".join(ENDINGS[kind][0].upper() for kind in PAGED)
        raise FileRefused(Refusal("wrong-kind", {"kinds": kinds}))
    return Checked(
        file=file,
        name=safe_name(name),
        kind=str(found.kind),
        pages=found.pages or 1,
        advice=found.advice,
        notes=found.notes,
    )


def drawing(
    whose: str, file: StoredFile, kind: str, page: int, width: int = PREVIEW_WIDTH
) -> Work:
    """One page as a picture: [bytes], or [None] where there is none to draw.

    `whose`: the account that sees it. `width`: in pixels; a photo is not made larger
    than it is.
    """
    draw = partial(preview_apart, kind=kind, page=page, width=width)
    about = f"{file.key} {kind} {page} {width}"
    do = partial(made_with, plain_of(file), draw)
    return Work(about, do, whose=whose, watched=True)


def cutting(whose: str, file: StoredFile, kind: str, place: Place) -> Work:
    """A part of a page as a picture: [bytes], or [None] where there is none to draw."""
    cut = partial(crop_apart, kind=kind, place=place)
    do = partial(made_with, plain_of(file), cut)
    return Work(f"{file.key} {kind} {place}", do, whose=whose, watched=True)


def made_with(
    file: SealedFile, make: Callable[[BinaryIO | Served], Made | Refusal]
) -> tuple[Made | None]:
    """What the sandbox makes of a file: [it], or [None] where nothing comes of it."""
    try:
        with lent(file) as plain:
            made = make(plain)
    except NOT_LENT:
        log.exception("Nothing could be made of a file.")
        return (None,)
    return (None if isinstance(made, Refusal) else made,)
