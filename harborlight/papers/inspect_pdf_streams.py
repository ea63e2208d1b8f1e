"""How large the streams of a PDF become when they are unpacked."""

import zlib

from pikepdf import Array, Stream

from harborlight.papers.inspect_verdicts import MEBIBYTE, Limits, Refused

_FLATE = {"/FlateDecode", "/Fl"}
_GROWING = _FLATE | {"/LZWDecode", "/LZW", "/RunLengthDecode", "/RL"}
# Flate cannot make more than this many bytes of one, so most streams need no trial.
_FLATE_AT_MOST = 1032
# A picture on a page may be finer than a photo, being black and white.
_FINER_THAN_A_PHOTO = 4


def refuse_bomb(stream: Stream, limits: Limits) -> None:
    """Refuse a stream that grows beyond `limits.unpacked` bytes, without keeping it.

    LZW has no measure here: the walls of the sandbox hold it.
    """
    if _pixels(stream) > limits.pixels * _FINER_THAN_A_PHOTO:
        raise Refused("bomb", what="picture")
    filters = _filters(stream)
    if sum(name in _GROWING for name in filters) > 1:
        raise Refused("bomb", what="packed twice")
    if filters and filters[0] in _FLATE:
        packed = stream.read_raw_bytes()
        if len(packed) * _FLATE_AT_MOST > limits.unpacked:
            _unpack(packed, limits.unpacked)


def _pixels(stream: Stream) -> int:
    width, height = stream.get("/Width"), stream.get("/Height")
    return width * height if isinstance(width, int) and isinstance(height, int) else 0


def _filters(stream: Stream) -> list[str]:
    named = stream.get("/Filter")
    if named is None:
        return []
    return [str(name) for name in (named if isinstance(named, Array) else [named])]


def _unpack(packed: bytes, most: int) -> None:
    """Unpack and forget; a stream with a fault ends there, as in every reader."""
    inflating, total, rest = zlib.decompressobj(), 0, packed
    while rest and not inflating.eof:
        try:
            total += len(inflating.decompress(rest, MEBIBYTE))
        except zlib.error:
            return
        if total > most:
            raise Refused("bomb", what="stream")
        rest = inflating.unconsumed_tail
