"""Scans with the words that were read from them lying underneath, where somebody has them.

Whoever reads papers (OCR) says here how to get a searchable PDF of a version: a function
that returns its bytes, page for page the same as the version, or None where there is none.
"""

from __future__ import annotations

from collections.abc import Callable

from harborlight.documents.models import Version

TEXT_LAYERS: list[Callable[[Version], bytes | None]] = []


def text_layer_of(version: Version) -> bytes | None:
    """A searchable PDF to be joined in place of the scan; None: as it is."""
    found = (layer(version) for layer in TEXT_LAYERS)
    return next((layer for layer in found if layer), None)
