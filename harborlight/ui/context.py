"""What every page knows besides what its view gives it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import get_language_info

from harborlight.firm import kept, sessions
from harborlight.firm.actor import Actor
from harborlight.firm.membership import Place, memberships_of, places_of
from harborlight.firm.returning import page_of
from harborlight.firm.roles import STAFF
from harborlight.firm.unsent import browser_key
from harborlight.ui.navigation import AT_THE_DESK, IN_THE_WAITING_ROOM, Shown, ways
from harborlight.ui.timers import Running, running_timer

if TYPE_CHECKING:
    from django.http import HttpRequest

    from harborlight.firm.models import Firm


@dataclass
class House:
    """`house` in every template. Nothing of it is asked before it is shown."""

    request: HttpRequest

    @property
    def actor(self) -> Actor | None:
        return getattr(self.request, "actor", None)

    @property
    def user(self) -> Any:
        """Whoever is signed in, or None."""
        user = getattr(self.request, "user", None)
        return user if user is not None and user.is_authenticated else None

    @property
    def person(self) -> str:
        """The name of whoever is signed in, as a menu shows it."""
        return self.user.name or self.user.email if self.user else ""

    @property
    def firm(self) -> Firm | None:
        return self.actor.firm if self.actor else None

    @property
    def name(self) -> str:
        return self.firm.name if self.firm else "Harborlight"

    @property
    def side(self) -> str:
        """ "portal" on the pages of clients, whose sessions end sooner, else "desk"."""
        limits = getattr(self.request, "limits", sessions.STAFF)
        return "portal" if limits == sessions.CLIENT else "desk"

    @property
    def seconds_left(self) -> int:
        """How long the page may stay untouched before it locks; 0: for ever."""
        if self.user is None:
            return 0
        limits = getattr(self.request, "limits", sessions.STAFF)
        return max(1, sessions.remaining(self.request.session, limits))

    @cached_property
    def languages(self) -> list[tuple[str, str]]:
        """Code and own name of each: [("en", "English"), ("es", "español")]."""
        return [
            (code, get_language_info(code)["name_local"].capitalize())
            for code, _name in settings.LANGUAGES
        ]

    @property
    def here(self) -> str:
        """This page's address, for whoever asks for it again in another language."""
        return page_of(self.request)

    @property
    def keeps_words(self) -> bool:
        """Whether whoever is signed in sent words that wait to be sent again."""
        return bool(self.user and kept.opened(self.request, self.user))

    @property
    def unsent_key(self) -> str:
        """The key of the answers that wait in this browser (firm/unsent.py)."""
        return browser_key(self.user.pk) if self.user else ""

    @property
    def timer(self) -> Running | None:
        """What whoever is signed in has running."""
        return running_timer(self.request) if self.user else None

    @property
    def works_here(self) -> bool:
        """Whether the office has a page of this person: staff, but no guest."""
        return self.actor is not None and self.actor.plays(STAFF)

    @property
    def desk_ways(self) -> list[Shown]:
        return self._ways(AT_THE_DESK)

    @property
    def portal_ways(self) -> list[Shown]:
        return self._ways(IN_THE_WAITING_ROOM)

    @cached_property
    def firms(self) -> int:
        """In how many firms whoever is signed in plays a part."""
        return len({place.firm.pk for place in self._places})

    @property
    def may_change(self) -> bool:
        """Whether there is another firm, or another side, to change to."""
        return len(self._places) > 1

    @cached_property
    def _places(self) -> list[Place]:
        known = getattr(self.request, "memberships", None)
        return places_of(memberships_of(self.user) if known is None else known)

    def _ways(self, several: Any) -> list[Shown]:
        return ways(self.actor, several, self.request.path) if self.actor else []


def house(request: HttpRequest) -> dict[str, Any]:
    return {"house": House(request)}
