"""A copy for other eyes: the same pages, and nothing of the file besides them.

Pictures are decoded and written anew, the right way up: where and when they were taken,
by whom, comments, thumbnails and whatever hides behind their end is not in the copy. A
PDF keeps its pages, its text and what is filled into it; what acts, leads elsewhere, is
attached or describes it is left out, and so is what its photos say of themselves. In a
recording the places are blanked (`places`), and every other byte stays where it was.

`clean_copy` does the work in this process; pages and jobs call `clean_copy_apart`. The
file is one that `inspect_apart` took.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import BinaryIO

from PIL import Image, ImageCms, ImageOps, TiffImagePlugin

from harborlight.papers import sandbox
from harborlight.papers.clean_pdf import harmless_pdf
from harborlight.papers.distant import Served
from harborlight.papers.inspect_content import Data, data_of, opened
from harborlight.papers.inspect_images import FORMATS
from harborlight.papers.inspect_recording import places_in
from harborlight.papers.inspect_verdicts import MEBIBYTE, RECORDINGS, Kind, Refusal
from harborlight.papers.jpeg_parts import without_words

# What a copy is where it is not of the kind of its original: no office shows HEIC.
COPIED_AS: dict[str, Kind] = {"heic": "jpeg"}
LARGEST = 64 * MEBIBYTE
_QUALITY = 92
_LARGEST_PROFILE = MEBIBYTE
_WALLS = sandbox.Walls(cpu_seconds=40, wall_seconds=60.0, memory=1024 * MEBIBYTE)

_PICTURES_OF_WORD = re.compile(r"word/media/.+\.(jpe?g|png|tiff?)$", re.IGNORECASE)


class NoCopy(Exception):
    """No harmless copy can be made of this: it must be asked for at the office."""


def clean_copy_apart(file: BinaryIO | Served, kind: str) -> bytes | Refusal:
    """The copy, made in the sandbox; a Refusal where it could not be made.

    `kind`: as `inspect_apart` said. The copy's own kind: `copied_as(kind)`. Not for
    RECORDINGS (see `places_apart`).
    """
    made = sandbox.run(
        "clean_copy.clean_copy",
        file,
        {"kind": kind},
        walls=_WALLS,
        answer_at_most=LARGEST,
    )
    if isinstance(made, bytes | Refusal):
        return made
    return Refusal("damaged", {"why": "answer"})


def copied_as(kind: str) -> str:
    """The kind of the copy of a file of this kind."""
    return COPIED_AS.get(kind, kind)


def clean_copy(file: BinaryIO, kind: Kind) -> bytes:
    """The same here and now, with no walls around. Raises NoCopy."""
    data = data_of(file)
    if kind == "pdf":
        return harmless_pdf(data)
    if kind in FORMATS:
        return _tiff(data) if kind == "tiff" else _picture(data, kind)
    if kind == "docx":
        return _docx(data)
    if kind == "txt":
        return bytes(data[:])
    if kind in RECORDINGS:
        return _blanked(data)
    raise NoCopy(kind)


def places_apart(file: BinaryIO | Served) -> list[tuple[int, int]] | Refusal:
    """Of a recording: the bytes (from, to) that tell where it was made, found walled in.

    A copy has BLANK and zeros there; so it can be made as it is read, whatever its size.
    """
    found = sandbox.run("clean_copy.places", file, walls=sandbox.LONG)
    if isinstance(found, Refusal):
        return found
    with suppress(TypeError, ValueError):
        pairs = [(int(start), int(end)) for start, end in found]
        if all(0 <= start + 4 <= end for start, end in pairs):
            return pairs
    return Refusal("damaged", {"why": "answer"})


def places(file: BinaryIO) -> list[tuple[int, int]]:
    """What `places_apart` asks the sandbox for."""
    return places_in(data_of(file))


BLANK = b"free"


def blanked(
    pieces: Iterable[bytes], places: Iterable[tuple[int, int]]
) -> Iterator[bytes]:
    """The pieces of a recording one after the other, with nothing at these places."""
    known, at = [*places], 0
    for piece in pieces:
        end = at + len(piece)
        touched = [(a, b) for a, b in known if a < end and b > at]
        if touched:
            changed = bytearray(piece)
            for a, b in touched:
                new = BLANK + bytes(b - a - len(BLANK))
                first, last = max(a, at), min(b, end)
                changed[first - at : last - at] = new[first - a : last - a]
            piece = bytes(changed)
        yield piece
        at = end


def _blanked(data: Data) -> bytes:
    return b"".join(blanked([bytes(data[:])], places_in(data)))


def _picture(data: Data, kind: Kind) -> bytes:
    image = Image.open(opened(data), formats=(FORMATS[kind],))
    image.load()
    turned = _in_usual_colours(ImageOps.exif_transpose(image))
    out = io.BytesIO()
    if kind == "png":
        turned.save(out, "PNG")
    else:
        flat = turned if turned.mode in ("L", "RGB") else turned.convert("RGB")
        flat.save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()


def _in_usual_colours(image: Image.Image) -> Image.Image:
    """As it looks, in the colours of every screen; what else came with it is left out."""
    profile = image.info.get("icc_profile") or b""
    seen_through = image.info.get("transparency")
    image.info.clear()
    if seen_through is not None:
        image.info["transparency"] = seen_through
    if image.mode == "RGB" and 0 < len(profile) < _LARGEST_PROFILE:
        # A profile that is broken says nothing of the colours.
        with suppress(ImageCms.PyCMSError, OSError, ValueError):
            was = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            usual = ImageCms.createProfile("sRGB")
            made = ImageCms.profileToProfile(image, was, usual)
            image = made or image
            image.info.clear()
    return image


def _tiff(data: Data) -> bytes:
    """Page by page, so that only one is in memory."""
    image, out = Image.open(opened(data), formats=("TIFF",)), io.BytesIO()
    with TiffImagePlugin.AppendingTiffWriter(out, new=True) as written:
        for number in range(getattr(image, "n_frames", 1)):
            image.seek(number)
            image.load()
            # A copy has the pixels alone; what stood beside them stays behind.
            page = _in_usual_colours(image.copy())
            fax = page.mode == "1"
            page.save(
                written, "TIFF", compression="group4" if fax else "tiff_adobe_deflate"
            )
            written.newFrame()
    return out.getvalue()


def _docx(data: Data) -> bytes:
    """The same parts but who wrote it when, and photos without words of their own."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(opened(data)) as was,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for entry in was.infolist():
            part = was.read(entry)
            if entry.filename.startswith("docProps/thumbnail"):
                part = b""
            if _PICTURES_OF_WORD.match(entry.filename):
                part = _photo_of_word(part)
            made.writestr(zipfile.ZipInfo(entry.filename), part, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _photo_of_word(part: bytes) -> bytes:
    if part.startswith(b"\xff\xd8"):
        return without_words(part)
    if part.startswith(b"\x89PNG"):
        return _picture(part, "png")
    return part
