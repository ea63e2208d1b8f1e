"""The words that may stand on papers: those of the house, and the firm's own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.text import slugify

from harborlight.documents.models import PaperTag
from harborlight.firm.actor import Actor
from harborlight.firm.words import folded

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Choice = tuple[str, "str | _StrPromise"]
LONGEST = 40


def own_tags(actor: Actor) -> list[PaperTag]:
    """The firm's own tags in force, in the order in which they were added."""
    rows = PaperTag.objects.visible_to(actor).filter(withdrawn_at__isnull=True)
    return [*rows.order_by("added_at", "pk")]


def get_tag(actor: Actor, pk: UUID) -> PaperTag:
    return PaperTag.objects.one(actor, pk)


def tag_choices(
    actor: Actor, kind: str, *, at_upload: bool = False
) -> list[tuple[str, str]]:
    """The firm's own tags for a kind of paper; at_upload: those that senders are offered."""
    return [
        (tag.code, tag.name)
        for tag in own_tags(actor)
        if tag.kind in ("", kind) and (tag.at_upload or not at_upload)
    ]


def tag_names(actor: Actor) -> dict[str, str]:
    """What every tag the firm ever had is called, by its code."""
    return {tag.code: tag.name for tag in PaperTag.objects.visible_to(actor)}


def code_of(label: str, taken: Iterable[str]) -> str:
    """A short code for a new tag, which no other has."""
    plain = slugify(folded(label)).replace("-", " ")[:LONGEST].strip() or "tag"
    used, code, number = {*taken}, plain, 1
    while code in used:
        number += 1
        code = f"{plain[: LONGEST - 3]} {number}"
    return code
