"""People whom a case begins with, as they are first written down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext

from harborlight.facts.actions import Place
from harborlight.firm.actor import Actor
from harborlight.people.conflicts import Asked
from harborlight.people.models import Person
from harborlight.people.queries import cards_with_email
from harborlight.workflow.playbooks import Course


@dataclass(frozen=True)
class Newcomer:
    """Somebody a new case is about, as they are first written down."""

    family_name: str
    given_name: str
    birth_date: date
    email: str
    language: str
    middle_name: str = ""
    phone: str = ""

    @property
    def asked(self) -> Asked:
        """What a conflict check asks about them."""
        parts = (self.given_name, self.middle_name, self.family_name)
        name = " ".join(filter(None, parts))
        return Asked(name, self.birth_date, self.email, self.phone)


class EmailTaken(Exception):
    """An account belongs to one person, so an address stands on one card."""


class PartiesMissing(Exception):
    """The playbook needs somebody for each of its parts."""


def _needed(
    playbook: Course, newcomers: Mapping[str, Newcomer], *, besides: str = ""
) -> dict[str, Newcomer]:
    """Who takes each part of the playbook; besides: a part that is taken already."""
    parts = [one for one in playbook.parts if one.id != besides]
    missing = [p.id for p in parts if p.id not in newcomers and not p.optional]
    if missing:
        raise PartiesMissing(f"The playbook also needs: {', '.join(missing)}.")
    return {one.id: newcomers[one.id] for one in parts if one.id in newcomers}


def _check_addresses(
    actor: Actor, newcomers: Mapping[str, Newcomer], known: Mapping[str, Person]
) -> None:
    """No two cards with one address, or the second person could never come in."""
    fresh = [
        one.email
        for part, one in newcomers.items()
        if one.email and not (part in known and known[part].email)
    ]
    except_for = [person.pk for person in known.values()]
    twice = len({email.casefold() for email in fresh}) < len(fresh)
    if twice or cards_with_email(actor, fresh, except_for=except_for):
        raise EmailTaken(
            gettext(
                "Somebody else the firm knows has this e-mail address. An account is "
                "one person's: ask for another address, or leave it empty for now."
            )
        )


def _short(one: Newcomer | Person) -> str:
    return f"{one.given_name} {one.family_name}".strip()


def _what_a_card_lacks(person: Person, newcomer: Newcomer) -> dict[str, Any]:
    """What was typed of somebody whom the firm knows, where their card is empty."""
    return {
        name: value
        for name in ("birth_date", "email", "phone")
        if (value := getattr(newcomer, name)) and not getattr(person, name)
    }


def _as_on_the_card(person: Person, newcomer: Newcomer) -> Newcomer:
    """Name and birth of somebody whom the firm knows, as their card says them.

    Whoever chose the card saw them there; a slip of today does not reach a form.
    """
    names = ("family_name", "given_name", "middle_name", "birth_date")
    said = {name: card for name in names if (card := getattr(person, name))}
    return replace(newcomer, **said)


def _first_facts(newcomer: Newcomer) -> dict[Place, str]:
    """What was written down at the desk need not be asked again, only confirmed."""
    said = {
        "name.family": newcomer.family_name,
        "name.given": newcomer.given_name,
        "name.middle": newcomer.middle_name,
        "birth.date": newcomer.birth_date.isoformat(),
        "contact.email": newcomer.email,
        "contact.phone_day": newcomer.phone,
    }
    return {(name, None): value for name, value in said.items() if value}
