from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from harborlight.cases.models import Case, Party
from harborlight.cases.queries import parties
from harborlight.facts.accepting import a_number
from harborlight.facts.events import REVEALED
from harborlight.facts.models import OF_THE_CASE, Entry, Explanation, Fact
from harborlight.firm.acting import may
from harborlight.firm.actor import Actor
from harborlight.firm.models import Credentials, Firm
from harborlight.firm.vault.fields import lookups, normal
from harborlight.people.models import Person

# What is known of one subject: {"name": {"family": "Peña"}, "addresses": [{...}, ...]}
Known = dict[str, Any]


# What a value and its place are made of; `firm` opens what is sealed.
VALUES = ("firm", "person", "name", "entry", "plain", "secret")


@dataclass
class Sheet:
    """Everything known of one person (or of the case) now.

    values: by name, and by (name, entry id) inside a group. entries: the ids of
    each group's entries in their order.
    """

    values: dict[tuple[str, UUID | None], Fact] = field(default_factory=dict)
    entries: dict[str, list[UUID]] = field(default_factory=dict)

    def get(self, name: str, entry: UUID | None = None) -> str:
        fact = self.values.get((name, entry))
        return fact.value if fact else ""

    def plain(self) -> Known:
        """The same as nested dictionaries and lists, as form packs read it."""
        known: Known = {}
        lists: dict[UUID, Known] = {}
        for group, ids in self.entries.items():
            rows: list[Known] = [{"entry": str(pk)} for pk in ids]
            lists |= dict(zip(ids, rows, strict=True))
            known[group] = rows
        for (name, entry), fact in self.values.items():
            if entry is None:
                _put(known, name.split("."), fact.value)
            elif entry in lists:
                _put(lists[entry], name.partition("[].")[2].split("."), fact.value)
        return known


def _put(known: Known, path: list[str], value: str) -> None:
    for part in path[:-1]:
        known = known.setdefault(part, {})
    known[path[-1]] = value


def current_facts(actor: Actor, case: Case) -> QuerySet[Fact]:
    """What is known in this case now (a client: of themselves)."""
    return Fact.objects.visible_in(actor, case).filter(replaced_at__isnull=True)


def named(actor: Actor, case: Case, names: Iterable[str]) -> list[Fact]:
    """Some facts of everybody on the case, as they stand now: "addresses[].state" too, of
    entries that are there."""
    rows = current_facts(actor, case).filter(name__in={*names})
    return [*rows.exclude(entry__removed_at__isnull=False)]


def sheet(actor: Actor, case: Case, person: Person | None) -> Sheet:
    """What is known of one person in this case."""
    return sheets(actor, case, [person]).get(person.pk if person else None, Sheet())


def sheets(
    actor: Actor,
    case: Case,
    persons: Iterable[Person | None],
    *,
    only: Sequence[str] = (),
) -> dict[UUID | None, Sheet]:
    """What is known of several people, in two queries.

    only: the columns that are read of the facts, where not all are wanted.
    """
    found: dict[UUID | None, Sheet] = {
        person.pk if person else None: Sheet() for person in persons
    }
    entries = Entry.objects.visible_in(actor, case).filter(removed_at__isnull=True)
    for entry in entries.order_by("group", "position", "pk"):
        if entry.person_id in found:
            found[entry.person_id].entries.setdefault(entry.group, []).append(entry.pk)
    rows = current_facts(actor, case)
    for fact in rows.only(*only) if only else rows:
        if fact.person_id in found:
            found[fact.person_id].values[fact.name, fact.entry_id] = fact
    return found


def case_facts(
    actor: Actor, case: Case, rows: Sequence[Party] | None = None
) -> dict[str, Known]:
    """The facts of the case as form packs read them, by the part each person has.

    rows: the parties, where the caller has them already.
    """
    rows = [*parties(actor, case)] if rows is None else rows
    everybody = [*(row.person for row in rows), None]
    known = sheets(actor, case, everybody, only=VALUES)
    facts = {row.part: known[row.person_id].plain() for row in rows}
    facts["case"] = known[None].plain()
    return facts


def history(
    actor: Actor, case: Case, person: Person | None, name: str, entry: UUID | None
) -> QuerySet[Fact]:
    """Every value this fact ever had, newest first, with who said so."""
    rows = Fact.objects.visible_to(actor).filter(
        case=case,
        subject=str(person.pk) if person else OF_THE_CASE,
        name=name,
        slot=str(entry or ""),
    )
    return rows.select_related("by").order_by("-at", "-pk")


def new_answers(actor: Actor, case: Case) -> QuerySet[Fact]:
    """What clients answered and nobody here has accepted yet."""
    return current_facts(actor, case).filter(
        source=Fact.Source.ANSWER, accepted_at__isnull=True
    )


def before_them(actor: Actor, facts: Sequence[Fact]) -> dict[UUID, Fact]:
    """By the id of each of these facts, what stood in its place before."""
    rows = Fact.objects.visible_to(actor).filter(
        case__in={fact.case_id for fact in facts},
        name__in={fact.name for fact in facts},
        replaced_at__isnull=False,
        stood=True,
    )
    last: dict[tuple[str, str, str], Fact] = {}
    for row in rows.order_by("replaced_at", "at", "pk"):
        last[row.subject, row.name, row.slot] = row
    found = {fact.pk: last.get((fact.subject, fact.name, fact.slot)) for fact in facts}
    return {pk: row for pk, row in found.items() if row is not None}


def explanations(actor: Actor, case: Case) -> QuerySet[Explanation]:
    """What was said to findings of this case, oldest first."""
    rows = Explanation.objects.visible_in(actor, case).select_related("said_by")
    return rows.order_by("said_at", "pk")


def get_fact(actor: Actor, pk: UUID) -> Fact:
    return Fact.objects.one(actor, pk)


def get_entry(actor: Actor, pk: UUID) -> Entry:
    return Entry.objects.one(actor, pk)


def of_attorney(actor: Actor, credentials: Credentials | None, firm: Firm) -> Known:
    """What forms ask about the attorney, as facts. They are written to at the firm."""
    if credentials is None:
        return _filled({"address": _address(firm), "kind": "attorney"})
    return _filled(
        {
            "name": {
                "family": credentials.family_name,
                "given": credentials.given_name,
                "middle": credentials.middle_name,
            },
            "address": _address(firm),
            "licensing_authority": credentials.licensing_authority,
            "bar_number": credentials.bar_number,
            "uscis_account": credentials.uscis_account,
            "phone_day": credentials.phone or firm.phone,
            "phone_mobile": credentials.mobile,
            "email": credentials.email or firm.email,
            "kind": "attorney",
            "restricted": "yes" if credentials.under_order else "no",
        }
    )


def of_firm(actor: Actor, firm: Firm) -> Known:
    """What forms ask about the firm, as facts."""
    return _filled({"name": firm.name})


def _address(firm: Firm) -> dict[str, str]:
    if not firm.street:
        return {}
    return {
        "street": firm.street,
        "unit_kind": firm.unit_kind,
        "unit": firm.unit,
        "city": firm.city,
        "state": firm.state,
        "zip": firm.zip,
        "country": "US",
    }


def _filled(known: Mapping[str, Any]) -> Known:
    """Without what is empty: an empty text is no fact."""
    return {
        name: _filled(value) if isinstance(value, Mapping) else value
        for name, value in known.items()
        if value
    }


def cases_with_number(actor: Actor, number: str) -> list[UUID]:
    """The cases in which a protected number is just this: A-number, passport, SSN.

    Compared by its keyed hash; nothing is opened, and a part of a number finds nothing.
    Only for those who may be shown such numbers: others could try them out.
    """
    if not may(actor, REVEALED):
        return []
    bare = normal(number)
    spelled = {bare, a_number(bare.upper())}
    hashes = {one for text in spelled for one in lookups(actor.firm, text)}
    rows = Fact.objects.visible_to(actor).filter(
        lookup__in=hashes, replaced_at__isnull=True
    )
    return [*rows.values_list("case_id", flat=True).distinct()]
