"""Where a filing goes, by the rule of the book, and why there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from harborlight.cases.models import Case, Party
from harborlight.cases.queries import parties
from harborlight.facts.models import Fact
from harborlight.facts.queries import named
from harborlight.filings.models import Filing, NeededForm
from harborlight.filings.preflight_words import CHECKED_DAYS
from harborlight.firm.actor import Actor
from harborlight.law.addresses import (
    Address,
    Envelope,
    NoAddress,
    TwoAddresses,
    address_of,
)

_HOMES = "addresses[]."
# What must be known of everybody's home.
HOMES = tuple(f"{_HOMES}{one}" for one in ("current", "country", "state"))


@dataclass(frozen=True)
class Place:
    """The address with the reason for it; or why the book does not say one.

    code: none for an address, "online" where none is needed, else "no home" (nobody
    said where they live), "no address" (the book has none) or "two addresses".
    """

    row: Address | None = None
    because: str = ""
    why: str = ""
    code: str = ""

    def is_old(self, on: date) -> bool:
        """Whether nobody has read the agency's chart in the last days before that one."""
        return self.row is not None and (on - self.row.checked_on).days > CHECKED_DAYS


def place_of(
    actor: Actor,
    filing: Filing,
    needed: Sequence[NeededForm],
    on: date,
    on_it: Sequence[Party] | None = None,
    known: Sequence[Fact] | None = None,
) -> Place:
    """Where the envelope goes in which these forms lie, on that day.

    on_it: the parties of the case; known: the facts of HOMES; where the caller has them.
    """
    if filing.channel == Filing.Channel.ONLINE:
        return Place(code="online")
    envelope = Envelope(
        frozenset(one.form for one in needed),
        filing.carrier,
        {one.form: one.circumstance for one in needed if one.circumstance},
    )
    try:
        found = address_of(envelope, homes(actor, filing.case, on_it, known), on=on)
    except TwoAddresses:
        why = _(
            "The book has two places for what is in this envelope: %(forms)s. Perhaps "
            "it does not belong into one."
        )
        forms = ", ".join(sorted(envelope.forms))
        return Place(why=why % {"forms": forms}, code="two addresses")
    except NoAddress as lacks:
        code = "no home" if lacks.code == "no home" else "no address"
        return Place(why=_lacking(lacks, on), code=code)
    if found.row.not_in_court and _is_in_court(actor, filing.case):
        why = _(
            "Somebody on the case is in immigration court: there this is filed with the "
            "court, and not mailed to the agency."
        )
        return Place(why=why, code="no address")
    return Place(found.row, _because(found.part, found.state))


def _is_in_court(actor: Actor, case: Case) -> bool:
    """Whether somebody's proceedings are said to go on now."""
    facts = Fact.objects.visible_in(actor, case).filter(
        name="in_proceedings_outcome", replaced_at__isnull=True
    )
    return any(one.value == "active" for one in facts)


def homes(
    actor: Actor,
    case: Case,
    on_it: Sequence[Party] | None = None,
    known: Sequence[Fact] | None = None,
) -> dict[str, str]:
    """By the part in the case: the state of the home they live in now; "" where they
    live abroad, or nobody said. known: the facts of HOMES, where the caller has them."""
    rows = parties(actor, case) if on_it is None else on_it
    there = named(actor, case, HOMES) if known is None else known
    lives: dict[UUID | None, dict[UUID | None, dict[str, str]]] = {}
    for fact in there:
        if fact.name in HOMES:
            entry = lives.setdefault(fact.person_id, {}).setdefault(fact.entry_id, {})
            entry[fact.name.removeprefix(_HOMES)] = fact.value
    return {row.part: _state([*lives.get(row.person_id, {}).values()]) for row in rows}


def _state(homes: Sequence[Mapping[str, str]]) -> str:
    now = [row for row in homes if row.get("current") == "yes"]
    if len(now) != 1 or now[0].get("country", "US") != "US":
        return ""
    return now[0].get("state", "")


def _because(part: str, state: str) -> str:
    if not part:
        return _("It goes there wherever somebody lives.")
    said = _("Whose home decides: %(part)s. It is in %(state)s.")
    return said % {"part": _part(part), "state": state}


def _lacking(lacks: NoAddress, on: date) -> str:
    said = {**lacks.words, "on": date_format(on, "DATE_FORMAT")}
    said["part"] = _part(said.get("part", ""))
    if lacks.code == "no home":
        return (
            _(
                "Where %(forms)s goes turns on where somebody lives (%(part)s), and their "
                "present address in the United States is not known."
            )
            % said
        )
    if lacks.code == "no state":
        return (
            _(
                "The book has no place for %(forms)s of somebody (%(part)s) who lives in "
                "%(state)s, on %(on)s."
            )
            % said
        )
    return (
        _(
            "The book does not say where %(forms)s goes on %(on)s. Read “Where to File” on "
            "the agency's own page of the form. An attorney lifts this stop and writes as "
            "the reason which address it is and when it was read."
        )
        % said
    )


def _part(part: str) -> str:
    known = {
        "petitioner": _("the petitioner"),
        "beneficiary": _("the beneficiary"),
        "applicant": _("the applicant"),
    }
    return known.get(part, part)
