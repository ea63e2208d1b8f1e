"""A body that is not taken in: whoever sent it reads why, on a page of ours.

Django is asked for that page as if nothing had been sent: no action can be performed
by a request of which only a part is here.
"""

from __future__ import annotations

from django.conf import settings

from harborlight.config.bodies import Scope, TooLarge, TooSlow, declared_length
from harborlight.firm.requests import NOT_SIGNED_IN, TOO_LARGE, TOO_SLOW

MEBIBYTE = 1024 * 1024
# A form with a file of 50 MB and its fields; strangers send no files. Larger evidence
# comes piece by piece (harborlight/api/uploads.py).
LARGEST_BODY = 56 * MEBIBYTE
LARGEST_OF_STRANGERS = 2 * MEBIBYTE
_ABOUT_THE_BODY = (b"content-type", b"content-length", b"transfer-encoding")


def largest(scope: Scope) -> int:
    """The largest body that is taken in from whoever sends this."""
    return LARGEST_BODY if _is_known(scope) else LARGEST_OF_STRANGERS


def reason(scope: Scope, trouble: TooLarge | TooSlow) -> str:
    """Why it was not taken: a session that ended is no file too large."""
    if isinstance(trouble, TooSlow):
        return TOO_SLOW
    would_do = declared_length(scope) <= LARGEST_BODY
    return NOT_SIGNED_IN if would_do and not _is_known(scope) else TOO_LARGE


def as_question(scope: Scope) -> Scope:
    """The same request as one that only asks."""
    headers = [pair for pair in scope["headers"] if pair[0] not in _ABOUT_THE_BODY]
    return {**scope, "method": "GET", "headers": headers}


def _is_known(scope: Scope) -> bool:
    ours = f"{settings.SESSION_COOKIE_NAME}=".encode()
    return any(name == b"cookie" and ours in value for name, value in scope["headers"])
