"""What waits for review, narrowed as somebody likes: which papers, whose, of which case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Self
from uuid import UUID

from django.db.models import QuerySet

from harborlight.documents.models import Version
from harborlight.documents.queries import to_review
from harborlight.firm.actor import Actor
from harborlight.firm.ids import read, shown
from harborlight.firm.words import in_words

# Of how many that wait longest somebody is offered what to choose among, and how many are
# counted: nobody waits longer for the list of an office where thousands wait.
OFFERED = 500
MOST_COUNTED = 500
# Decided about at once; more than a page of the queue shows.
MOST_AT_ONCE = 100


@dataclass(frozen=True)
class Wanted:
    """Which of the papers that wait; "" is any. show: "mine" or "all" cases.

    kind: of a paper. person, case: ids as addresses show them. written: the code of the
    language that it is in (`language` in an address is that of the pages: firm/languages).
    """

    show: str = "all"
    kind: str = ""
    person: str = ""
    case: str = ""
    written: str = ""

    @classmethod
    def of(cls, said: Mapping[str, Any]) -> Self:
        """What an address or a session says; what it does not know is any."""
        known = {one.name: str(said.get(one.name) or "")[:60] for one in fields(cls)}
        known["show"] = "mine" if known["show"] == "mine" else "all"
        return cls(**known)

    @property
    def mine(self) -> bool:
        return self.show == "mine"

    @property
    def is_narrowed(self) -> bool:
        """Whether some are left out, so that an empty list may be due to that."""
        return bool(self.kind or self.person or self.case or self.written)


@dataclass(frozen=True)
class Offered:
    """What occurs among what waits, each as (value, words), by its words.

    is_cut: more waits than was looked through.
    """

    kinds: Sequence[tuple[str, str]] = ()
    people: Sequence[tuple[str, str]] = ()
    cases: Sequence[tuple[str, str]] = ()
    languages: Sequence[str] = ()
    is_cut: bool = False


def waiting(actor: Actor, wanted: Wanted) -> QuerySet[Version]:
    """What waits for review, oldest first, of what is wanted."""
    rows = to_review(actor, mine=wanted.mine)
    if wanted.kind:
        rows = rows.filter(document__kind=wanted.kind)
    if wanted.written:
        rows = rows.filter(document__language=wanted.written)
    for name, value in (("document__person", wanted.person), ("case", wanted.case)):
        if value:
            rows = rows.filter(**{name: _id(value)})
    return rows


def several(actor: Actor, keys: Sequence[str]) -> list[Version]:
    """Those that somebody chose, as addresses show their ids, whether they still wait."""
    ids = [found for key in keys[:MOST_AT_ONCE] if (found := _id(key))]
    rows = Version.objects.visible_to(actor).filter(pk__in=ids)
    rows = rows.select_related(
        "document__person__login", "document__request", "case", "reviewed_by"
    )
    return [*rows.order_by("uploaded_at", "pk")]


def next_waiting(actor: Actor, version: Version, wanted: Wanted) -> Version | None:
    """The one after this in the queue, or the first one."""
    rows = waiting(actor, wanted).exclude(pk=version.pk)
    return rows.filter(uploaded_at__gte=version.uploaded_at).first() or rows.first()


def how_many(rows: QuerySet[Version]) -> int:
    """How many there are, as far as they are counted: MOST_COUNTED + 1 is more than that."""
    return rows.order_by()[: MOST_COUNTED + 1].count()


def offered(actor: Actor, *, mine: bool, shown_now: Sequence[Version]) -> Offered:
    """What the queue can be narrowed by: what those that wait longest are, and those of
    the list that is shown (of `waiting`), in one question to the database."""
    rows = to_review(actor, mine=mine).values_list(
        "document__kind",
        "document__title",
        "document__request__title",
        "document__person",
        "document__person__family_name",
        "document__person__given_name",
        "case",
        "case__number",
        "document__language",
    )
    kinds: dict[str, str] = {}
    people: dict[str, str] = {}
    cases: dict[str, str] = {}
    languages: set[str] = set()
    longest = [*rows[: OFFERED + 1]]
    for row in (*longest[:OFFERED], *map(_as_row, shown_now)):
        kind, title, asked, person, family, given, case, number, tongue = row
        kinds.setdefault(kind, in_words(asked) if asked else title)
        if person:
            people[shown(person)] = ", ".join(filter(None, [family, given]))
        cases[shown(case)] = number
        languages |= {tongue} - {""}
    return Offered(
        _by_words(kinds),
        _by_words(people),
        _by_words(cases),
        sorted(languages),
        is_cut=len(longest) > OFFERED,
    )


def _as_row(version: Version) -> tuple[Any, ...]:
    document, person = version.document, version.document.person
    return (
        document.kind,
        document.title,
        document.request.title if document.request else None,
        document.person_id,
        person.family_name if person else "",
        person.given_name if person else "",
        version.case_id,
        version.case.number,
        document.language,
    )


def _by_words(named: Mapping[str, str]) -> list[tuple[str, str]]:
    return sorted(named.items(), key=lambda pair: pair[1].casefold())


def _id(value: str) -> UUID | None:
    """An id as addresses show it; None, which no row has, for anything else."""
    try:
        return read(value)
    except ValueError:
        return None
