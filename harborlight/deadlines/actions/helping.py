"""What the actions of this room share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext

from harborlight.deadlines.models import Deadline
from harborlight.firm.words import in_every_language

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    # Of the program's own, in every language; of a person's, as it was written.
    Words = _StrPromise | str


class AlreadyOver(Exception):
    """A deadline is met or dropped once."""


def texts_of(**several: Words) -> dict[str, dict[str, str]]:
    """What the program says in every language; what a person wrote stays as it is."""
    return {
        name: in_every_language(words) if isinstance(words, Promise) else {}
        for name, words in several.items()
    }


def said(deadline: Deadline) -> dict[str, str] | str:
    return deadline.texts.get("title") or deadline.title


def check_open(deadline: Deadline) -> None:
    """Two people may say at once that it is done; the first one did."""
    if not Deadline.objects.select_for_update().get(pk=deadline.pk).is_open:
        raise AlreadyOver(gettext("Somebody has just met or dropped this deadline."))
