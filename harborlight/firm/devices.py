"""The browsers in which somebody signed in before: told apart from a stranger's.

A cookie holds a number of this browser and, bound to it, a mark of each account that
signed in here. It opens nothing. It decides whether a letter tells of a new browser,
and whose wrong passwords are counted together (firm/guessing.py).
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import TYPE_CHECKING

from django.conf import settings

from harborlight.firm.second_factors import factor_key

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from harborlight.firm.models import User

COOKIE = "devices"
MOST_ACCOUNTS = 8


def known_device(request: HttpRequest, user: User) -> str:
    """The number of this browser, if this account signed in with it; else nothing."""
    number, marks = _told(request)
    mark = _mark(number, user)
    return number if any(hmac.compare_digest(mark, one) for one in marks) else ""


def remember_device(request: HttpRequest, response: HttpResponse, user: User) -> bool:
    """Write down that this account signed in here; whether it never had before."""
    number, marks = _told(request)
    new = not known_device(request, user)
    number = number or secrets.token_hex(16)
    mark = _mark(number, user)
    marks = [mark, *(one for one in marks if one != mark)][:MOST_ACCOUNTS]
    response.set_cookie(
        COOKIE,
        ".".join([number, *marks]),
        max_age=365 * 24 * 3600,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )
    return new


def _told(request: HttpRequest) -> tuple[str, list[str]]:
    number, *marks = request.COOKIES.get(COOKIE, "").split(".")
    # A number that nobody could vouch for is not carried on: it may be anybody's.
    return (number, marks) if marks and number.isascii() else ("", [])


def _mark(number: str, user: User) -> str:
    said = f"{number} {user.pk}".encode()
    return hmac.new(factor_key(), said, hashlib.sha256).hexdigest()[:20]
