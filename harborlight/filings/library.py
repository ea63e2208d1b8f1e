"""The form library: the folder of official blanks, and each of them prepared once.

The blanks are the agencies' own files. They come from the folder that
HARBORLIGHT_FORMS names, by upload, or from the agency; they are never part of
this program. A blank is known by the hash of its file, so that a changed file
under an old name is not taken for the old one.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from harborlight.law.packs import Pack, pack_of_blank, packs
from harborlight.outside import agency
from harborlight.papers.blanks import Blank, NotesDoNotFit
from harborlight.papers.practice import practice_form
from harborlight.papers.preparing import prepare

# A small form of our own making, always here: for learning, and for machines
# without a single official blank.
PRACTICE = "HL-1"
LARGEST_BLANK = 30 * 1024 * 1024


class NoBlank(Exception):
    """The library does not hold the official blank of this edition."""

    def __init__(self, pack: Pack) -> None:
        super().__init__(
            _("The official blank of Form %(form)s, edition %(edition)s, is missing.")
            % {"form": pack.form, "edition": f"{pack.edition:%m/%d/%y}"}
        )
        self.pack = pack


class ClosedLibrary(Exception):
    """The folder of the library cannot be written."""


class UnknownBlank(Exception):
    """This file is none of the official blanks that we know the boxes of."""


@dataclass(frozen=True)
class Held:
    """A pack, whether its blank is here, and where the agency offers it."""

    pack: Pack
    is_here: bool
    address: str
    file: str = ""


def library() -> list[Held]:
    """Every form whose boxes we know, with its blank or without."""
    here = _by_hash()
    return [
        Held(
            pack,
            is_here(pack),
            agency.blank_address(pack.form),
            next((here[sha].name for sha in pack.blanks if sha in here), ""),
        )
        for pack in packs()
        if not _is_practice(pack) or len(_practices()) > 1
    ]


def _practices() -> list[Pack]:
    return [pack for pack in packs() if pack.form == PRACTICE]


def _is_practice(pack: Pack) -> bool:
    """Whether its blank is our own, which is always here; a later edition may not be."""
    return pack.form == PRACTICE and _practice_sha() in pack.blanks


def blank_of(pack: Pack) -> Blank:
    """The blank of this pack, prepared for filling. NoBlank if it is not here."""
    if _is_practice(pack):
        return _practice()
    here = _by_hash()
    for sha256 in pack.blanks:
        if path := here.get(sha256):
            return _prepared(sha256, str(path))
    raise NoBlank(pack)


def is_here(pack: Pack) -> bool:
    """Whether the form can be filled: its blank is in the library."""
    if _is_practice(pack):
        return True
    here = _by_hash()
    return any(sha in here for sha in pack.blanks)


def known_blank(content: bytes) -> Pack:
    """The pack that an official blank belongs to.

    Raises UnknownBlank for any other file: a form that somebody changed must not
    be filled as the agency's own.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    pack = pack_of_blank(sha256)
    if pack is None or _is_practice(pack):
        raise UnknownBlank(
            _(
                "This file is not one of the official blanks we know. Download the form "
                "from the agency again and send that file unchanged."
            )
        )
    return pack


def put_blank(content: bytes, pack: Pack) -> None:
    """Put an official blank into the folder. ClosedLibrary if it cannot be written."""
    try:
        _write(content, pack)
    except OSError as error:
        raise ClosedLibrary(
            _("The folder of forms cannot be written. Ask whoever runs this server.")
        ) from error
    _by_hash.cache_clear()


def fetch_blank(pack: Pack) -> None:
    """Get the blank from the agency. Unreachable, UnknownBlank or ClosedLibrary if not.

    The agency may offer a newer edition by now: then this one is not to be had there.
    """
    content = agency.fetch_blank(pack.form)
    if known_blank(content) != pack:
        raise UnknownBlank(
            _("The agency offers another edition of Form %(form)s now.")
            % {"form": pack.form}
        )
    put_blank(content, pack)


def _write(content: bytes, pack: Pack) -> None:
    folder = settings.FORMS_FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{pack.form.lower()}__{pack.edition:%m-%d-%y}.pdf"
    scratch = folder / f".{name}.{os.getpid()}"
    scratch.write_bytes(content)
    scratch.replace(folder / name)


def _files() -> Iterator[Path]:
    folder = settings.FORMS_FOLDER
    if folder.is_dir():
        yield from sorted(folder.glob("*.pdf"))


@lru_cache(maxsize=4)
def _hashes(listing: tuple[tuple[str, int, int], ...]) -> dict[str, Path]:
    return {
        hashlib.sha256(Path(name).read_bytes()).hexdigest(): Path(name)
        for name, size, _ in listing
        if size <= LARGEST_BLANK
    }


class _ByHash:
    """The blanks in the folder by the hash of their content, read again when it changes."""

    def __call__(self) -> dict[str, Path]:
        listing = []
        for path in _files():
            facts = path.stat()
            listing.append((str(path), facts.st_size, facts.st_mtime_ns))
        return _hashes(tuple(listing))

    def cache_clear(self) -> None:
        _hashes.cache_clear()


_by_hash = _ByHash()


@lru_cache(maxsize=1)
def _practice_sha() -> str:
    return hashlib.sha256(practice_form()).hexdigest()


@lru_cache(maxsize=1)
def _practice() -> Blank:
    return prepare(practice_form())


@lru_cache(maxsize=16)
def _prepared(sha256: str, path: str) -> Blank:
    """Prepared once and kept beside the data, so that a fresh process is quick too."""
    folder = settings.HOME / "prepared-forms"
    pdf, notes = folder / f"{sha256}.pdf", folder / f"{sha256}.json"
    try:
        return Blank.of_notes(pdf.read_bytes(), notes.read_text())
    except (FileNotFoundError, NotesDoNotFit, ValueError):
        blank = prepare(Path(path).read_bytes())
    folder.mkdir(parents=True, exist_ok=True)
    pdf.write_bytes(blank.pdf)
    notes.write_text(blank.notes())
    return blank
