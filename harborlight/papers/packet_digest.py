"""A fingerprint of what a page draws, whatever numbers its objects bear.

Two pages with the same fingerprint are drawn alike: same content, same fonts, same
pictures byte for byte, same edges, same turn. A page that was turned, exchanged, or
whose picture differs in one bit has another one.

On the way what a camera wrote into pictures is taken out.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream

from harborlight.papers.pdf_photos import Raw, pixels_alone, raw_of

# How a stream is packed says nothing of what it draws.
_PACKED = re.compile(
    rb"(?:/Length (?:\d+ \d+ R|\d+)(?!\d)|/Filter /FlateDecode(?!\w)) ?"
)
_REFERENCE = re.compile(rb"(\d+) (\d+) R\b")
_DRAWN = ("/MediaBox", "/CropBox", "/Rotate", "/UserUnit", "/Group")
_DEEPEST = 60
_RING = b"ring"
_SMALL = 200
_FLATE, _PAGE = Name.FlateDecode, Name.Page
_UNPACKED_AT_MOST = 64 * 1024 * 1024
# What a picture or form brings along that nobody sees: words about it, other files.
_LEFT_OUT = ("/Metadata", "/PieceInfo", "/LastModified", "/AF", "/OPI", "/Alternates")
_HAS_LEFT_OUT = re.compile("|".join(_LEFT_OUT).encode())
# Only such a stream can be a photo; what is told elsewhere, or as several, is looked up.
_MAY_BE_PHOTO = re.compile(rb"/(?:DCT|JPX)|/Filter (?:\d|\[)")


class Fingerprints:
    """Fingerprints of the pages of one file; what pages share is looked at once.

    cleans: take out what cameras wrote, and compress what nobody did.
    """

    def __init__(self, pdf: pikepdf.Pdf, *, cleans: bool = False) -> None:
        self._pdf, self._cleans = pdf, cleans
        self._known: dict[tuple[int, int], bytes] = {}
        self._texts: dict[bytes, bytes] = {}
        self._rings = 0
        self.located = False
        self.weight = 0

    def of(self, page: Object) -> str:
        """The fingerprint of a page, as 64 hexadecimal digits.

        Afterwards `located` says whether something of a camera's was taken out, and
        `weight` how many bytes of streams this page is the first to use.
        """
        self.located, self.weight = False, 0
        digest = hashlib.sha256()
        for name in _DRAWN:
            digest.update(name.encode() + self._plain(page.get(name), 0))
        contents = page.get("/Contents")
        for one in contents if isinstance(contents, Array) else [contents]:
            if isinstance(one, Stream):
                digest.update(b"content")
                digest.update(self._bytes_of(one, _said_by(one), raw_of(one)))
        digest.update(self._plain(page.get("/Resources"), 0))
        return digest.hexdigest()

    def _plain(self, thing: Any, depth: int) -> bytes:
        """A value as bytes in which objects stand for their own fingerprints."""
        if not isinstance(thing, Object):
            return repr(thing).encode()
        if thing.is_indirect:
            return self._known.get(thing.objgen) or self._shared(thing, depth)
        return self._resolved(thing.unparse(), depth)

    def _shared(self, thing: Object, depth: int) -> bytes:
        number = thing.objgen
        # Until it is known it stands for a ring that comes back to it.
        self._known[number] = _RING
        self._known[number] = self._looked_at(thing, depth)
        return self._known[number]

    def _looked_at(self, thing: Object, depth: int) -> bytes:
        if depth > _DEEPEST:
            return b"deep"
        if not isinstance(thing, Stream):
            return self._resolved(thing.unparse(resolved=True), depth)
        said = _said_by(thing)
        raw: Raw = raw_of(thing)
        if self._cleans:
            said, raw = self._cleaned(thing, said, raw)
        body = self._bytes_of(thing, said, raw)
        if b"/DecodeParms" in said:
            # Looking at the bytes may have packed them.
            said = _said_by(thing)
        return _hashed(self._resolved(_PACKED.sub(b"", said), depth + 1), body)

    def _resolved(self, text: bytes, depth: int) -> bytes:
        """Of a value that is written out: its references, and then all of it."""
        if b" R" not in text:
            return text if len(text) < _SMALL else _hashed(text)
        if text in self._texts:
            return self._texts[text]
        rings = self._rings

        def behind(found: re.Match[bytes]) -> bytes:
            number = int(found[1]), int(found[2])
            known = self._known.get(number) or self._behind(number, depth)
            self._rings += known == _RING
            return known

        hashed = _hashed(_REFERENCE.sub(behind, text))
        if rings == self._rings:
            # Every field of a form names the same fonts: they are looked up once. Not
            # within a ring, where a name stands for less than it does elsewhere.
            self._texts[text] = hashed
        return hashed

    def _behind(self, number: tuple[int, int], depth: int) -> bytes:
        thing = self._pdf.get_object(*number)
        if isinstance(thing, Dictionary) and thing.get("/Type") == _PAGE:
            return b"page"
        if isinstance(thing, Object) and thing.is_indirect:
            return self._shared(thing, depth + 1)
        return repr(thing).encode()

    def _bytes_of(self, stream: Stream, said: bytes, raw: Raw) -> Raw:
        """What is in a stream: unpacked where anybody may pack it anew."""
        if b"/Filter" not in said or "/Filter" not in stream:
            if self._cleans and len(raw) > _SMALL:
                packed = zlib.compress(raw, 6)
                stream.write(packed, filter=_FLATE)
                self.weight += len(packed)
            else:
                self.weight += len(raw)
            return raw
        self.weight += len(raw)
        is_packed = b"/Filter /FlateDecode" in said or stream.get("/Filter") == _FLATE
        is_told_how = b"/DecodeParms" in said and "/DecodeParms" in stream
        return _unpacked(raw) if is_packed and not is_told_how else raw

    def _cleaned(self, stream: Stream, said: bytes, raw: Raw) -> tuple[bytes, Raw]:
        """What a stream says of itself and what it holds, once what nobody sees is gone.

        Asking a stream is slow: what it says in writing tells most of them from those
        that have anything to lose.
        """
        if _HAS_LEFT_OUT.search(said):
            for name in _LEFT_OUT:
                if name in stream:
                    del stream[name]
            said = _said_by(stream)
        if not _MAY_BE_PHOTO.search(said):
            return said, raw
        is_less = pixels_alone(stream, raw)
        self.located = self.located or is_less
        fresh = _said_by(stream)
        return fresh, raw_of(stream) if is_less or fresh != said else raw


def _said_by(stream: Stream) -> bytes:
    return stream.stream_dict.unparse()


def _unpacked(raw: Raw) -> Raw:
    inflating = zlib.decompressobj()
    try:
        plain = inflating.decompress(raw, _UNPACKED_AT_MOST)
    except zlib.error:
        return raw
    return raw if inflating.unconsumed_tail else plain


def _hashed(*parts: Raw) -> bytes:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return digest.digest()
