"""What is said of a file that somebody sent: its kind, its size, and if not, why not.

Codes are stable: they are stored, sent to other systems and translated. The sentences
beside them are English message ids; the pages above translate them with gettext and
put the `params` in. Every sentence tells the person what to do next.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal, get_args

Kind = Literal["pdf", "jpeg", "png", "heic", "tiff", "docx", "txt", "mp4", "m4a"]
KINDS: tuple[Kind, ...] = get_args(Kind)
# What has pages that we draw; what is text; films and sound. The latter two a firm
# takes or does not.
PAGED: tuple[Kind, ...] = ("pdf", "jpeg", "png", "heic", "tiff")
TEXTS: tuple[Kind, ...] = ("docx", "txt")
RECORDINGS: tuple[Kind, ...] = ("mp4", "m4a")
# What is looked into part by part; all else must fit into memory.
LARGE: tuple[Kind, ...] = ("pdf", *RECORDINGS)

# By kind, as it is kept in records: any word may be asked for.
MIME: Mapping[str, str] = {
    "pdf": "application/pdf",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "heic": "image/heic",
    "tiff": "image/tiff",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "txt": "text/plain",
    "mp4": "video/mp4",
    "m4a": "audio/mp4",
}

# The first ending of each kind is the one we tell people to use.
ENDINGS: Mapping[Kind, tuple[str, ...]] = {
    "pdf": ("pdf",),
    "jpeg": ("jpg", "jpeg", "jpe", "jfif"),
    "png": ("png",),
    "heic": ("heic", "heif", "hif"),
    "tiff": ("tif", "tiff"),
    "docx": ("docx",),
    "txt": ("txt",),
    "mp4": ("mp4", "m4v"),
    "m4a": ("m4a",),
}


def ending_of(kind: str) -> str:
    """The ending we tell people to use, of a kind as records keep it: "jpg"; else "bin"."""
    return next((ends[0] for one, ends in ENDINGS.items() if one == kind), "bin")


MEBIBYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """How much of what we take; `bytes`, `in_memory` and `unpacked` in bytes.

    `in_memory` is the most of what is looked into as a whole (all but LARGE kinds).
    `unpacked` is the most that one stream of a PDF, or all of a docx, may grow to
    when it is unpacked; `objects` bounds a PDF, `entries` a docx.
    """

    bytes: int = 50 * MEBIBYTE
    in_memory: int = 50 * MEBIBYTE
    pages: int = 2_000
    pixels: int = 50_000_000
    unpacked: int = 256 * MEBIBYTE
    entries: int = 2_000
    objects: int = 500_000
    kinds: tuple[Kind, ...] = PAGED + TEXTS


@dataclass(frozen=True)
class Refusal:
    """Why a file is not taken: a code of `SENTENCES` and what goes into its sentence.

    `params` may hold more than the sentence uses (`what`, `why`): that is for the
    firm's own record, never for the person who sent the file.
    """

    code: str
    params: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        """The English sentence, for logs and tests; pages translate it first."""
        return SENTENCES[self.code].format_map(self.params)


class Refused(Exception):
    """A file that we do not take; carries the reason as a `Refusal`."""

    def __init__(self, code: str, **params: str | int) -> None:
        super().__init__(code)
        self.refusal = Refusal(code, params)


@dataclass(frozen=True)
class Inspection:
    """What a file is. `width` and `height` are the first picture's pixels.

    `pages` is None where a kind has no pages of its own (docx, txt); `notes` are codes
    of `NOTES`, `advice` those of `ADVICE`. A file with a `refusal` is not taken, whatever
    else is said of it.
    """

    kind: Kind | None
    mime: str | None
    pages: int | None
    width: int | None
    height: int | None
    bytes: int
    notes: tuple[str, ...] = ()
    refusal: Refusal | None = None
    advice: tuple[str, ...] = ()

    def as_plain(self) -> dict[str, Any]:
        """The same as numbers, texts and lists, to be written as JSON."""
        plain = asdict(self)
        if self.refusal:
            plain["refusal"] = [self.refusal.code, dict(self.refusal.params)]
        return plain

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> "Inspection":
        """Read what `as_plain` wrote; ValueError when it is not that.

        The text may come from a process that a hostile file took over, so nothing in
        it is believed to be of the right type.
        """
        code_and_params = plain.get("refusal")
        return cls(
            kind=_kind(plain.get("kind")),
            mime=MIME.get(plain.get("kind") or ""),
            pages=_whole(plain.get("pages")),
            width=_whole(plain.get("width")),
            height=_whole(plain.get("height")),
            bytes=_whole(plain.get("bytes")) or 0,
            notes=tuple(_known(NOTES, note) for note in plain.get("notes", ())),
            refusal=_refusal(code_and_params) if code_and_params else None,
            advice=tuple(_known(ADVICE, one) for one in plain.get("advice", ())),
        )


def _kind(word: object) -> Kind | None:
    if word is None or word in KINDS:
        return word
    raise ValueError("not a kind of file")


def _whole(number: object) -> int | None:
    if number is None or (type(number) is int and 0 <= number < 2**53):
        return number
    raise ValueError("not a count")


def _known(table: Mapping[str, str], code: object) -> str:
    if isinstance(code, str) and code in table:
        return code
    raise ValueError("not a code we know")


def _refusal(pair: Any) -> Refusal:
    code, params = pair
    kept = {
        str(name)[:40]: value if type(value) is int else str(value)[:200]
        for name, value in list(params.items())[:10]
    }
    try:
        SENTENCES[_known(SENTENCES, code)].format_map(kept)
    except KeyError as missing:
        raise ValueError("a sentence without its words") from missing
    return Refusal(code, kept)


def gettext_noop(message: str) -> str:
    """Mark a sentence for the translators; it is translated where it is shown."""
    return message


_ = gettext_noop

SENTENCES: Mapping[str, str] = {
    "empty": _(
        "This file is empty. Open it on your device to see whether there is something "
        "in it, and send it again."
    ),
    "too-large": _(
        "This file is too large: it has {megabytes} MB and we take up to "
        "{most_megabytes} MB. Send it in parts, or scan it in a lower resolution."
    ),
    "wrong-kind": _(
        "We cannot take this kind of file here. Send one of these: {kinds}. "
        "If you have the paper in your hands, a photo of it is fine."
    ),
    "misnamed": _(
        "The name of this file does not fit what is in it. Rename it so that the name "
        "ends in .{ending}, and send it again."
    ),
    "not-what-it-says": _(
        "This file is not what its name says. Open it on your device; if it shows the "
        "right paper, save it as a PDF and send that one."
    ),
    "damaged": _(
        "This file is damaged or incomplete, and we cannot open it. Save or scan it "
        "once more and send the new file."
    ),
    "encrypted": _(
        "This file is locked with a password. Save a copy without a password and send "
        "that one."
    ),
    "active-content": _(
        "There is more in this file than pages: a program, an attached file, or "
        "something that starts by itself. Print it to a new PDF (Print, then Save as "
        "PDF), or scan it, and send that one."
    ),
    "two-in-one": _(
        "There is a second file hidden in this one. Open it, save it as a new PDF or "
        "take a picture of the screen, and send that one."
    ),
    "too-many-pages": _(
        "This file has more than {most_pages} pages. Send it in parts."
    ),
    "too-many-pixels": _(
        "This picture is larger than {most_megapixels} megapixels. Take it again with "
        "the usual setting of your camera and send the new one."
    ),
    "bomb": _(
        "Opening this file takes more work than any paper should, so we stopped. Print "
        "it to a new PDF (Print, then Save as PDF), or scan it, and send that one."
    ),
    "unusual": _(
        "This document is put together in a way that we cannot check. Open it, save it "
        "as a PDF and send that one."
    ),
    "virus": _(
        "A virus was found in this file, so we did not keep it. Check your device for "
        "viruses, and send a photo of the paper from another device."
    ),
    "not-checked": _(
        "We could not check this file just now. Send it again in a few minutes, or "
        "choose another one."
    ),
}

NOTES: Mapping[str, str] = {
    "owner-locked": _(
        "The PDF forbids some uses, such as printing. It opens without a password."
    ),
    "links": _(
        "The file has links to places outside it. They are not in the copies we show."
    ),
    "form": _(
        "The PDF has an electronic form inside. The copies we show are pictures."
    ),
    "repaired": _("The PDF has small faults that were mended to read it."),
    "signed-then-changed": _("Something was added to the PDF after it was signed."),
    "location": _("The picture says where it was taken. The copies we show do not."),
    "extra-data": _(
        "There is more in the file after its end, as some phones do. The copies we "
        "show do not have it."
    ),
    "several-pictures": _("The file has several pictures. Only the first is shown."),
    "old-letters": _("The text does not say its letters. Accents may be shown wrong."),
}

# What its sender may do better: advice, never a wall (photo.py).
ADVICE: Mapping[str, str] = {
    "small": _(
        "The picture is small. If you can, take it again closer to the paper, or send "
        "the larger original."
    ),
    "dark": _("The picture is dark. Take it again near a window or under a lamp."),
    "blurred": _(
        "The letters look blurred. Hold the phone still, touch the paper on the screen "
        "until it is sharp, and take it again."
    ),
    "on-its-side": _(
        "The page seems to lie on its side. Turn the phone and take it again."
    ),
    "cut-off": _(
        "Letters reach the edge of the picture, so a part may be missing. Take it again "
        "with all four corners of the paper in it."
    ),
}
