"""Looking into a text file: is it text, and does it say its letters?"""

import re

from harborlight.papers.inspect_content import Data, is_markup
from harborlight.papers.inspect_verdicts import Refused

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def inspect_text(data: Data) -> tuple[str, ...]:
    """Notes on a text file; Refused when it is no text, or text that runs."""
    text, notes = _read(bytes(data[:]))
    if _CONTROLS.search(text) or is_markup(text[:4096].encode("utf-8", "replace")):
        raise Refused("not-what-it-says")
    return notes


def _read(data: bytes) -> tuple[str, tuple[str, ...]]:
    for mark, letters in _MARKS.items():
        if data.startswith(mark):
            try:
                return data.decode(letters), ()
            except UnicodeDecodeError as error:
                raise Refused("damaged") from error
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        # What older Windows programs write; five bytes are unused in it and fail.
        try:
            return data.decode("cp1252"), ("old-letters",)
        except UnicodeDecodeError as error:
            raise Refused("not-what-it-says") from error
