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
from harborlight.people.names import folded
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
    person: None when all their cases are closed to the actor; cases: those open to them.
    name, place: what they are called in answers of `person`, and where it stands there;
    check: the earlier conflict check that was about them.
    """

    about: int
    why: str
    score: int
    person: Person | None = None
    cases: Sequence[Case] = ()
    name: str = ""
    place: str = ""
    check: ConflictCheck | None = None

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

    A name that stands in several cases of somebody is said once, with all of them.
    """
    ids = [UUID(one["person"]) for one in check.matches if one["person"]]
    everywhere = _cases_of(Actor.clock(actor.firm), ids)
    within = _cases_of(actor, ids)
    known = persons(actor, ids)
    earlier = conflict_checks(actor, [one["check"] for one in check.matches])
    found: dict[object, Found] = {}
    for match in check.matches:
        one = Found(match["about"], match["why"], match["score"])
        if match["check"]:
            before = earlier.get(match["check"])
            one = replace(one, name=match["name"], check=before)
        elif (cases := _seen_in(match, within, everywhere)) is not None:
            person = known[UUID(match["person"])]
            said = {"name": match["name"], "place": match["place"]}
            one = replace(one, person=person, cases=cases, **said)
        key = (one.about, one.person, one.place, folded(one.name), one.check)
        if one.place and key in found:
            one = replace(found[key], cases=[*found[key].cases, *one.cases])
        found[key if one.place else object()] = one
    return [*found.values()]


def _seen_in(
    match: Mapping[str, Any],
    within: Mapping[UUID, list[Case]],
    everywhere: Mapping[UUID, list[Case]],
) -> list[Case] | None:
    """The cases in which the actor may know of a match; None where they may not."""
    pk = UUID(match["person"])
    cases = within.get(pk, [])
    if match["case"]:
        return [case for case in cases if str(case.pk) == match["case"]] or None
    return cases if cases or pk not in everywhere else None


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
