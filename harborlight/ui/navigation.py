"""The ways through the desk and the waiting room: one line each.

Add a line here when a section has a first page. Who plays none of the roles
does not see it; the one whose address begins like the page's is the current one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from harborlight.firm.roles import (
    CASE_READERS,
    CLIENTS,
    DESK,
    GUESTS,
    LAWYERS,
    MONEY,
    OFFICE,
    OPENERS,
    STAFF,
    Role,
    Roles,
    roles,
)

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from harborlight.firm.actor import Actor


@dataclass(frozen=True)
class Way:
    """A section: its name, the name of its address, its icon, and who sees it.

    also: how other addresses at the desk begin that lie in it.
    """

    label: _StrPromise
    page: str
    icon: str
    who: Roles
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Shown:
    """A way as one page shows it."""

    label: _StrPromise
    address: str
    icon: str
    here: bool


CASES = roles(CASE_READERS, GUESTS)
LOOKS_AFTER = roles(OFFICE, Role.IT, Role.AUDITOR, Role.PRACTICE_MANAGER)

# Pages of one case whose addresses do not begin with it.
OF_A_CASE = (
    "invoices/",
    "payments/",
    "withdrawals/",
    "agreements/",
    "payers/",
    "costs/",
    "time/",
    "timers/",
)

AT_THE_DESK = (
    Way(_("Today"), "staff:home", "sun", DESK),
    Way(
        pgettext_lazy("firm", "Overview"),
        "staff:overview",
        "gauge",
        roles(OPENERS, Role.AUDITOR, GUESTS, Role.CLIENT_SERVICES),
    ),
    Way(_("Cases"), "staff:cases", "folder", CASES, also=OF_A_CASE),
    Way(
        _("Inquiries"),
        "staff:inquiries",
        "inbox",
        roles(LAWYERS, Role.INTAKE),
        also=("consultations/",),
    ),
    Way(_("People"), "staff:people", "users", CASE_READERS),
    Way(_("Review"), "staff:review", "clipboard-check", CASES),
    Way(_("Deadlines"), "staff:deadlines", "calendar-days", CASES),
    Way(_("Agencies"), "staff:agency", "radio-tower", CASES),
    Way(_("Tasks"), "staff:tasks", "list-checks", DESK),
    Way(_("Money"), "staff:money", "landmark", roles(MONEY, Role.PRACTICE_MANAGER)),
    Way(_("Reports"), "staff:reports", "chart-column", LOOKS_AFTER),
    Way(_("Office"), "staff:office", "building-2", STAFF),
)
IN_THE_WAITING_ROOM = (
    Way(_("Home"), "portal:home", "house", CLIENTS),
    Way(_("Questions"), "portal:questions", "message-circle-question-mark", CLIENTS),
    Way(_("Documents"), "portal:documents", "file-text", CLIENTS),
    Way(_("Payments"), "portal:payments", "credit-card", CLIENTS),
    Way(_("Case"), "portal:case", "route", CLIENTS),
)


def ways(actor: Actor, several: tuple[Way, ...], path: str) -> list[Shown]:
    """The sections this actor may enter, the one that `path` lies in marked."""
    open_ways = [
        (way, address)
        for way in several
        if actor.plays(way.who) and (address := _address(way.page))
    ]
    within = [address for way, address in open_ways if _lies_in(path, way, address)]
    here = max(within, key=len, default="")
    return [
        Shown(way.label, address, way.icon, address == here)
        for way, address in open_ways
    ]


def _lies_in(path: str, way: Way, address: str) -> bool:
    # Everything at the desk begins like its first page, which is only itself.
    if path == address or way.page == "staff:home":
        return path == address
    desk = _address("staff:home") if way.also else ""
    others = (f"{desk}{start}" for start in way.also)
    return path.startswith((address, *others))


def _address(page: str) -> str:
    try:
        return reverse(page)
    except NoReverseMatch:
        return ""  # a section that is not built yet has no way to it
