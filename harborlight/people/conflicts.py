"""Whom a conflict check finds among everybody the firm knows, and what it keeps of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Q

from harborlight.firm.actor import Actor
from harborlight.firm.roles import LAWYERS
from harborlight.people.models import ConflictCheck, Person
from harborlight.people.names import ALIKE, Names, folded

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
    as an answer of `person`; `check`, where the firm was asked about them before; or
    `member`, the account of somebody who plays these `roles` here (people/members.py).
    """

    person: UUID | None = None
    case: UUID | None = None
    place: str = ""
    check: UUID | None = None
    member: UUID | None = None
    roles: tuple[str, ...] = ()


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
    cases: tuple[UUID, ...] = ()
    place: str = ""
    check: UUID | None = None
    member: UUID | None = None
    roles: tuple[str, ...] = ()


@dataclass(frozen=True)
class Looked:
    """What a look among everybody found. left_out: of each one asked about, how many more.

    compared: how many people were.
    """

    matches: Sequence[Match]
    left_out: Sequence[int]
    compared: int


# The most that is shown of one who is asked about; what weighs most comes first.
MOST = 25
WEIGHT = ("email", "phone", "birth date", "name")
# Less is part of too many names to say anything with a date of birth.
SHARED_LETTERS = 3
# The answers that say what somebody is called themselves.
OWN_NAMES = frozenset({"name", "native_name", "other_names"})


def look_alikes(
    actor: Actor,
    asked: Sequence[Asked],
    *,
    also: Iterable[Known] = (),
    except_for: Sequence[UUID] = (),
) -> Looked:
    """Everybody the firm knows who looks like one of those asked about.

    also: names of people who have no card, and those that people have beside it.
    Walled and closed cases count too, or a conflict could hide behind them: the
    check says that there is somebody, never in which case. Best matches first.
    """
    known = Person.objects.exclude(pk__in=except_for)
    columns = known.values_list("pk", "folded", "birth_date", "email", "phone")
    rows = [_Row(*row) for row in columns]
    cards, also = len(rows), [*also]
    rows += [
        _Row(one.person, folded(one.name), one.birth_date, one.email, one.phone)
        for one in also
    ]
    names, matches, left_out = Names(row.name for row in rows), [], []
    for index, one in enumerate(asked):
        found = [
            _match(index, why, score, rows[place], also, place - cards)
            for place, why, score in _like(one, rows, names)
        ]
        found = sorted(_each_once(found), key=_weight)
        matches += found[:MOST]
        left_out.append(max(0, len(found) - MOST))
    checked = sum(one.check is not None for one in also)
    return Looked(matches, left_out, cards + checked)


def _weight(match: Match) -> tuple[int, int]:
    return WEIGHT.index(match.why), -match.score


class _Row(NamedTuple):
    """What is compared of somebody; the name folded."""

    person: UUID | None
    name: str
    birth_date: date | None
    email: str
    phone: str


def _like(
    one: Asked, rows: Sequence[_Row], names: Names
) -> Iterator[tuple[int, str, int]]:
    """The places of the rows that look like somebody, why, and how much."""
    email, phone = one.email.casefold(), digits(one.phone)
    line = folded(one.name)
    scores, words = names.like(line), {*line.split()}
    for place, row in enumerate(rows):
        score = scores.get(place, 0.0)
        if email and row.email and email == row.email.casefold():
            yield place, "email", 100
        elif phone and row.phone and phone == digits(row.phone):
            yield place, "phone", 95
        elif row.birth_date and row.birth_date == one.birth_date:
            if score or _share_a_name(words, row.name):
                yield place, "birth date", 100 if score else 80
        elif score >= ALIKE:
            yield place, "name", round(score)


def _share_a_name(words: set[str], name: str) -> bool:
    """A name that stays when another changes, as by marriage."""
    return any(len(word) >= SHARED_LETTERS for word in words.intersection(name.split()))


def _match(
    about: int, why: str, score: int, row: _Row, also: Sequence[Known], place: int
) -> Match:
    if place < 0:
        return Match(about, why, score, person=row.person)
    other = also[place]
    return Match(
        about,
        why,
        score,
        person=row.person,
        name=other.name,
        cases=(other.case,) if other.case else (),
        place=other.place,
        check=other.check,
        member=other.member,
        roles=other.roles,
    )


def _each_once(matches: Sequence[Match]) -> list[Match]:
    """A name in several cases of somebody with all of them; a refused one the last time.

    Who has several names at the firm is found by the one that says most.
    Somebody's own name in their answers says nothing that their card did not.
    """
    cards = {one.person for one in matches if not one.name}
    found: dict[object, Match] = {}
    for one in matches:
        if one.place in OWN_NAMES and one.person in cards:
            continue
        key = one.member or (one.person, one.place, folded(one.name))
        before = found.get(key)
        if before is not None and one.member:
            one = min(before, one, key=_weight)
        elif before is not None:
            one = replace(before, cases=(*before.cases, *one.cases))
        found[key] = one
    return [*found.values()]


def turned_down(actor: Actor, *, waiting: Sequence[UUID] = ()) -> list[Known]:
    """Everybody whom the firm refused in a conflict check, or has not decided on yet.

    waiting: the checks that wait for a lawyer.
    """
    rows = ConflictCheck.objects.visible_to(actor).filter(
        Q(decision="conflict") | Q(decision="", pk__in=waiting)
    )
    return [
        Known(
            **vars(one),
            place="refused" if check.decision else "waiting",
            check=check.pk,
        )
        for check in rows.order_by("-asked_at")
        for one in asked_in(check)
    ]


def asked_in(check: ConflictCheck) -> list[Asked]:
    """Whom a check was about, as it was told of them (the other way of as_kept)."""
    return [
        Asked(
            one["name"],
            date.fromisoformat(one["birth_date"]) if one["birth_date"] else None,
            one["email"],
            one["phone"],
        )
        for one in check.about
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


def was_decided(actor: Actor, pk: UUID | None) -> bool:
    """Whether this actor's own check is decided."""
    if pk is None:
        return False
    rows = ConflictCheck.objects.visible_to(actor).filter(asked_by=actor.user_id, pk=pk)
    return rows.exclude(decision="").exists()


def may_decide(actor: Actor, check: ConflictCheck) -> bool:
    """Whether this actor may say whether what was found is a conflict."""
    return not check.matches or actor.plays(LAWYERS)


def as_kept(record: Asked | Match) -> dict[str, Any]:
    """A record as a conflict check keeps it."""
    return {name: _plain(value) for name, value in asdict(record).items()}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return str(value) if isinstance(value, date | UUID) else value
