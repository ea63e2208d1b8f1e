"""The vocabulary: everything that can happen, one line each.

A kind of event is at once the permission to cause it, the audit entry, the
sentence in the activity, the notice, and the name of the webhook.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from harborlight.firm.roles import (
    CLOCK,
    DESK,
    LAWYERS,
    MACHINES,
    MONEY,
    OFFICE,
    OPERATOR,
    Role,
    Roles,
    roles,
)

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Words = str | _StrPromise

KINDS: dict[str, EventKind] = {}


@dataclass(frozen=True)
class EventKind:
    """One thing that can happen.

    sentence: what the firm's history says; `{who}` and the event's own words
        may stand in it.
    by: who may cause it. tells: who gets a notice of it.
    client_words: what the client's timeline says; none: the client does not see it.
    counted: the sentence for so many of them, where it says the event's `count`.
    quiet: no letter says that it is there: it is the client's own doing, or another
        letter goes with it.
    told_by_cause: where it is part of something else, that tells of it, and once is enough.
    """

    name: str
    sentence: Words
    by: Roles
    tells: Roles = frozenset()
    client_words: Words = ""
    quiet: bool = False
    told_by_cause: bool = False
    clients: Roles = field(default=frozenset())
    counted: Callable[[int], str] | None = None

    def __post_init__(self) -> None:
        if self.name in KINDS:
            raise ValueError(f"Two kinds of event are named {self.name}.")
        KINDS[self.name] = self

    @property
    def client_sees(self) -> bool:
        return bool(self.client_words)

    @property
    def is_news(self) -> bool:
        """Whether a client is written to that there is something new."""
        return self.client_sees and not self.quiet


ANYONE = roles(DESK, Role.CLIENT, Role.HR_LIAISON)

FIRM_FOUNDED = EventKind("firm.founded", _("{who} set up the firm"), by=MACHINES)
FIRM_CHANGED = EventKind(
    "firm.changed", _("{who} changed the firm's settings"), by=OFFICE, tells=OFFICE
)
FILES_CHOSEN = EventKind(
    "firm.files-chosen",
    _("{who} decided which files are taken as evidence: {kinds}, up to {most} MB"),
    by=OFFICE,
    tells=OFFICE,
)
DECLINED_KEPT = EventKind(
    "firm.declined-kept",
    _("{who} decided how long declined inquiries are kept (days; 0: always): {days}"),
    by=OFFICE,
    tells=OFFICE,
)
SECOND_PAIR_WAIVED = EventKind(
    "firm.second-pair-waived",
    _("{who} waived the second pair of eyes: the firm has one attorney"),
    by=roles(Role.PARTNER, Role.ATTORNEY),
    tells=OFFICE,
)
SECOND_PAIR_RESTORED = EventKind(
    "firm.second-pair-restored",
    _("{who} asked for a second pair of eyes again"),
    by=roles(Role.PARTNER, Role.ATTORNEY, CLOCK),
    tells=OFFICE,
)
FLAT_FEES_EARNED = EventKind(
    "firm.flat-fees-earned",
    _(
        "{who} recorded that our flat fees are earned when they are paid. It rests on: "
        "{rests_on}"
    ),
    by=roles(Role.PARTNER),
    tells=roles(OFFICE, LAWYERS, MONEY),
)
FLAT_FEES_HELD = EventKind(
    "firm.flat-fees-held",
    _("{who} recorded that our flat fees are held in trust until they are earned"),
    by=roles(Role.PARTNER),
    tells=roles(OFFICE, LAWYERS, MONEY),
)
JOINED = EventKind(
    "member.joined",
    _("{who} made {name} {role}"),
    by=roles(OFFICE, MACHINES),
    tells=OFFICE,
)
OFFERED = EventKind(
    "member.asked", _("{who} asked {name} to become {role}"), by=OFFICE, tells=OFFICE
)
OFFER_WITHDRAWN = EventKind(
    "member.asked-no-more",
    _("{who} no longer asks {name} to become {role}"),
    by=OFFICE,
    tells=OFFICE,
)
ACCEPTED = EventKind(
    "member.accepted", _("{who} accepted to be {role}"), by=DESK, tells=OFFICE
)
DECLINED = EventKind(
    "member.declined",
    _("{name} declined to become {role}"),
    by=MACHINES,
    tells=OFFICE,
)
# It names nobody: which case they belong to may lie behind a wall.
CLIENT_JOINED = EventKind(
    "member.client-joined", _("Somebody came into the portal"), by=MACHINES
)
LEFT = EventKind(
    "member.left", _("{who} ended {name}'s part as {role}"), by=OFFICE, tells=OFFICE
)
LEFT_THEMSELVES = EventKind(
    "member.gave-up", _("{who} gave up their part as {role}"), by=DESK, tells=OFFICE
)
SAME_HUMAN = EventKind(
    "member.same-human",
    _("{who} recorded that two accounts belong to {name}"),
    by=OFFICE,
    tells=OFFICE,
)
NOT_SAME_HUMAN = EventKind(
    "member.not-same-human",
    _("{who} recorded that the account {email} belongs to {name} alone"),
    by=roles(Role.PARTNER),
    tells=OFFICE,
)
CREDENTIALS_KEPT = EventKind(
    "member.credentials", _("{who} changed the bar details of {name}"), by=OFFICE
)
OWN_CREDENTIALS_KEPT = EventKind(
    "member.own-credentials", _("{who} changed their own bar details"), by=LAWYERS
)
SIGNED_IN = EventKind("session.signed-in", _("{who} signed in"), by=ANYONE)
SIGNED_OUT = EventKind("session.signed-out", _("{who} signed out"), by=ANYONE)
SESSION_ENDED = EventKind("session.ended", _("{who} signed out elsewhere"), by=ANYONE)
SIGN_IN_FAILED = EventKind(
    "session.failed", _("Somebody failed to sign in as {name}"), by=MACHINES
)
SECOND_FACTOR = EventKind(
    "session.factor", _("{who} changed how they sign in: {what}"), by=ANYONE
)
LOG_READERS = roles(OFFICE, Role.IT, Role.AUDITOR)
LOG_PROVED = EventKind(
    "log.proved",
    _("{who} proved the log: {count} events, none changed"),
    by=roles(LOG_READERS, CLOCK),
    counted=lambda n: ngettext(
        "{who} proved the log: {count} event, not changed",
        "{who} proved the log: {count} events, none changed",
        n,
    ),
)
LOG_BROKEN = EventKind(
    "log.broken",
    _("{who} found the log changed at number {n}: {why}"),
    by=roles(LOG_READERS, CLOCK),
    tells=roles(OFFICE, Role.IT),
)
LOG_EXPORTED = EventKind(
    "log.exported",
    _("{who} exported {count} events of the log"),
    by=roles(LOG_READERS, OPERATOR),
    counted=lambda n: ngettext(
        "{who} exported {count} event of the log",
        "{who} exported {count} events of the log",
        n,
    ),
)
SIGHTINGS_SEALED = EventKind(
    "sightings.sealed",
    _("The log of {count} sightings was sealed"),
    by=CLOCK,
    counted=lambda n: ngettext(
        "The log of {count} sighting was sealed",
        "The log of {count} sightings was sealed",
        n,
    ),
)
KEYS_ROTATED = EventKind("keys.rotated", _("The firm's key was replaced"), by=MACHINES)
JOB_GIVEN_UP = EventKind(
    "job.given-up",
    _("A background job was given up: {task}"),
    by=CLOCK,
    tells=roles(Role.IT, Role.FIRM_ADMINISTRATOR),
)
JOB_RETRIED = EventKind(
    "job.retried",
    _("{who} asked for a background job again: {task}"),
    by=roles(Role.IT, Role.FIRM_ADMINISTRATOR, OPERATOR),
)
JOB_SETTLED = EventKind(
    "job.settled",
    _("{who} found out that a message went out that had broken off: {task}"),
    by=roles(Role.IT, Role.FIRM_ADMINISTRATOR),
)
