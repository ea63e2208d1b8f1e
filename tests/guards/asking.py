"""Every address of the house, and what whoever asks for it is answered."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from time import time
from typing import Any
from unittest import mock
from urllib.parse import urlsplit

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.test.client import ClientHandler
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from harborlight.api import tus
from harborlight.firm import sightings
from harborlight.firm.doors import FIRM_KEY
from harborlight.firm.ids import IdInAddress, read
from harborlight.firm.models import Event
from harborlight.firm.roles import CLIENTS
from harborlight.firm.sessions import SessionStore
from harborlight.firm.tenancy import everywhere
from harborlight.firm.unguessable import NumberInAddress
from tests.guards.addresses import argument
from tests.guards.canaries.whole import Held
from tests.guards.canaries.words import WORDS
from tests.guards.world import Persona, World
from tests.questions import questions

_ID = re.compile(r"(?<![0-9a-z])[0-9a-hjkmnp-tv-z]{26}(?![0-9a-z])")
SIGN_IN = "sign in"
AN_EVENT = f'INSERT INTO "{Event._meta.db_table}"'
METHODS = ("GET", "POST")
# Whoever carries a file to us asks otherwise than a page does.
CARRIERS = "/api/uploads/"
MORE_METHODS = {"api:upload": ("HEAD", "PATCH", "DELETE")}
# How a row stands in an address, so that nobody counts up to another one.
HIDING = (IdInAddress, NumberInAddress)
CARRIED = {
    "Tus-Resumable": tus.VERSION,
    "Upload-Offset": "0",
    "Content-Type": tus.PIECES,
}


@dataclass(frozen=True)
class Route:
    name: str
    arguments: tuple[str, ...]
    door: str
    # Those of its arguments that are ids of rows.
    ids: tuple[str, ...] = ()
    # Those that name no row, or name it by something else than an id.
    plain: tuple[str, ...] = ()
    view: Any = None

    @property
    def methods(self) -> tuple[str, ...]:
        return METHODS + MORE_METHODS.get(self.name, ())

    def values(self, begun: Held) -> dict[str, Any]:
        return {name: argument(begun, self.name, name) for name in self.arguments}

    def address(self, begun: Held) -> str:
        return self.at(self.values(begun))

    def at(self, values: dict[str, Any]) -> str:
        return reverse(self.name, kwargs=values)


@dataclass
class Answer:
    """What came back, in the words of the table."""

    status: int
    outcome: str
    body: str
    html: bool
    headers: dict[str, str]
    changed: list[str] = field(default_factory=list)
    # Kinds of what the lighter log says was looked at.
    looks: list[str] = field(default_factory=list)
    # What the database was asked for it.
    asked: list[str] = field(default_factory=list)


@cache
def routes() -> tuple[Route, ...]:
    """Every route, by name; each must have one."""
    return tuple(sorted(_walk(get_resolver().url_patterns, ""), key=lambda r: r.name))


def _walk(patterns: list[Any], space: str) -> Iterator[Route]:
    for entry in patterns:
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from _walk(entry.url_patterns, inner)
        elif isinstance(entry, URLPattern):
            assert entry.name, f"A route without a name: {entry.pattern}"
            converters = entry.pattern.converters
            yield Route(
                f"{space}{entry.name}",
                tuple(converters),
                getattr(entry.callback, "door", ""),
                tuple(n for n, c in converters.items() if isinstance(c, IdInAddress)),
                tuple(n for n, c in converters.items() if not isinstance(c, HIDING)),
                entry.callback,
            )


_cookies: dict[tuple[int, str], str] = {}


def cookie(world: World, persona: Persona) -> str:
    """The session of somebody who signed in a moment ago."""
    place = (id(world), persona.name)
    if place not in _cookies:
        user, session = persona.user, SessionStore()
        assert user and persona.firm
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session[AUTHENTICATION_METHODS_SESSION_KEY] = [
            {"method": "password", "at": time()}
        ]
        session[FIRM_KEY] = str(persona.firm.pk)
        session.save()
        assert session.token
        _cookies[place] = session.token
    return _cookies[place]


def ask(
    world: World,
    persona: Persona,
    method: str,
    address: str,
    *,
    language: str = "en",
    strict: bool = False,
    data: dict[str, Any] | None = None,
) -> Answer:
    """Ask as this person; whatever it did is undone again."""
    client = Client(enforce_csrf_checks=strict, raise_request_exception=False)
    client.handler = _handler(strict)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    if persona.user:
        client.cookies[settings.SESSION_COOKIE_NAME] = cookie(world, persona)
    said: dict[str, Any] = {"data": data or {}, "headers": {"host": settings.SITE_HOST}}
    if address.startswith(CARRIERS):
        said["headers"] |= CARRIED
        address = f"{address}?side={_side(persona)}"
    if method in ("PATCH", "DELETE"):
        said |= {"data": b"", "content_type": tus.PIECES}
    kinds: list[str] = []
    with transaction.atomic():
        sightings._noted.clear()
        with (
            connection.execute_wrapper(_listening_to(heard := [])),
            mock.patch("django.test.client.store_rendered_templates", _nothing),
        ):
            response: Any = getattr(client, method.lower())(address, **said)
            answer = _read(response)
        answer.looks = [look[3] for look in sightings._noted]
        answer.asked = questions(heard)
        # Few requests leave an event, and counting all there are is dear.
        happened = any(one["sql"].startswith(AN_EVENT) for one in heard)
        if happened:
            kinds = _kinds()
        transaction.set_rollback(True)
    answer.changed = kinds[: len(kinds) - len(_kinds())] if happened else []
    return answer


@cache
def _handler(strict: bool) -> ClientHandler:
    """What stands between a client and the views, made once and not for each question."""
    return ClientHandler(strict)


def _nothing(*_what: Any, **_more: Any) -> None:
    """Nobody asks which contexts a page was made of; copying them is a sixth of the time."""


def _listening_to(heard: list[dict[str, str]]) -> Callable[..., Any]:
    def statement(execute: Any, sql: str, *rest: Any) -> Any:
        heard.append({"sql": sql})
        return execute(sql, *rest)

    return statement


def _side(persona: Persona) -> str:
    """From which pages somebody's scripts ask."""
    own = persona.name.removeprefix("another ").removeprefix("rival ")
    return "portal" if own in CLIENTS else "desk"


def _kinds() -> list[str]:
    """The kinds of all that happened, the newest first."""
    with everywhere("guards look at what happened"):
        return [*Event.objects.order_by("-at").values_list("kind", flat=True)]


def _read(response: HttpResponse) -> Answer:
    body = (
        b"".join(response.streaming_content)  # type: ignore[attr-defined]
        if response.streaming
        else response.content
    )
    kind = response.headers.get("Content-Type", "")
    text = body.decode("utf-8", "replace")
    return Answer(
        response.status_code,
        _outcome(response),
        text,
        kind.startswith("text/html"),
        dict(response.headers),
    )


def _outcome(response: HttpResponse) -> str:
    """In, or why not: `in` also where a form comes back or one is led on."""
    status = response.status_code
    if status in (301, 302, 303):
        where = urlsplit(response.headers["Location"]).path
        return SIGN_IN if where == reverse(settings.LOGIN_URL) else "in"
    if status < 300 or status in (400, 409, 422):
        return "in"
    return {401: SIGN_IN}.get(status, str(status))


def leaks(world: World, persona: Persona, answer: Answer, asked: str = "") -> list[str]:
    """What stands in an answer that this person must never read."""
    said = answer.body + "\n" + "\n".join(answer.headers.values())
    found = [
        word for word in WORDS if word in persona.not_theirs and word in _plain(said)
    ]
    for letters in set(_ID.findall(said)) - set(_ID.findall(asked)):
        word = world.word_of.get(_key(letters))
        if word in persona.not_theirs:
            found.append(f"the id {letters} of {word}")
    return found


def _plain(said: str) -> str:
    """Words are looked for however they are written."""
    return (
        "".join(
            said.replace(low, word)
            for word in WORDS
            for low in (word.lower(), word.upper())
            if low in said
        )
        + said
    )


def _key(letters: str) -> Any:
    try:
        return read(letters)
    except ValueError:
        return None
