"""The pages that come next, for whoever loses the connection while they answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.template.loader import render_to_string

from harborlight.firm.doors import Request
from harborlight.firm.tenancy import NotFound
from harborlight.firm.words import in_words
from harborlight.portal.asking import step_address
from harborlight.questionnaires.forms import ScreenForm
from harborlight.questionnaires.pages import Page
from harborlight.questionnaires.progress import Step
from harborlight.questionnaires.queries import Standing, page

# A tunnel, a lift, a bus between two towns.
AT_HAND = 8


def following(request: Request, stands: Standing) -> Iterator[Page]:
    """The next pages of questions on which something is open.

    GET: after, a screen; entry, where it is about one of several.
    """
    screen, entry = request.GET.get("after", ""), request.GET.get("entry", "")
    here = _place(request, stands, screen, entry)
    coming = stands.steps[here + 1 :] if here is not None else ()
    several = [step for step in coming if not step.done and not _is_list(step)]
    for step in several[:AT_HAND]:
        yield page(request.actor, stands, step.screen, step.entry)


def at_hand(
    request: Request, stands: Standing, asked: Page, form: ScreenForm
) -> dict[str, Any]:
    """A page as another one shows it in its own place (ui/assets/js/keeping)."""
    address = step_address(stands.sent, asked.step)
    shown = {"stands": stands, "page": asked}
    return {
        "address": address,
        "action": f"{address}?entry={asked.entry_key}" if asked.entry_key else address,
        "entry": asked.entry_key,
        "title": in_words(asked.screen.title) if asked.screen else "",
        "heading": render_to_string("portal/questions/_heading.html", shown, request),
        "questions": str(form),
    }


def _place(request: Request, stands: Standing, screen: str, entry: str) -> int | None:
    """The number of a step among all; None: it is not asked any more."""
    for number, step in enumerate(stands.steps):
        if step.screen == screen:
            if not entry:
                return number
            try:
                found = page(request.actor, stands, screen, step.entry, entry=entry)
            except NotFound:
                return None
            return found.number - 1
    return None


def _is_list(step: Step) -> bool:
    """A list is added to on the server only."""
    return bool(step.loop) and step.entry is None
