"""Words that were sent after the session had ended: kept, and offered again.

Nothing typed may be lost. What a form sent is encrypted into a short-lived
cookie (files excepted: their page says so and offers them again); after
signing in, the same person is shown it and sends it with one press. What no
cookie can hold is put by on the server (firm/put_by.py), and the cookie opens it.
Of several pages that were open, each one's words are kept; the cookie lists them.

A phone may be a couple's, and a session that is gone says nothing of who wrote. So
every form carries a mark of the account its page was made for. Words without a mark
are shown to nobody later.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import zlib
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings

from harborlight.firm.clock import now
from harborlight.firm.ids import LENGTH, read, shown
from harborlight.firm.put_by import KEPT_FOR, MOST, put_by, taken_out, throw_away
from harborlight.firm.returning import page_of
from harborlight.firm.vault.ciphers import Unreadable, seal, unseal

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

COOKIE = "kept"
# The box of a form that says whose page it stands in; the tag `csrf_token` writes it.
WHOSE = "whose"
SECONDS = int(KEPT_FOR.total_seconds())
# How a cookie begins that only opens what is put by; no sealed text begins so.
PUT_BY = "by."
# What fits into cookies of one host in every browser, with room for the others: all
# that lies in the cookie itself, and beside it as many that are put by as may be (MOST).
LARGEST = 2700
BETWEEN = "|"


def mark_of(user: Any) -> str:
    """What a form carries for this account: told to its own pages, guessed by nobody."""
    return _mark(user.pk)


def is_of_another(request: HttpRequest) -> bool:
    """Whether the form stands in a page made for somebody who is not signed in here."""
    whose = request.POST.get(WHOSE, "")
    user = request.user
    return bool(whose) and not (user.is_authenticated and _same(whose, mark_of(user)))


def parcel(request: HttpRequest) -> dict[str, Any]:
    """What was sent, and to which page; never a password."""
    fields = {
        name: values
        for name, values in request.POST.lists()
        if name not in ("csrfmiddlewaretoken", WHOSE) and not _secret(name)
    }
    return {
        # With its query, which may hold the way back from there.
        "path": request.get_full_path(),
        "page": page_of(request),
        "fields": fields,
        "files": bool(request.FILES),
        "at": int(now().timestamp()),
    }


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


def keep(request: HttpRequest, response: HttpResponse, user: Any = None) -> None:
    """Put what was sent into the answer, for whoever the page was made for.

    user: whose session has just ended, if there was one.
    """
    whose = request.POST.get(WHOSE) or (mark_of(user) if user else "")
    writer = _writer(whose)
    if writer is None:
        return
    content = parcel(request) | {WHOSE: whose}
    packed = zlib.compress(json.dumps(content, ensure_ascii=False).encode(), 9)
    sealed = base64.urlsafe_b64encode(seal(_key(), packed, COOKIE)).decode()
    there = _listed(request)
    if (
        sum(len(one) for one in [*there, sealed] if not one.startswith(PUT_BY))
        > LARGEST
    ):
        sealed = PUT_BY + put_by(writer, packed, _key())
    _list(response, [*there, sealed])


def opened(request: HttpRequest, user: Any) -> list[dict[str, Any]]:
    """What this person had sent, oldest first; nothing of anybody else's, nothing old.

    Each with the word ("which") that `forget` is told.
    """
    found = ((one, _opened(one, user)) for one in _listed(request))
    return [content | {"which": _which(one)} for one, content in found if content]


def forget(request: HttpRequest, response: HttpResponse, which: str) -> None:
    """The words were sent, or thrown away: nothing of them stays."""
    user, rest = request.user, []
    for told in _listed(request):
        if _which(told) != which:
            rest.append(told)
        elif told.startswith(PUT_BY) and user.is_authenticated:
            throw_away(told.removeprefix(PUT_BY), user.pk)
    _list(response, rest)


def _listed(request: HttpRequest) -> list[str]:
    return [one for one in request.COOKIES.get(COOKIE, "").split(BETWEEN) if one]


def _list(response: HttpResponse, several: list[str]) -> None:
    if not several:
        response.delete_cookie(COOKIE, samesite="Lax")
        return
    response.set_cookie(
        COOKIE,
        BETWEEN.join(several[-MOST:]),
        max_age=SECONDS,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )


def _which(told: str) -> str:
    """A word for one of several that opens nothing."""
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def _opened(told: str, user: Any) -> dict[str, Any] | None:
    try:
        packed = _packed(told, user)
        if packed is None:
            return None
        content: dict[str, Any] = json.loads(zlib.decompress(packed))
    except (Unreadable, ValueError, zlib.error):
        return None
    theirs = _same(content.get(WHOSE, ""), mark_of(user))
    fresh = content["at"] > now().timestamp() - SECONDS
    return content if theirs and fresh else None


def _packed(told: str, user: Any) -> bytes | None:
    if told.startswith(PUT_BY):
        return taken_out(told.removeprefix(PUT_BY), user.pk, _key())
    return unseal(_key(), base64.urlsafe_b64decode(told), COOKIE) if told else None


def _mark(user_id: UUID) -> str:
    said = f"page of {user_id}".encode()
    return shown(user_id) + hmac.new(_key(), said, hashlib.sha256).hexdigest()[:32]


def _writer(mark: str) -> UUID | None:
    """Whose pages carry this mark: ours alone do, so nobody has words kept for others."""
    try:
        user_id = read(mark[:LENGTH])
    except ValueError:
        return None
    return user_id if _same(mark, _mark(user_id)) else None


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())


def _key() -> bytes:
    return hashlib.sha256(f"kept words {settings.SECRET_KEY}".encode()).digest()
