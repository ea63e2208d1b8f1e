"""Photos on the pages of a PDF, without what their cameras and programs wrote."""

from collections.abc import Callable

import pikepdf

from harborlight.papers.jp2_parts import without_words_2000
from harborlight.papers.jpeg_parts import without_words

# What a stream holds, copied or only looked at where it lies.
Raw = bytes | memoryview

_PLAIN: dict[str, Callable[[Raw], Raw]] = {
    "/DCTDecode": without_words,
    "/DCT": without_words,
    "/JPXDecode": without_words_2000,
}


def pixels_alone(stream: pikepdf.Stream, raw: Raw | None = None) -> bool:
    """Leave of a photo in a PDF its pixels; whether anything went. Others stay as they are.

    A photo that was packed once more is unpacked: it would hide its words. raw: what the
    stream holds as it is packed, where that was read already.
    """
    filters, parms = (
        _several(stream.get("/Filter")),
        _several(stream.get("/DecodeParms")),
    )
    if not filters or (plain := _PLAIN.get(str(filters[-1]))) is None:
        return False
    raw = raw_of(stream) if raw is None else raw
    if len(filters) > 1:
        try:
            raw = _unpacked(raw, filters[:-1], parms[: len(filters) - 1])
        except (pikepdf.PdfError, RuntimeError):
            # No reader shows it.
            raw = b""
    kept = plain(raw)
    if kept is raw and len(filters) == 1:
        return False
    last = parms[-1] if len(parms) == len(filters) else None
    said = last if isinstance(last, pikepdf.Dictionary) else None
    stream.write(bytes(kept), filter=pikepdf.Name(str(filters[-1])), decode_parms=said)
    return kept is not raw


def raw_of(stream: pikepdf.Stream) -> memoryview:
    """What is in a stream as it is packed, without one more copy: scans are large."""
    return memoryview(stream.get_raw_stream_buffer())


def _several(said: object) -> list[pikepdf.Object]:
    if isinstance(said, pikepdf.Array):
        return [*said]
    return [said] if isinstance(said, pikepdf.Object) else []


def _unpacked(
    raw: Raw, filters: list[pikepdf.Object], parms: list[pikepdf.Object]
) -> bytes:
    """The photo out of what it was packed in."""
    with pikepdf.new() as beside:
        packed = pikepdf.Stream(beside, bytes(raw))
        packed.Filter = pikepdf.Array([pikepdf.Name(str(one)) for one in filters])
        said = [_numbers(one) for one in parms]
        if said:
            packed.DecodeParms = pikepdf.Array(said)
        return packed.read_bytes(pikepdf.StreamDecodeLevel.generalized)


def _numbers(parms: pikepdf.Object) -> pikepdf.Dictionary:
    """The numbers of a dictionary of one file, for another."""
    if not isinstance(parms, pikepdf.Dictionary):
        return pikepdf.Dictionary()
    return pikepdf.Dictionary(
        {name: int(one) for name, one in parms.items() if isinstance(one, int)}
    )
