from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from harborlight.cases.models import Case, Party
from harborlight.firm.actor import Actor
from harborlight.firm.roles import OPENERS
from harborlight.firm.tenancy import NotFound
from harborlight.people.conflicts import OWN_NAMES, conflict_checks
from harborlight.people.models import ConflictCheck, Person
from harborlight.people.queries import (
    TRIES,
    latest_invitations,
    open_invitations,
    persons,
)


@dataclass(frozen=True)
class Seat:
    """A party and how they stand with the portal.

    state: "joined"; "invited", until `link_until` where the actor may know; "withdrawn":
    staff took the link back; "guessed": a wrong date of birth closed it; "closed": it
    was not used in time; or "new": never invited.
    """

    party: Party
    state: str
    link_until: datetime | None

    @property
    def person(self) -> Person:
        return self.party.person

    @property
    def may_be_invited(self) -> bool:
        """Whether a letter could reach them and would find the second proof."""
        return bool(self.person.email and self.person.birth_date)


@dataclass(frozen=True)
class Found:
    """Somebody a conflict check found, as far as the actor may know of them.

    about: which of those asked about, from 0; why, score: as in people.queries.Match;
    person: their card; cases: those open to the actor. Somebody in cases that are all
    closed to the actor has nothing but `about`.
    name, place: what they are called in answers of `person`, and where it stands there;
    check: the earlier conflict check that was about them; roles: the parts that somebody
    plays at the firm, who is no card and in no case (`place`: people/members.py).
    """

    about: int
    why: str = ""
    score: int = 0
    person: Person | None = None
    cases: Sequence[Case] = ()
    name: str = ""
    place: str = ""
    check: ConflictCheck | None = None
    roles: Sequence[str] = ()

    @property
    def is_card(self) -> bool:
        """Whether `person` themselves was found, by whatever of their names."""
        return self.person is not None and self.place in ("", *OWN_NAMES)


def parties(actor: Actor, case: Case) -> QuerySet[Party]:
    """Who the case is about, in the order they were added."""
    return (
        Party.objects.visible_in(actor, case)
        .select_related("person")
        .order_by("-part", "pk")
    )


def get_party(actor: Actor, case: Case, person_id: UUID) -> Party:
    """The part a person has in this case; NotFound if none."""
    found = parties(actor, case).filter(person=person_id).first()
    if found is None:
        raise NotFound
    return found


def party_names(actor: Actor, cases: Sequence[UUID]) -> dict[UUID, list[str]]:
    """The names of each case's parties, family name first."""
    rows = (
        Party.objects.visible_to(actor)
        .filter(case__in=cases)
        .order_by("-part", "pk")
        .values_list("case_id", "person__family_name", "person__given_name")
    )
    names: dict[UUID, list[str]] = {}
    for case_id, family, given in rows:
        names.setdefault(case_id, []).append(", ".join(filter(None, [family, given])))
    return names


def people_of(actor: Actor, case: Case) -> list[Person]:
    """The people whom the case is about, each once."""
    return [*{row.person_id: row.person for row in parties(actor, case)}.values()]


def seats(actor: Actor, case: Case, *, moment: datetime) -> list[Seat]:
    """The parties of a case, each with the state of their invitation."""
    until = open_invitations(actor, moment=moment).filter(person=OuterRef("person_id"))
    latest = latest_invitations(actor).filter(person=OuterRef("person_id"))
    rows = parties(actor, case).annotate(
        link_until=Subquery(until.values("expires_at")[:1]),
        withdrawn_at=Subquery(latest.values("withdrawn_at")[:1]),
        tries=Subquery(latest.values("tries")[:1]),
    )
    knows = actor.plays(OPENERS)
    return [_seat(row, knows) for row in rows]


def found_by(actor: Actor, check: ConflictCheck) -> list[Found]:
    """What a conflict check found, best first, without what walls keep from the actor.

    An earlier check is closed to whoever may not know somebody that it found, or that
    looks like the same person: two rows side by side would say who it is. So is that of a
    file which they may not open: of a declined inquiry nobody reads the names.
    """
    earlier = conflict_checks(actor, [one["check"] for one in check.matches])
    sight = _Sight(actor, [check, *earlier.values()])
    hidden = {one["about"] for one in check.matches if not sight.sees(one)}
    shut = {pk for pk, one in earlier.items() if not all(map(sight.sees, one.matches))}
    shut |= _of_closed_files(actor, earlier)
    found: dict[object, Found] = {}
    for match in check.matches:
        about, before = match["about"], match["check"]
        if (before in shut or about in hidden) if before else not sight.sees(match):
            # Once, and without a score, from which the name could be guessed.
            found[about] = Found(about)
            continue
        one = Found(about, match["why"], match["score"], name=match["name"])
        if before:
            found[object()] = replace(one, check=earlier.get(before))
        elif roles := match.get("roles"):
            # Who works here is no secret of a case; everybody at the desk knows them.
            found[object()] = replace(one, place=match["place"], roles=roles)
        else:
            person, cases = sight.person(match), sight.cases(match)
            one = replace(one, person=person, cases=cases, place=match["place"])
            found[object()] = one
    return [*found.values()]


def _of_closed_files(
    actor: Actor, checks: Mapping[str | None, ConflictCheck]
) -> set[str | None]:
    """Those of these checks that were made for a file which the actor may not open."""
    files = {pk: one.made_for for pk, one in checks.items() if one.made_for}
    if not files:
        return set()
    rows = Case.objects.visible_to(actor).filter(pk__in=files.values())
    there = {*rows.values_list("pk", flat=True)}
    return {pk for pk, made_for in files.items() if made_for not in there}


class _Sight:
    """What one actor may know of those whom conflict checks found."""

    def __init__(self, actor: Actor, checks: Sequence[ConflictCheck]) -> None:
        matches = [match for check in checks for match in check.matches]
        ids = [UUID(match["person"]) for match in matches if match["person"]]
        self.everywhere = _cases_of(Actor.clock(actor.firm), ids)
        self.within = _cases_of(actor, ids)
        self.known = persons(actor, ids)

    def sees(self, match: Mapping[str, Any]) -> bool:
        if not match["person"]:
            return True
        pk = UUID(match["person"])
        is_free = not match["cases"] and pk not in self.everywhere
        return is_free or bool(self.cases(match))

    def cases(self, match: Mapping[str, Any]) -> list[Case]:
        """Where they stand, as far as it is open: of a name in answers, just there."""
        cases, named = self.within.get(UUID(match["person"]), []), match["cases"]
        return [case for case in cases if not named or str(case.pk) in named]

    def person(self, match: Mapping[str, Any]) -> Person:
        return self.known[UUID(match["person"])]


def _seat(party: Any, knows_links: bool) -> Seat:
    """The seat of a row of `seats`."""
    link_until: datetime | None = party.link_until
    if party.joined_at or party.person.login_id:
        return Seat(party, "joined", None)
    if party.invited_at is None:
        return Seat(party, "new", None)
    if link_until is None and knows_links:
        return Seat(party, _closed(party), None)
    return Seat(party, "invited", link_until)


def _closed(party: Any) -> str:
    """What closed the newest invitation; as people.invitations.why_closed says it."""
    if party.withdrawn_at:
        return "withdrawn"
    return "guessed" if (party.tries or 0) >= TRIES else "closed"


def _cases_of(actor: Actor, people: Sequence[UUID]) -> Mapping[UUID, list[Case]]:
    rows = Party.objects.visible_to(actor).filter(person__in=people)
    found: dict[UUID, list[Case]] = {}
    for row in rows.select_related("case").order_by("-case__opened_on", "pk"):
        found.setdefault(row.person_id, []).append(row.case)
    return found
