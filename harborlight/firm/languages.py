"""The language of a page where a link asks for it: without a session, and no database.

Every page has a button for it, which needs both. A page that says that something broke
can rely on neither.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.http import HttpResponseRedirect, QueryDict
from django.utils.http import escape_leading_slashes
from django.utils.translation import get_language_info

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.http import HttpRequest, HttpResponse

ASKED = "language"


class AskedLanguage:
    """`?language=es` makes this browser keep a language, and is gone again."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = request.GET.get(ASKED)
        if request.method == "GET" and asked in dict(settings.LANGUAGES):
            return _kept(request, asked)
        return self.get_response(request)


def links(address: str, but: str | None) -> Iterator[tuple[str, str, str]]:
    """Code, own name and address of this page in each language but the one it is in."""
    for code, _name in settings.LANGUAGES:
        if code != but:
            name = get_language_info(code)["name_local"].capitalize()
            yield code, name, _with(address, code)


def _kept(request: HttpRequest, language: str) -> HttpResponse:
    response = HttpResponseRedirect(_with(request.get_full_path(), None))
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
    )
    return response


def _with(address: str, language: str | None) -> str:
    """An address that asks for this language, or for none."""
    # Two slashes would begin the name of another house.
    parts = urlsplit(escape_leading_slashes(address))
    asked = QueryDict(parts.query, mutable=True)
    asked.pop(ASKED, None)
    if language:
        asked[ASKED] = language
    return urlunsplit(parts._replace(query=asked.urlencode()))
