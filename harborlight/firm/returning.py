"""An address that answers whoever asks for it, where the page at hand may have none.

What only takes a form shows its mistakes at its own address, and nobody can ask for
that: a link back, a change of language or a reload would find a blank page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from inspect import getclosurevars, isfunction
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit, urlunsplit

from django.urls import Resolver404, resolve, reverse
from django.utils.http import url_has_allowed_host_and_scheme

if TYPE_CHECKING:
    from django.http import HttpRequest

# Pages that one only passes through: nobody wants to come back to them.
PASSED = ("kept-words", "account_login", "signed-in-again")


def page_of(request: HttpRequest) -> str:
    """This page, as a link can lead to it: itself, or the page its form stood on."""
    if request.method == "GET" or answers(request.path):
        return request.get_full_path()
    return came_from(request) or above(request.path)


def came_from(request: HttpRequest) -> str:
    """The page of ours that this was sent from, if it can be asked for; else ""."""
    said = urlsplit(request.headers.get("Referer", ""))
    if said.netloc != request.get_host() or not answers(said.path):
        return ""
    if resolve(said.path).url_name in PASSED:
        return ""
    return _ours(urlunsplit(("", "", said.path, said.query, "")))


def above(path: str) -> str:
    """The nearest page in the way to this address, itself first."""
    parts = path.strip("/").split("/")
    for length in range(len(parts), 0, -1):
        one = f"/{'/'.join(parts[:length])}/"
        if answers(one):
            return _ours(one) or reverse("home")
    return reverse("home")


def answers(path: str) -> bool:
    """Whether there is a page here for whoever asks."""
    try:
        view = resolve(path).func
    except Resolver404:
        return False
    return all(_takes_questions(one) for one in _layers(view))


def _layers(view: Callable[..., Any]) -> Iterator[Callable[..., Any]]:
    """A view and what its decorators stand around."""
    layer: Callable[..., Any] | None = view
    while layer is not None:
        yield layer
        layer = getattr(layer, "__wrapped__", None)


def _takes_questions(view: Callable[..., Any]) -> bool:
    of_class = getattr(view, "view_class", None)
    if of_class is not None:
        return hasattr(of_class, "get")
    # Django's `require_POST` keeps there what it lets through.
    kept = getclosurevars(view).nonlocals if isfunction(view) else {}
    return "GET" in kept.get("request_method_list", ("GET",))


def _ours(address: str) -> str:
    fine = url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return address if fine else ""
