from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from harborlight.cases.models import Case, Party
from harborlight.firm.actor import Actor
from harborlight.firm.tenancy import NotFound
from harborlight.people.conflicts import digits
from harborlight.people.models import Person
from harborlight.people.names import folded


def people(actor: Actor, *, words: str = "") -> QuerySet[Person]:
    """The people the firm knows, as far as this actor may know of them (cases/met.py), by name.

    words: parts of the name in any order, with or without accents, or an address.
    """
    rows = Person.objects.visible_to(actor)
    if "@" in words:
        return rows.filter(email__icontains=words.strip()).order_by("folded", "pk")
    for word in folded(words).split():
        rows = rows.filter(folded__contains=word)
    return rows.order_by("folded", "pk")


def get_known(actor: Actor, pk: UUID) -> Person:
    """Somebody's card, if this actor may know of them."""
    found = people(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def cases_with(actor: Actor, person: Person) -> list[tuple[Case, str]]:
    """The cases of somebody that are open to this actor, newest first, and their part."""
    rows = Party.objects.visible_to(actor).filter(person=person)
    rows = rows.select_related("case__lead").order_by("-case__opened_on", "pk")
    return [(row.case, row.part) for row in rows]


def cases_reached_by(actor: Actor, address: str) -> list[UUID]:
    """The cases of the parties who have this e-mail address or phone number."""
    rows = Party.objects.visible_to(actor)
    if "@" in address:
        rows = rows.filter(person__email__iexact=address)
        return [*rows.values_list("case_id", flat=True).distinct()]
    wanted = digits(address)
    # However it was typed, its last two digits stand somewhere in it.
    rows = rows.filter(person__phone__contains=wanted[-2:])
    found = rows.values_list("case_id", "person__phone").distinct()
    return [case for case, phone in found if digits(phone) == wanted]
