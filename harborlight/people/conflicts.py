"""Whom a conflict check finds among everybody the firm knows, and what it keeps of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Q

from harborlight.firm.actor import Actor
from harborlight.firm.roles import LAWYERS
from harborlight.people.models import ConflictCheck, Person
from harborlight.people.names import ALIKE, alike, folded

# A conflict check is of its day: tomorrow the firm may know more people.
CHECK_HOLDS = timedelta(hours=24)


@dataclass(frozen=True)
class Asked:
    """Somebody a conflict check asks about."""

    name: str
    birth_date: date | None = None
    email: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Known(Asked):
    """A name that the firm knows from elsewhere than a card of its own.

    place: where somebody gave it in answers, "former_spouses" or "name", in `case` and
    as an answer of `person`; or `check`, where the firm was asked about them before.
    """

    person: UUID | None = None
    case: UUID | None = None
    place: str = ""
    check: UUID | None = None


@dataclass(frozen=True)
class Match:
    """Somebody the firm knows who may be the one asked about, and why we think so.

    why: "name", "birth date", "email" or "phone"; score: 0 to 100; person: their card.
    The others say where a name stands that is on no card, as in Known.
    """

    about: int
    why: str
    score: int
    person: UUID | None = None
    name: str = ""
    case: UUID | None = None
    place: str = ""
    check: UUID | None = None


# The answers that say what somebody is called themselves.
OWN_NAMES = frozenset({"name", "native_name", "other_names"})


def look_alikes(
    actor: Actor,
    asked: Sequence[Asked],
    *,
    also: Iterable[Known] = (),
    except_for: Sequence[UUID] = (),
) -> tuple[list[Match], int]:
    """Everybody the firm knows who looks like one of those asked about.

    also: names of people who have no card, and those that people have beside it.
    Walled and closed cases count too, or a conflict could hide behind them: the
    check says that there is somebody, never in which case. Best matches first,
    and how many people were compared.
    """
    known = Person.objects.visible_to(actor).exclude(pk__in=except_for)
    columns = known.values_list("pk", "folded", "birth_date", "email", "phone")
    rows = [_Row(*row) for row in columns]
    compared, also = len(rows), [*also]
    rows += [
        _Row(
            other.person, folded(other.name), other.birth_date, other.email, other.phone
        )
        for other in also
    ]
    matches = []
    for index, one in enumerate(asked):
        for place, why, score in _like(one, rows):
            other = also[place - compared] if place >= compared else None
            matches.append(_match(index, why, score, rows[place], other))
    compared += sum(other.check is not None for other in also)
    matches = _without_what_cards_say(matches)
    return sorted(matches, key=lambda match: -match.score)[:50], compared


class _Row(NamedTuple):
    """What is compared of somebody; the name folded."""

    person: UUID | None
    name: str
    birth_date: date | None
    email: str
    phone: str


def _like(one: Asked, rows: Sequence[_Row]) -> Iterator[tuple[int, str, int]]:
    """The places of the rows that look like somebody, why, and how much."""
    email, phone = one.email.casefold(), digits(one.phone)
    names = alike(folded(one.name), [row.name for row in rows])
    for place, row in enumerate(rows):
        if email and row.email and email == row.email.casefold():
            yield place, "email", 100
        elif phone and row.phone and phone == digits(row.phone):
            yield place, "phone", 95
        elif score := names.get(place):
            if row.birth_date and row.birth_date == one.birth_date:
                yield place, "birth date", 100
            elif score >= ALIKE:
                yield place, "name", round(score)


def _match(about: int, why: str, score: int, row: _Row, other: Known | None) -> Match:
    if other is None:
        return Match(about, why, score, person=row.person)
    return Match(
        about,
        why,
        score,
        person=row.person,
        name=other.name,
        case=other.case,
        place=other.place,
        check=other.check,
    )


def _without_what_cards_say(matches: Sequence[Match]) -> list[Match]:
    """Somebody's own name in their answers says nothing that their card did not."""
    cards = {(one.about, one.person) for one in matches if not one.name}
    return [
        one
        for one in matches
        if one.place not in OWN_NAMES or (one.about, one.person) not in cards
    ]


def turned_down(actor: Actor, *, waiting: Sequence[UUID] = ()) -> list[Known]:
    """Everybody whom the firm refused in a conflict check, or has not decided on yet.

    waiting: the checks that wait for a lawyer.
    """
    rows = ConflictCheck.objects.visible_to(actor).filter(
        Q(decision="conflict") | Q(decision="", pk__in=waiting)
    )
    return [
        Known(
            name=one["name"],
            birth_date=date.fromisoformat(one["birth_date"])
            if one["birth_date"]
            else None,
            email=one["email"],
            phone=one["phone"],
            check=pk,
        )
        for pk, about in rows.order_by("-asked_at").values_list("pk", "about")
        for one in about
    ]


def digits(phone: str) -> str:
    """The last ten digits of a phone number, however it was typed."""
    return "".join(filter(str.isdigit, phone))[-10:]


def get_conflict_check(actor: Actor, pk: UUID) -> ConflictCheck:
    return ConflictCheck.objects.one(actor, pk)


def conflict_checks(
    actor: Actor, keys: Sequence[str | None]
) -> dict[str | None, ConflictCheck]:
    """Conflict checks by their ids as text."""
    rows = ConflictCheck.objects.visible_to(actor).filter(pk__in=filter(None, keys))
    return {str(row.pk): row for row in rows.select_related("decided_by", "asked_by")}


def usable_check(
    actor: Actor, pk: UUID | None, asked: Sequence[Asked], *, moment: datetime
) -> ConflictCheck | None:
    """This actor's own check about exactly these people, undecided and of today.

    None if there is no such check: then the check must be made anew.
    """
    if pk is None:
        return None
    rows = ConflictCheck.objects.visible_to(actor).filter(
        pk=pk, asked_by=actor.user_id, asked_at__gt=moment - CHECK_HOLDS, decision=""
    )
    found = rows.first()
    return found if found and found.about == [as_kept(one) for one in asked] else None


def may_clear(actor: Actor, check: ConflictCheck) -> bool:
    """Whether this actor may find that nothing stands against it."""
    return not check.matches or actor.plays(LAWYERS)


def as_kept(record: Asked | Match) -> dict[str, Any]:
    """A record as a conflict check keeps it."""
    return {
        name: str(value) if isinstance(value, date | UUID) else value
        for name, value in asdict(record).items()
    }
