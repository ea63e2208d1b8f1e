"""Sessions: the browser holds 256 random bits, the database only their hash.

The limits (ASVS 7.1.1 asks for them and their reasons): staff work all day at a
desk that a colleague may pass, clients on a phone that a family may share.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.conf import settings
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.middleware import SessionMiddleware as DjangoMiddleware
from django.utils.cache import patch_vary_headers

from harborlight.firm.clock import now

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

BEGAN, SEEN = "began", "seen"
# How stale the record of the last look may be: a page read is not a write.
SEEN_EVERY = 60


@dataclass(frozen=True)
class Limits:
    """Seconds without activity, and seconds altogether, after which we ask again."""

    idle: int
    absolute: int


STAFF = Limits(idle=30 * 60, absolute=12 * 3600)
CLIENT = Limits(idle=15 * 60, absolute=8 * 3600)


def hashed(token: str) -> str:
    """What the database knows of a session's token."""
    return hashlib.sha256(token.encode()).hexdigest()[:40]


class SessionStore(DatabaseStore):
    """`session_key` is the hash; `token` is there only when it was just made."""

    token: str | None = None

    def _get_new_session_key(self) -> str:
        self.token = secrets.token_urlsafe(32)
        return hashed(self.token)

    @classmethod
    def get_model_class(cls) -> Any:
        return DatabaseStore.get_model_class()


class SessionMiddleware(DjangoMiddleware):
    """Django's, with a cookie that holds the token and never the key."""

    def process_request(self, request: HttpRequest) -> None:
        token = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
        request.session = SessionStore(hashed(token) if token else None)

    def process_response(
        self, request: HttpRequest, response: HttpResponse
    ) -> HttpResponse:
        session: Any = request.session
        name = settings.SESSION_COOKIE_NAME
        if session.accessed:
            patch_vary_headers(response, ("Cookie",))
        if name in request.COOKIES and session.is_empty():
            response.delete_cookie(name, samesite="Lax")
        elif session.modified and not session.is_empty() and response.status_code < 500:
            try:
                session.save()
            except UpdateError:
                # It was ended elsewhere while this page was made: the next one asks.
                return response
            if session.token:
                response.set_cookie(
                    name,
                    session.token,
                    httponly=True,
                    secure=settings.SESSION_COOKIE_SECURE,
                    samesite="Lax",
                )
        return response


def still_open(session: Any, limits: Limits, *, took: int = 0) -> bool:
    """Whether the session is within its limits; notes that it was used.

    took: seconds until all of the request was here. Whoever sends is there, so a file
    that comes slowly is judged by when it began to come.
    """
    moment = int(now().timestamp())
    began = session.get(BEGAN)
    if began is None:
        session[BEGAN] = session[SEEN] = moment
        return True
    if (
        moment - began > limits.absolute
        or moment - took - session.get(SEEN, began) > limits.idle
    ):
        return False
    if moment - session[SEEN] >= SEEN_EVERY:
        session[SEEN] = moment
    return True


def remaining(session: Any, limits: Limits) -> int:
    """Seconds until the session ends if nobody touches it; none left: it is over."""
    moment = int(now().timestamp())
    began: int = session.get(BEGAN, moment)
    seen: int = session.get(SEEN, began)
    return min(limits.idle - (moment - seen), limits.absolute - (moment - began))


def seen(session: Any, limits: Limits, *, touched: bool) -> bool:
    """Whether the session is open; unless somebody touched the page, this only looks."""
    return still_open(session, limits) if touched else remaining(session, limits) >= 0


def has_second_factor(session: Any) -> bool:
    """Whether this session was opened with a passkey, a code or a recovery code."""
    used = session.get(AUTHENTICATION_METHODS_SESSION_KEY, [])
    return any(record.get("method") == "mfa" for record in used)
