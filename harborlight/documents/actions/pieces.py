"""The photos that a version was put together from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from harborlight.documents.models import Piece, Version
from harborlight.firm.models import StoredFile
from harborlight.firm.vault.uploads import take


@dataclass(frozen=True)
class Sent:
    """A photo or scan that a version was put together from, as `Piece` keeps it."""

    file: StoredFile
    name: str
    kind: str
    turned: int
    cropped: Sequence[float]


def keep_pieces(version: Version, pieces: Sequence[Sent]) -> None:
    for one in pieces:
        take(one.file)
    version.from_pieces = len(pieces)
    version.save(update_fields=["from_pieces"])
    Piece.objects.bulk_create(
        Piece(
            firm_id=version.firm_id,
            case_id=version.case_id,
            version=version,
            position=position,
            **{**vars(one), "cropped": [*one.cropped]},
        )
        for position, one in enumerate(pieces, 1)
    )
