"""Pictures made to break a decoder, or the machine it runs on."""

import io
import struct
import zlib

from PIL import Image

from harborlight.papers.tests import honest


def png_of(width: int, height: int) -> bytes:
    """A PNG that says so many pixels in its header, and has next to none."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = [(b"IHDR", header), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in parts)


def png_with_unpacking_profile() -> bytes:
    """A small PNG whose colour profile unpacks to 300 MB."""
    packing = zlib.compressobj(9)
    body = b"".join(packing.compress(bytes(1024 * 1024)) for _ in range(300))
    profile = b"icc\x00\x00" + body + packing.flush()
    plain = honest.png_with_alpha()
    return plain[:33] + _chunk(b"iCCP", profile) + plain[33:]


def _chunk(name: bytes, body: bytes) -> bytes:
    total = struct.pack(">I", zlib.crc32(name + body))
    return struct.pack(">I", len(body)) + name + body + total


def jpeg_of(width: int, height: int) -> bytes:
    """A JPEG that says so many pixels in its header."""
    plain = honest.saved(honest.half_red(), "JPEG")
    frame = plain.index(b"\xff\xc0")
    return plain[: frame + 5] + struct.pack(">HH", height, width) + plain[frame + 9 :]


def jpeg_of_scans(scans: int) -> bytes:
    """A progressive JPEG that paints the same picture over and over."""
    plain = honest.saved(honest.half_red((64, 64)), "JPEG", progressive=True)
    last = plain.rindex(b"\xff\xda")
    return plain[:-2] + plain[last:-2] * scans + b"\xff\xd9"


def tiff_of_pages(pages: int) -> bytes:
    """A TIFF whose pages all show the same few bytes."""
    entries = [(256, 3, 1, 8), (257, 3, 1, 8), (258, 3, 1, 8), (259, 3, 1, 1)]
    entries += [(262, 3, 1, 1), (273, 4, 1, 8), (277, 3, 1, 1), (278, 3, 1, 8)]
    entries += [(279, 4, 1, 64)]
    page = struct.pack("<H", len(entries))
    page += b"".join(struct.pack("<HHII", *entry) for entry in entries)
    length, first = len(page) + 4, 72
    out = io.BytesIO()
    out.write(b"II*\x00" + struct.pack("<I", first) + bytes(64))
    for number in range(pages):
        following = first + (number + 1) * length if number + 1 < pages else 0
        out.write(page + struct.pack("<I", following))
    return out.getvalue()


def tiff_in_a_circle() -> bytes:
    whole = tiff_of_pages(3)
    return whole[:-4] + struct.pack("<I", 72)


def tiff_of(width: int, height: int) -> bytes:
    whole = bytearray(tiff_of_pages(1))
    struct.pack_into("<HHII", whole, 74, 256, 4, 1, width)
    struct.pack_into("<HHII", whole, 86, 257, 4, 1, height)
    return bytes(whole)


def heic_of_nonsense() -> bytes:
    """A HEIC whose inner boxes are noise."""
    plain = honest.heic()
    meta = plain.index(b"meta")
    noise = Image.effect_noise((20, 10), 90).tobytes()
    return plain[: meta + 8] + noise + plain[meta + 8 + len(noise) :]


def gif() -> bytes:
    """A GIF that is also a script."""
    return honest.saved(Image.new("P", (8, 8)), "GIF") + b"=1;/*\n*/alert(1);"


def noise(size: int) -> bytes:
    """The same noise every time."""
    state, out = 1, bytearray()
    for _ in range(size):
        state = (state * 1103515245 + 12345) % 2**31
        out.append(state >> 16 & 0xFF)
    return bytes(out)
