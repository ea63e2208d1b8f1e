"""Words that were sent after the session had ended: kept, and offered again.

Nothing typed may be lost. What a form sent is encrypted into a short-lived
cookie (files excepted: their page says so and offers them again); after
signing in, the same person is shown it and sends it with one press.
"""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings

from harborlight.firm.clock import now
from harborlight.firm.ids import LENGTH
from harborlight.firm.vault.ciphers import Unreadable, seal, unseal

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

COOKIE = "kept"
SECONDS = 3600
# What fits into cookies of one host in every browser, with room for the others.
LARGEST = 3500


def parcel(request: HttpRequest) -> dict[str, Any]:
    """What was sent, and to which page; never a password."""
    fields = {
        name: values
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken" and not _secret(name)
    }
    return {"path": request.path, "fields": fields, "at": int(now().timestamp())}


def holds_secrets(request: HttpRequest) -> bool:
    """Whether a form sent a password, so that sending it again means typing it again."""
    return any(_secret(name) for name in request.POST)


def readable(content: dict[str, Any]) -> list[str]:
    """The words of a parcel, for the person who typed them, in the order of the page.

    Without the names of their boxes, which are words of the program and of no reader's
    language. Bare identifiers and buttons are sent again, but not shown; the three boxes
    of a day are shown as one.
    """
    shown: dict[str, list[str]] = {}
    for name, values in content["fields"].items():
        base, _, part = name.rpartition("_")
        whose = base if part in ("year", "month", "day") else name
        shown.setdefault(whose, []).extend(text for text in values if _is_word(text))
    return [" ".join(texts) for texts in shown.values() if texts]


def _is_word(text: str) -> bool:
    return bool(text.strip()) and not (len(text) == LENGTH and text.isalnum())


def _secret(name: str) -> bool:
    return "password" in name or name in ("credential", "code")


def keep(request: HttpRequest, response: HttpResponse) -> None:
    """Put what was sent into the answer, for whoever signs in next."""
    attach(response, parcel(request), None)


def attach(response: HttpResponse, content: dict[str, Any], user: Any) -> None:
    content["user"] = str(user.pk) if user is not None else ""
    packed = zlib.compress(json.dumps(content, ensure_ascii=False).encode(), 9)
    sealed = base64.urlsafe_b64encode(seal(_key(), packed, COOKIE)).decode()
    if len(sealed) > LARGEST:
        return
    response.set_cookie(
        COOKIE,
        sealed,
        max_age=SECONDS,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )


def opened(request: HttpRequest, user_id: UUID) -> dict[str, Any] | None:
    """What this person had sent; nothing of anybody else's, nothing old."""
    sealed = request.COOKIES.get(COOKIE)
    if not sealed:
        return None
    try:
        packed = unseal(_key(), base64.urlsafe_b64decode(sealed), COOKIE)
        content: dict[str, Any] = json.loads(zlib.decompress(packed))
    except (Unreadable, ValueError, zlib.error):
        return None
    theirs = content["user"] in ("", str(user_id))
    fresh = content["at"] > now().timestamp() - SECONDS
    return content if theirs and fresh else None


def _key() -> bytes:
    return hashlib.sha256(f"kept words {settings.SECRET_KEY}".encode()).digest()
