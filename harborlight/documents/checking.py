"""Looking at a file that has just arrived, before anybody opens it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from harborlight.documents.actions import Checked
from harborlight.firm.models import StoredFile
from harborlight.firm.vault.stored import plain_chunks
from harborlight.papers import sandbox
from harborlight.papers.inspect_verdicts import SENTENCES
from harborlight.papers.inspection import Limits, Refusal, inspect_apart, safe_name
from harborlight.papers.previews import preview_apart

MEBIBYTE = 1024 * 1024
LIMITS = Limits(bytes=100 * MEBIBYTE)
PREVIEW_WIDTH = 1100


class FileRefused(Exception):
    """The file was not taken. The sentence says what the sender should do."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.sentence)
        self.refusal = refusal

    @property
    def words(self) -> str:
        """The sentence in the reader's language."""
        return _(SENTENCES[self.refusal.code]).format_map(self.refusal.params)


def look_at(file: StoredFile, name: str) -> Checked:
    """Decide by the content what a stored file is. FileRefused if we may not take it.

    The decrypted bytes exist in memory only, and the hostile ones are parsed by a
    process that can do nothing else.
    """
    if file.length > LIMITS.bytes:
        raise FileRefused(
            Refusal(
                "too-large",
                {
                    "megabytes": -(-file.length // MEBIBYTE),
                    "most_megabytes": LIMITS.bytes // MEBIBYTE,
                },
            )
        )
    try:
        with sandbox.in_memory(plain_chunks(file), most=LIMITS.bytes) as plain:
            seen = inspect_apart(plain, name, limits=LIMITS)
    except (sandbox.TooMuch, sandbox.NoPlaceInMemory):
        raise FileRefused(Refusal("not-checked", {"why": "memory"})) from None
    if seen.refusal is not None:
        raise FileRefused(seen.refusal)
    return Checked(
        file=file, name=safe_name(name), kind=str(seen.kind), pages=seen.pages or 1
    )


def page_image(
    file: StoredFile, kind: str, page: int, width: int = PREVIEW_WIDTH
) -> bytes | None:
    """One page as a picture; None where this kind has none or it cannot be drawn.

    `width`: in pixels; a photo is not made larger than it is.
    """
    with sandbox.in_memory(plain_chunks(file), most=LIMITS.bytes) as plain:
        picture = preview_apart(plain, kind, page=page, width=width)  # type: ignore[arg-type]
    return picture if isinstance(picture, bytes) else None
