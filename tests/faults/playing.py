"""The firm of these stories, and who acts in it: looked up anew by every child."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from harborlight.cases.models import Case
from harborlight.firm.actor import Actor
from harborlight.firm.models import Firm, Membership
from harborlight.firm.tenancy import everywhere, inside
from tests.cast import actor_of

FIRM = "Okafor Immigration Law PLLC"


def firm() -> Firm:
    with everywhere("a story looks for its firm"):
        return Firm.objects.get(name=FIRM)


def behind_a_door(deed: Callable[..., Any]) -> Callable[..., Any]:
    """Inside the firm, as a page is: on PostgreSQL in one transaction."""

    @wraps(deed)
    def entered(*args: Any, **kwargs: Any) -> Any:
        with inside(firm()):
            return deed(*args, **kwargs)

    return entered


def who(name: str) -> Actor:
    """Somebody of the firm by their given name: Ada, Paul, Pat, Ben, or a client."""
    rows = Membership.objects.select_related("user", "firm")
    return actor_of(rows.get(user__name__startswith=name))


def case() -> Case:
    """The only one of the firm."""
    return Case.objects.get()
