"""Putting pages behind a filled form; its boxes stay as they are."""

from __future__ import annotations

from io import BytesIO

from pikepdf import Pdf


def put_behind(form: bytes, sheets: bytes) -> tuple[bytes, int]:
    """The form with the pages of the other PDF behind its own, and how many they are."""
    made = BytesIO()
    with Pdf.open(BytesIO(form)) as whole, Pdf.open(BytesIO(sheets)) as further:
        whole.pages.extend(further.pages)
        whole.save(made)
        return made.getvalue(), len(further.pages)
