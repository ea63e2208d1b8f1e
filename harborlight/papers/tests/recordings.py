"""Films and sounds of a few hundred bytes, honest and hostile; no frame is in them."""

import struct

from harborlight.papers.tests.hostile import EXECUTABLE, PAGE_OF_HTML, zip_of


def box(kind: bytes, *content: bytes) -> bytes:
    body = b"".join(content)
    return struct.pack(">I4s", 8 + len(body), kind) + body


def _track(handler: bytes, at: int, source: bytes) -> bytes:
    media = box(b"hdlr", bytes(8), handler, bytes(13))
    index = box(b"stco", bytes(4), struct.pack(">II", 1, at))
    places = box(b"dref", bytes(4), struct.pack(">I", 1), source)
    inside = box(b"minf", box(b"dinf", places), box(b"stbl", index))
    return box(b"trak", box(b"mdia", media, inside))


HERE = box(b"url ", bytes([0, 0, 0, 1]))


def film(
    *,
    brand: bytes = b"isom",
    tracks: tuple[bytes, ...] = (b"vide", b"soun"),
    place: bytes = b"",
    media: bytes = bytes(200),
    source: bytes = HERE,
    starts: int = 30,
    more: bytes = b"",
) -> bytes:
    """A film whose index stands before its pictures; `more` goes into the index."""
    first = box(b"ftyp", brand, bytes(4), brand)
    told = box(b"udta", box(b"\xa9xyz", struct.pack(">HH", len(place), 0), place))
    index = [_track(one, starts, source) for one in tracks]
    whole = box(b"moov", *index, told if place else b"", more)
    return first + whole + box(b"mdat", media)


def sound() -> bytes:
    return film(brand=b"M4A ", tracks=(b"soun",))


def hostile() -> dict[str, tuple[str, bytes, str]]:
    """By what is wrong: the name, the bytes, and the code of the refusal."""
    deep = b""
    for _ in range(20):
        deep = box(b"trak", deep)
    elsewhere = box(b"url ", bytes(4), b"http://evil.example/a.mp4\0")
    claims = film()[:-208] + struct.pack(">I4s", 4_000_000, b"mdat") + bytes(200)
    return {
        "cut off": ("a.mp4", film(media=bytes(500))[:-100], "damaged"),
        "without an index": (
            "a.mp4",
            box(b"ftyp", b"isom", bytes(4)) + box(b"mdat", bytes(90)),
            "damaged",
        ),
        "without a track": ("a.mp4", film(tracks=()), "damaged"),
        "a box that claims more than there is": ("a.mp4", claims, "damaged"),
        "a sample behind the end": ("a.mp4", film(starts=5_000_000), "damaged"),
        "boxes within boxes": ("a.mp4", film(more=deep), "bomb"),
        "pictures from an address": ("a.mp4", film(source=elsewhere), "active-content"),
        "a page in its free room": (
            "a.mp4",
            film(more=box(b"free", PAGE_OF_HTML)),
            "two-in-one",
        ),
        "an archive behind it": (
            "a.mp4",
            film() + zip_of(**{"a.txt": b"x"}),
            "two-in-one",
        ),
        "a program behind it": ("a.mp4", film() + EXECUTABLE, "damaged"),
        "a film that says it is a sound": ("a.m4a", film(brand=b"M4A "), "misnamed"),
        "a film under the name of a picture": ("a.jpg", film(), "misnamed"),
    }
