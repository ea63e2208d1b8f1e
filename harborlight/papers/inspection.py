"""Checking a file that somebody sent: what is it, and may we take it?

The content decides. A file is taken when its ending, its first bytes and a real parser
agree on one of the kinds we know; what the sender declared is not even asked.

`inspect` does the work in this process and is for tests and trusted files; pages and
jobs call `inspect_apart`, which does it in the sandbox.
"""

import io
import warnings
from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, BinaryIO

from harborlight.papers import sandbox
from harborlight.papers.distant import Served
from harborlight.papers.inspect_content import (
    Data,
    data_of,
    look,
    refuse_viruses,
)
from harborlight.papers.inspect_images import inspect_image
from harborlight.papers.inspect_names import ending_of, kind_by_ending, safe_name
from harborlight.papers.inspect_office import inspect_docx, is_locked_office
from harborlight.papers.inspect_pdf import inspect_pdf
from harborlight.papers.inspect_recording import inspect_recording
from harborlight.papers.inspect_text import inspect_text
from harborlight.papers.inspect_tiff import inspect_tiff
from harborlight.papers.inspect_verdicts import (
    ENDINGS,
    LARGE,
    MEBIBYTE,
    MIME,
    NOTES,
    RECORDINGS,
    SENTENCES,
    Inspection,
    Kind,
    Limits,
    Refusal,
    Refused,
)

__all__ = [
    "NOTES",
    "SENTENCES",
    "Inspection",
    "Kind",
    "Limits",
    "Refusal",
    "inspect",
    "inspect_apart",
    "nothing_known",
    "safe_name",
]

USUAL = Limits()
_OLD_OFFICE = "old Office"
# Any ZIP could be a docx and any bytes a text: advice to rename would be a guess.
_GUESSED = {"docx", "txt"}


def inspect_apart(
    file: BinaryIO | Served, name: str, *, limits: Limits = USUAL
) -> Inspection:
    """Check an open file (from its start, in bytes) in the sandbox.

    Never raises for what is in the file: a crash or a wall of the sandbox is a refusal
    too. The file is best one of `sandbox.in_memory`, or a large one that is served;
    then what its `read` raises is raised.
    """
    size = file.length if isinstance(file, Served) else file.seek(0, io.SEEK_END)
    try:
        _refuse_size(size, limits)
    except Refused as no:
        return nothing_known(size, no.refusal)
    said = {"name": name[:1_000], "limits": asdict(limits)}
    walls = sandbox.LONG if isinstance(file, Served) else sandbox.USUAL
    answer = sandbox.run("inspection.inspect_inside", file, said, walls=walls)
    if isinstance(answer, Refusal):
        return nothing_known(size, answer)
    try:
        return replace(Inspection.from_plain(answer), bytes=size)
    except (ValueError, TypeError, AttributeError, KeyError):
        return nothing_known(size, Refusal("damaged", {"why": "answer"}))


def inspect_inside(
    file: BinaryIO, name: str, limits: Mapping[str, Any]
) -> dict[str, Any]:
    """What the sandbox does for `inspect_apart`; plain data in and out."""
    known = Limits(**{**limits, "kinds": tuple(limits["kinds"])})
    return inspect(file, name, limits=known).as_plain()


def inspect(
    source: Path | BinaryIO, name: str, *, limits: Limits = USUAL
) -> Inspection:
    """Check a file here and now, with no walls around; `name` as the sender gave it.

    The inspection of a refused file says its kind if it was found out.
    """
    if isinstance(source, Path):
        with source.open("rb") as file:
            return inspect(file, name, limits=limits)
    data = data_of(source)
    found = nothing_known(len(data), None)
    try:
        # Parsers warn of what they mend; we say it in notes.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            _refuse_size(len(data), limits)
            refuse_viruses(data)
            kind = _agreed_kind(data, name, limits)
            if kind not in LARGE:
                _refuse_size(len(data), replace(limits, bytes=limits.in_memory))
            found = replace(found, kind=kind, mime=MIME[kind])
            return _looked_into(data, found, kind, limits)
    except Refused as no:
        return replace(found, refusal=no.refusal)
    except (MemoryError, RecursionError) as error:
        return replace(found, refusal=Refusal("bomb", {"why": type(error).__name__}))
    except Exception as error:
        # A parser may fail in any way on a file that was made to break it.
        return replace(found, refusal=Refusal("damaged", {"why": type(error).__name__}))


def nothing_known(size: int, refusal: Refusal | None) -> Inspection:
    """An inspection that did not come far."""
    return Inspection(None, None, None, None, None, size, (), refusal)


def _refuse_size(size: int, limits: Limits) -> None:
    if not size:
        raise Refused("empty")
    if size > limits.bytes:
        raise Refused(
            "too-large",
            megabytes=-(-size // MEBIBYTE),
            most_megabytes=limits.bytes // MEBIBYTE,
        )


def _agreed_kind(data: Data, name: str, limits: Limits) -> Kind:
    """The kind on which ending and content agree; Refused when they do not."""
    promised, (kind, label) = kind_by_ending(name), look(data)
    if promised == "docx" and label == _OLD_OFFICE and is_locked_office(data):
        raise Refused("encrypted")
    kinds = ", ".join(ENDINGS[one][0].upper() for one in limits.kinds)
    if promised not in limits.kinds and (kind not in limits.kinds or kind in _GUESSED):
        raise Refused("wrong-kind", kinds=kinds, what=ending_of(name), why=label)
    if kind is None or kind not in limits.kinds:
        # Its name promises a kind that is taken, and something else is in it.
        raise Refused("not-what-it-says", why=label)
    if kind in RECORDINGS and promised in RECORDINGS:
        # Both are one container; which of them it is its tracks say.
        return promised
    if kind != promised:
        raise _misnamed(kind, promised, label)
    return kind


def _misnamed(kind: Kind, promised: Kind | None, label: str) -> Refused:
    if kind in _GUESSED:
        return Refused("not-what-it-says", why=label)
    return Refused("misnamed", ending=ENDINGS[kind][0], what=promised or "")


def _looked_into(
    data: Data, found: Inspection, kind: Kind, limits: Limits
) -> Inspection:
    """The inspection with what the parser of the kind says."""
    if kind == "pdf":
        pages, notes = inspect_pdf(data, limits)
        return replace(found, pages=pages, notes=notes)
    if kind == "docx":
        return replace(found, notes=inspect_docx(data, limits))
    if kind == "txt":
        return replace(found, notes=inspect_text(data))
    if kind in RECORDINGS:
        return replace(found, notes=inspect_recording(data, kind))
    pages = 1
    if kind == "tiff":
        pages, picture = inspect_tiff(data, limits)
    else:
        picture = inspect_image(data, kind, limits)
    return replace(
        found,
        pages=pages,
        width=picture.width,
        height=picture.height,
        notes=picture.notes,
        advice=picture.advice,
    )
