"""What people write to our number: a word that ends text messages is obeyed at once."""

from __future__ import annotations

import re
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext, override

from harborlight.automation.actions.texting import end_texts, resume_texts
from harborlight.automation.models import Reaching
from harborlight.cases.models import Party
from harborlight.cases.queries import people_on
from harborlight.firm.actor import Actor
from harborlight.firm.models import Firm
from harborlight.firm.tenancy import everywhere, inside
from harborlight.outside.texts_in import HELP, START, STOP, Heard
from harborlight.people.models import Person


def hear_text(heard: Heard) -> str:
    """Do what the word asks, in every firm that knows the number; what is answered.

    Firms of one house send from one number: who ends them ends them for all.
    """
    known = _known(heard.number)
    if heard.means in (STOP, START):
        for firm, people in known.items():
            with inside(firm), transaction.atomic():
                _obey(Actor.clock(firm), people, is_end=heard.means == STOP)
        # Whoever carries the messages answers these words itself.
        return ""
    languages = {one.reads_in for people in known.values() for one in people}
    with override(languages.pop() if len(languages) == 1 else "en"):
        if heard.means == HELP:
            return gettext("These are reminders. Write STOP to end them.")
        return gettext(
            "Nobody reads this number. Please sign in to your page, or call us."
        )


def _known(number: str) -> dict[Firm, list[Person]]:
    """Whose number it is, by firm. However it was written down: its digits count."""
    digits = re.sub(r"\D", "", number)
    found: dict[Firm, list[Person]] = {}
    with everywhere("a text message names a number, not a firm"):
        rows = Person.objects.filter(phone__endswith=digits[-4:])
        for person in rows.select_related("login", "firm").order_by("pk"):
            theirs = re.sub(r"\D", "", person.phone)
            if theirs and theirs[-10:] == digits[-10:]:
                found.setdefault(person.firm, []).append(person)
    return found


def _obey(clock: Actor, people: list[Person], *, is_end: bool) -> None:
    deed = end_texts if is_end else resume_texts
    for person in people:
        row = Reaching.objects.filter(person=person).first()
        if bool(row and row.no_texts) != is_end:
            deed(clock, person, tells=_team(clock, person))


def _team(clock: Actor, person: Person) -> set[UUID]:
    """Who works on their open cases: nobody behind a wall."""
    cases = Party.objects.filter(person=person, case__closed_on__isnull=True)
    on = people_on(clock, [*cases.values_list("case_id", flat=True)])
    return {user for users in on.values() for user in users}
