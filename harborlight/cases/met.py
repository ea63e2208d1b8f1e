"""Whom the people of the desk may know of: those they meet in the cases open to them."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from harborlight.cases.models import Party
from harborlight.firm.actor import Actor
from harborlight.firm.roles import CASE_READERS
from harborlight.people.models import Person


def met(actor: Actor) -> Q:
    """Of the cards of people, those that this member of staff may know of.

    Somebody all of whose cases are closed to the actor does not exist for them; who
    is in no case yet is known to those who belong to the firm, not to its guests.
    """
    if actor.is_machine:
        return Q()
    theirs = Party.objects.filter(person=OuterRef("pk"))
    open_to_them = Party.objects.visible_to(actor).filter(person=OuterRef("pk"))
    found = Q(Exists(open_to_them))
    return found | ~Q(Exists(theirs)) if actor.plays(CASE_READERS) else found


Person.met_where.append(met)
