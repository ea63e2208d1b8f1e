from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext

from harborlight.firm import links
from harborlight.firm.acting import Happening, acting
from harborlight.firm.actions import add_member
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.membership import plays
from harborlight.firm.models import User
from harborlight.firm.roles import Role
from harborlight.firm.words import in_every_language
from harborlight.people import events, invitations
from harborlight.people.conflicts import Asked, Known, as_kept, look_alikes, may_decide
from harborlight.people.models import ConflictCheck, Invitation, Person
from harborlight.people.names import folded


class AlreadyDecided(Exception):
    """A conflict check is decided once; the case it cleared was opened with it."""


class NeedsLawyer(Exception):
    """Somebody was found: only an attorney or a partner says that it is no conflict."""


class NoEmail(Exception):
    """Nobody can be invited without an e-mail address and a date of birth."""


class WrongBirthDate(Exception):
    """The date of birth is not the one the firm knows."""


class NotYourInvitation(Exception):
    """The person who is signed in is not the one who was invited."""


class AlreadySomebody(Exception):
    """An account stands for one person of a firm; two people need two addresses."""


def add_person(actor: Actor, **about: Any) -> Person:
    """Put somebody's card into the drawer."""
    with acting(actor, events.ADDED, actor.firm) as event:
        person = Person(firm=actor.firm, **about)
        person.folded = _line(person)
        person.save(force_insert=True)
        event.made(person)
        event.say(name=person.full_name)
    return person


def change_person(actor: Actor, person: Person, **about: Any) -> None:
    """Correct somebody's card."""
    with acting(actor, events.CHANGED, person) as event:
        for name, value in about.items():
            setattr(person, name, value)
        person.folded = _line(person)
        person.save(update_fields=[*about, "folded"])
        event.say(name=person.full_name)


def check_conflicts(
    actor: Actor,
    *,
    asked: Sequence[Asked],
    also: Iterable[Known] = (),
    except_for: Sequence[UUID] = (),
    made_for: UUID | None = None,
) -> ConflictCheck:
    """Compare people with everybody the firm knows, and write down what was found.

    also: names that stand elsewhere than on cards (people.queries.look_alikes);
    made_for: the file whose names these are, where there is one.
    """
    with acting(actor, events.CHECKED, actor.firm) as event:
        found = look_alikes(actor, asked, also=also, except_for=except_for)
        check = ConflictCheck.objects.create(
            firm=actor.firm,
            asked_at=now(),
            asked_by_id=actor.account,
            about=[as_kept(one) for one in asked],
            matches=[as_kept(match) for match in found.matches],
            left_out=found.left_out,
            people_known=found.compared,
            made_for=made_for,
        )
        event.made(check)
        _say_no_more(event, check, "about", "matches")
        event.say(found=len(found.matches) + sum(found.left_out), known=found.compared)
    return check


def decide_conflict(
    actor: Actor, check: ConflictCheck, *, decision: str, reason: str
) -> None:
    """Say whether what the check found keeps the firm from taking the case."""
    if not may_decide(actor, check):
        raise NeedsLawyer(gettext("An attorney or a partner has to decide this."))
    with acting(actor, events.DECIDED, check) as event:
        if ConflictCheck.objects.select_for_update().get(pk=check.pk).decision:
            raise AlreadyDecided(gettext("This conflict check was decided already."))
        check.decision, check.reason = decision, reason
        check.decided_by_id, check.decided_at = actor.user_id, now()
        check.save(update_fields=["decision", "reason", "decided_by", "decided_at"])
        _say_no_more(event, check, "reason")
        label = dict(check._meta.get_field("decision").flatchoices)[decision]
        event.say(decision=in_every_language(label))


def _say_no_more(event: Happening, check: ConflictCheck, *columns: str) -> None:
    """Of a check for a file the log keeps these to itself: once the file is a case, more
    people read its log than may read what was noted before (decision 27)."""
    if check.made_for:
        event.changes |= {name: ["", "hidden"] for name in columns}


def invite_person(actor: Actor, person: Person, *, case_id: UUID | None = None) -> str:
    """Invite somebody to the portal. The token, which is kept nowhere.

    An earlier invitation that is still open is withdrawn: there is one link.
    """
    if not (person.email and person.birth_date):
        raise NoEmail(
            gettext("An invitation needs an e-mail address and a date of birth.")
        )
    with acting(actor, events.INVITED, person) as event:
        moment, token = now(), links.new_token()
        Invitation.objects.filter(
            person=person, used_at__isnull=True, withdrawn_at__isnull=True
        ).update(withdrawn_at=moment)
        invitation = Invitation.objects.create(
            firm=actor.firm,
            person=person,
            case_id=case_id,
            email=person.email,
            token_hash=links.hashed(invitations.LINK, token),
            made_at=moment,
            expires_at=moment + links.VALID_FOR,
        )
        event.made(invitation)
        event.say(name=person.full_name)
    return token


def withdraw_invitation(actor: Actor, invitation: Invitation) -> None:
    """Close an invitation that nobody should use any more."""
    with acting(actor, events.WITHDRAWN, invitation) as event:
        invitation.withdrawn_at = now()
        invitation.save(update_fields=["withdrawn_at"])
        event.say(name=invitation.person.full_name)


def prove_birth_date(clock: Actor, invitation: Invitation, *, born: date) -> None:
    """Compare the second proof; a wrong one is counted, recorded and told."""
    with transaction.atomic():
        # One guess at a time: many at once would be more than five.
        locked = _still_open(invitation)
        if born == locked.person.birth_date:
            return
        with acting(clock, events.INVITATION_REFUSED, locked) as event:
            locked.tries += 1
            locked.save(update_fields=["tries"])
            event.say(name=locked.person.full_name)
    invitation.tries = locked.tries
    raise WrongBirthDate(gettext("This is not the date of birth that the firm has."))


def open_account(
    clock: Actor, invitation: Invitation, *, user: User, password: str | None
) -> Person:
    """Open a new account and join with it; without a password, for a passkey."""
    with transaction.atomic():
        _still_open(invitation)
        made = User.objects.create_user(
            user.email,
            password,
            id=user.pk,
            name=user.name,
            language=user.language,
            joined_at=now(),
        )
        return accept_invitation(clock, invitation, user=made)


def accept_invitation(clock: Actor, invitation: Invitation, *, user: User) -> Person:
    """Join the portal with this account; the invitation is used up."""
    if user.email.casefold() != invitation.email.casefold():
        raise NotYourInvitation(
            gettext("Sign in with the address that the invitation was sent to.")
        )
    client = replace(
        clock, roles=frozenset({Role.CLIENT}), name=user.name, user_id=user.pk
    )
    with acting(client, events.JOINED, clock.firm) as event:
        locked = _still_open(invitation)
        person = locked.person
        if person.login_id not in (None, user.pk) or _is_another(person, user):
            raise AlreadySomebody(
                gettext("This account belongs to somebody else at the firm already.")
            )
        locked.used_at = now()
        locked.save(update_fields=["used_at"])
        if not plays(clock, user, Role.CLIENT):
            add_member(clock, user, role=Role.CLIENT)
        person.login = user
        person.save(update_fields=["login"])
        event.made(person)
    return person


def _still_open(invitation: Invitation) -> Invitation:
    """The row, locked: of two who come at once one finds it closed."""
    rows = Invitation.objects.select_for_update(of=("self",)).select_related("person")
    found = rows.get(pk=invitation.pk)
    if why := invitations.why_closed(found, now()):
        raise invitations.Closed(why, invitation)
    return found


def _is_another(person: Person, user: User) -> bool:
    """Whether the account stands for another card of the firm: one e-mail, two people."""
    return Person.objects.filter(login=user).exclude(pk=person.pk).exists()


def _line(person: Person) -> str:
    # The family name first: lists are sorted by this line, whatever the script.
    return folded(person.family_name, person.given_name, person.middle_name)
