from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from harborlight.cases.actions import add_party, open_case, put_on_team
from harborlight.cases.models import Case, Party
from harborlight.documents.actions import request_document
from harborlight.facts.actions import Place, Source, learn
from harborlight.facts.models import Fact
from harborlight.filings.actions import plan_filing
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import today
from harborlight.firm.models import User
from harborlight.people.actions import add_person, change_person, decide_conflict
from harborlight.people.conflicts import Asked, as_kept
from harborlight.people.models import ConflictCheck, Person
from harborlight.people.queries import cards_with_email
from harborlight.questionnaires.actions import send_questionnaire
from harborlight.questionnaires.queries import newest, read
from harborlight.workflow import events
from harborlight.workflow.actions.handing import hold, must_not_wait, take_up
from harborlight.workflow.models import HandedOver
from harborlight.workflow.playbooks import Course, Paper


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


class NotChecked(Exception):
    """A case is opened for the very people whom the conflict check was about."""


class EmailTaken(Exception):
    """An account belongs to one person, so an address stands on one card."""


class PartiesMissing(Exception):
    """The playbook needs somebody for each of its parts."""


def asked_about(playbook: Course, newcomers: Mapping[str, Newcomer]) -> list[Asked]:
    """What a conflict check asks about these people, in the order of the playbook."""
    return [newcomers[part.id].asked for part in playbook.parts]


def take_on(
    actor: Actor,
    playbook: Course,
    *,
    check: ConflictCheck,
    newcomers: Mapping[str, Newcomer],
    lead: User,
    reason: str,
    known: Mapping[str, Person] | None = None,
    handed: HandedOver | None = None,
) -> Case:
    """Find that nothing stands against it, and open the case: both or neither.

    known: who of the newcomers, by part, turned out to be somebody the firm knows;
    handed: what somebody asked a lawyer to decide, if this is it.
    """
    asked = [as_kept(one) for one in asked_about(playbook, newcomers)]
    if check.about != asked:
        raise NotChecked(gettext("Check these people for conflicts first."))
    with transaction.atomic():
        must_not_wait(check)
        if handed is not None:
            hold(handed)
        decide_conflict(actor, check, decision="clear", reason=reason)
        case = begin_case(actor, playbook, newcomers=newcomers, lead=lead, known=known)
        if handed is not None and handed.by_id not in (lead.pk, actor.user_id):
            put_on_team(actor, case, user=handed.by, part=handed.part)
        if handed is not None:
            take_up(actor, handed, check=check, case=case)
    return case


def turn_down(
    actor: Actor, check: ConflictCheck, *, reason: str, handed: HandedOver | None = None
) -> None:
    """Find that there is a conflict: no case is opened, and nobody is asked any more."""
    with transaction.atomic():
        must_not_wait(check)
        if handed is not None:
            hold(handed)
        decide_conflict(actor, check, decision="conflict", reason=reason)
        if handed is not None:
            take_up(actor, handed, check=check)


def begin_case(
    actor: Actor,
    playbook: Course,
    *,
    newcomers: Mapping[str, Newcomer],
    lead: User,
    known: Mapping[str, Person] | None = None,
) -> Case:
    """Open a case the way its playbook says: parties, questions, papers, forms."""
    known = known or {}
    _check_addresses(actor, newcomers, known)
    if missing := [part.id for part in playbook.parts if part.id not in newcomers]:
        raise PartiesMissing(f"The playbook also needs: {', '.join(missing)}.")
    day = today(actor.firm.time_zone)
    # Somebody the firm knows is called as their card says, not as typed just now.
    names = {part: _short(known.get(part, one)) for part, one in newcomers.items()}
    with acting(actor, events.BEGUN, actor.firm) as event:
        case = open_case(
            actor,
            kind=playbook.key,
            kind_version=playbook.version,
            stage=playbook.stages[0].id,
            titles=playbook.titles(names),
            on=day,
            lead=lead,
            is_sensitive=playbook.sensitive,
        )
        event.about(case)
        joined = _add_parties(actor, case, playbook, newcomers, known)
        _settle(actor, case, playbook, joined)
        _send_questions(actor, case, playbook, joined, day)
        for paper in playbook.papers:
            _ask_for(actor, case, paper, joined[paper.who].person, day)
        _plan(actor, case, playbook)
        event.say(name=dict(playbook.name))
    return case


def _plan(actor: Actor, case: Case, playbook: Course) -> None:
    plan_filing(
        actor,
        case,
        name=playbook.filing,
        forms=playbook.forms,
        chase_days=playbook.receipt_chase_days,
    )


def _short(one: Newcomer | Person) -> str:
    return f"{one.given_name} {one.family_name}".strip()


def _add_parties(
    actor: Actor,
    case: Case,
    playbook: Course,
    newcomers: Mapping[str, Newcomer],
    known: Mapping[str, Person],
) -> dict[str, Party]:
    joined = {}
    for part in playbook.parts:
        newcomer = newcomers.get(part.id)
        if newcomer is None:
            continue  # whoever asked first is there already (taking.py)
        person = known.get(part.id)
        if person is None:
            person = add_person(actor, **vars(newcomer))
        elif fresh := _what_a_card_lacks(person, newcomer):
            change_person(actor, person, **fresh)
        joined[part.id] = add_party(
            actor, case, person=person, part=part.id, part_name=part.name
        )
        learn(
            actor,
            case,
            person=person,
            values=_first_facts(_as_on_the_card(person, newcomer)),
            source=Source(Fact.Source.STAFF),
        )
    return joined


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


def _settle(
    actor: Actor, case: Case, playbook: Course, joined: Mapping[str, Party]
) -> None:
    """Facts that the kind of case settles by itself need not be asked of anybody."""
    keys = {part.questionnaire for part in playbook.parts if part.questionnaire}
    given: dict[str, dict[Place, str]] = {}
    for key in sorted(keys):
        for path, value in read(newest(actor, key)).given.items():
            subject, _, name = path.partition(".")
            given.setdefault(subject, {})[name, None] = value
    for subject, values in given.items():
        person = joined[subject].person if subject in joined else None
        learn(
            actor, case, person=person, values=values, source=Source(Fact.Source.STAFF)
        )


def _send_questions(
    actor: Actor, case: Case, playbook: Course, joined: Mapping[str, Party], day: date
) -> None:
    for part in playbook.parts:
        if part.questionnaire:
            send_questionnaire(
                actor,
                joined[part.id],
                key=part.questionnaire,
                due_on=day + timedelta(days=playbook.questions_due_days),
            )


def _ask_for(actor: Actor, case: Case, paper: Paper, person: Person, day: date) -> None:
    request_document(
        actor,
        case,
        person=person,
        kind=paper.kind,
        title=dict(paper.title),
        purpose=dict(paper.purpose),
        advice=dict(paper.advice),
        example=dict(paper.example),
        ladder=paper.ladder,
        need=paper.need,
        applies_when=dict(paper.when) if paper.when else None,
        due_on=day + timedelta(days=paper.due_days) if paper.due_days else None,
    )
