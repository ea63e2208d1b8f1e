from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from harborlight.firm.actor import Actor
from harborlight.firm.models import User
from harborlight.firm.roles import LAWYERS
from harborlight.firm.tenancy import NotFound
from harborlight.people.models import ConflictCheck, Invitation, Person
from harborlight.people.names import ALIKE, ALIKE_WITH_BIRTH_DATE, folded, likeness

# Wrong dates of birth that close an invitation.
TRIES = 5
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


def get_person(actor: Actor, pk: UUID) -> Person:
    return Person.objects.one(actor, pk)


def persons(actor: Actor, ids: Sequence[UUID]) -> dict[UUID, Person]:
    return {row.pk: row for row in Person.objects.visible_to(actor).filter(pk__in=ids)}


def person_of(actor: Actor) -> Person:
    """The card of the client who asks."""
    found = Person.objects.visible_to(actor).filter(login=actor.user_id).first()
    if found is None:
        raise NotFound
    return found


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
    lines = [(folded(one.name), one) for one in asked]
    known = Person.objects.visible_to(actor).exclude(pk__in=except_for)
    columns = known.values_list("pk", "folded", "birth_date", "email", "phone")
    matches, compared = [], 0
    for pk, name, born, email, phone in columns.iterator(chunk_size=5000):
        compared += 1
        for index, (line, one) in enumerate(lines):
            if found := _compare(line, one, name, born, email, phone):
                matches.append(Match(index, *found, person=pk))
    of_cards = {(match.about, match.person) for match in matches}
    for other in also:
        compared += other.check is not None
        for match in _elsewhere(lines, other):
            # Their own name in their answers says nothing that their card did not.
            if (
                other.place not in OWN_NAMES
                or (match.about, match.person) not in of_cards
            ):
                matches.append(match)
    return sorted(matches, key=lambda match: -match.score)[:50], compared


def _elsewhere(lines: Sequence[tuple[str, Asked]], other: Known) -> Iterator[Match]:
    name = folded(other.name)
    for index, (line, one) in enumerate(lines):
        found = _compare(line, one, name, other.birth_date, other.email, other.phone)
        if found:
            yield Match(
                index,
                *found,
                person=other.person,
                name=other.name,
                case=other.case,
                place=other.place,
                check=other.check,
            )


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


def _compare(
    line: str, one: Asked, name: str, born: date | None, email: str, phone: str
) -> tuple[str, int] | None:
    if one.email and email and one.email.casefold() == email.casefold():
        return "email", 100
    if one.phone and phone and digits(one.phone) == digits(phone):
        return "phone", 95
    score = likeness(line, name)
    if born and born == one.birth_date and score >= ALIKE_WITH_BIRTH_DATE:
        return "birth date", 100
    return ("name", round(score)) if score >= ALIKE else None


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


def invitation_of(actor: Actor, person: Person) -> Invitation | None:
    """The newest invitation of this person."""
    return latest_invitations(actor).filter(person=person).first()


def latest_invitations(actor: Actor) -> QuerySet[Invitation]:
    """Every invitation, used up or not, the newest first."""
    return Invitation.objects.visible_to(actor).order_by("-made_at")


def account_with(actor: Actor, email: str) -> User | None:
    """The account of this address, in whatever firm; told to nobody but the program."""
    return User.objects.filter(email__iexact=email.strip()).first()


def open_invitations(actor: Actor, *, moment: datetime) -> QuerySet[Invitation]:
    """The invitations whose link still opens the portal."""
    return Invitation.objects.visible_to(actor).filter(
        used_at__isnull=True,
        withdrawn_at__isnull=True,
        tries__lt=TRIES,
        expires_at__gt=moment,
    )


def get_open_invitation(
    actor: Actor, person: Person, *, moment: datetime
) -> Invitation:
    """The link that somebody could still use; NotFound if there is none."""
    rows = open_invitations(actor, moment=moment).filter(person=person)
    found = rows.select_related("person").order_by("-made_at").first()
    if found is None:
        raise NotFound
    return found


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


def cards_with_email(
    actor: Actor, emails: Sequence[str], *, except_for: Sequence[UUID] = ()
) -> list[Person]:
    """Everybody the firm knows who has one of these addresses."""
    wanted = Q()
    for email in emails:
        wanted |= Q(email__iexact=email.strip())
    rows = Person.objects.visible_to(actor).exclude(pk__in=except_for)
    return [*rows.filter(wanted)] if wanted else []
