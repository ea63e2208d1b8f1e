"""A word for a value as it stood when a page was made, to see whether it still stands.

It tells nothing of the value to whoever reads it in the page.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.datastructures import MultiValueDict

from harborlight.firm.ids import shown

# Stands in the place of a version while somebody must choose; no version is called so.
ASKED = "asked"


def version(case_id: UUID, name: str, entry: UUID | None, value: str) -> str:
    """The word for this value (or for none) of a fact, in this case and entry."""
    said = "|".join([str(case_id), name, str(entry or ""), value])
    key = f"versions of facts {settings.SECRET_KEY}".encode()
    digest = hmac.new(key, said.encode(), hashlib.sha256).digest()
    return shown(UUID(bytes=digest[:16]))


def sent_over(
    sent: Mapping[str, Any], words: Mapping[str, str]
) -> MultiValueDict[str, str]:
    """What a form was sent, field -> values, as if over the versions in `words`.

    sent: the data of a bound form; words: the name of a hidden box -> its version.
    """
    over = {name: [word] for name, word in words.items()}
    if isinstance(sent, MultiValueDict):
        return MultiValueDict(dict(sent.lists()) | over)
    return MultiValueDict({name: [value] for name, value in sent.items()} | over)
