"""Writes answers behind a prepared PDF, as a revision: the form itself is not touched.

That is how Acrobat saves too, and it costs only as much as the answers are long.
"""

import hashlib
import zlib
from collections.abc import Iterator

from harborlight.papers.blanks import Tail
from harborlight.papers.fonts import literal

# Objects in one compressed bundle; viewers unpack a whole bundle to read one of them.
BUNDLE = 100


class Revision:
    """Objects that replace those of a PDF or are new to it, and the PDF with them."""

    def __init__(self, pdf: bytes, tail: Tail) -> None:
        self._parts = [pdf, b"\n"]
        self._length = len(pdf) + 1
        self._tail = tail
        self._next = tail.next_number
        self._at: dict[int, tuple[int, int, int]] = {}
        self._small: dict[int, str] = {}

    def reserve(self) -> int:
        """A number for an object still to be written."""
        self._next += 1
        return self._next - 1

    def put(self, number: int, body: str) -> None:
        """Write or replace an object that is not a stream; body in Latin-1."""
        self._small[number] = body

    def add_stream(self, head: str, content: bytes) -> int:
        """Write a new stream; head is what its dictionary says besides its length."""
        number = self.reserve()
        self._stream(number, head, content)
        return number

    def finish(self) -> bytes:
        """The whole PDF, answers and all."""
        numbers = sorted(self._small)
        for start in range(0, len(numbers), BUNDLE):
            self._bundle(numbers[start : start + BUNDLE])
        return self._with_index()

    def _stream(self, number: int, head: str, content: bytes) -> None:
        self._at[number] = (1, self._length, 0)
        start = f"{number} 0 obj\n<<{head}/Length {len(content)}>>stream\n"
        self._append(start.encode("latin-1") + content + b"\nendstream\nendobj\n")

    def _append(self, part: bytes) -> None:
        self._parts.append(part)
        self._length += len(part)

    def _bundle(self, numbers: list[int]) -> None:
        bodies = [self._small[number].encode("latin-1") for number in numbers]
        places, length = [], 0
        bundle = self.reserve()
        for index, (number, body) in enumerate(zip(numbers, bodies, strict=True)):
            places.append(f"{number} {length}")
            length += len(body) + 1
            self._at[number] = (2, bundle, index)
        index_line = " ".join(places).encode() + b"\n"
        head = f"/Type/ObjStm/N {len(numbers)}/First {len(index_line)}"
        packed = zlib.compress(index_line + b"\n".join(bodies), 6)
        self._stream(bundle, f"{head}/Filter/FlateDecode", packed)

    def _with_index(self) -> bytes:
        tail, start, number = self._tail, self._length, self.reserve()
        self._at[number] = (1, start, 0)
        rows = b"".join(
            kind.to_bytes(1, "big") + at.to_bytes(4, "big") + index.to_bytes(2, "big")
            for _, (kind, at, index) in sorted(self._at.items())
        )
        ranges = " ".join(f"{first} {count}" for first, count in self._ranges())
        digest = hashlib.sha256(b"".join(self._parts[1:])).hexdigest()[:32]
        head = (
            f"/Type/XRef/W[1 4 2]/Index[{ranges}]/Size {self._next}"
            f"/Root {tail.root} 0 R/Prev {tail.start}"
            f"/ID[<{tail.first_id}><{digest}>]/Filter/FlateDecode"
        )
        if tail.info:
            head += f"/Info {tail.info} 0 R"
        self._stream(number, head, zlib.compress(rows, 6))
        self._append(f"startxref\n{start}\n%%EOF\n".encode())
        return b"".join(self._parts)

    def _ranges(self) -> Iterator[tuple[int, int]]:
        numbers = sorted(self._at)
        first = 0
        for position, number in enumerate(numbers, start=1):
            following = numbers[position] if position < len(numbers) else None
            if following != number + 1:
                yield numbers[first], position - first
                first = position


def pdf_text(text: str) -> str:
    """A text value as PDF spells it; line breaks as Acrobat writes them."""
    text = text.replace("\n", "\r")
    if text.isascii():
        return literal(text.encode("ascii"))
    return f"<feff{text.encode('utf-16-be').hex()}>"


def pdf_name(name: str) -> str:
    """A name as PDF spells it, its stray blanks included."""
    plain = (
        chr(byte)
        if chr(byte).isalnum() and byte < 128 or byte in b"-_.+"
        else f"#{byte:02x}"
        for byte in name.encode()
    )
    return f"/{''.join(plain)}"
