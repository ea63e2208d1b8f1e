from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext

from harborlight.cases.actions import add_party, invite_party
from harborlight.cases.models import Access, Case, TeamMember
from harborlight.facts.actions import Place, Source, learn
from harborlight.facts.models import Fact
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now, today
from harborlight.firm.models import next_number
from harborlight.inquiries import events
from harborlight.inquiries.actions.deciding import AlreadyDecided, _held
from harborlight.inquiries.mailing import post_questions
from harborlight.inquiries.models import Inquiry
from harborlight.inquiries.queries import QUESTIONS, noted, noted_word, party_of
from harborlight.people.actions import NoEmail, add_person, change_person
from harborlight.people.models import Person
from harborlight.people.queries import cards_with_email
from harborlight.questionnaires.actions import send_questionnaire
from harborlight.workflow.actions import EmailTaken
from harborlight.workflow.playbooks import INQUIRY, Course
from harborlight.workflow.queries import get_playbook


class NotedByOthers(Exception):
    """What is noted is not as it was seen."""


@dataclass(frozen=True)
class Asker:
    """Somebody who asks for help, as they are first written down."""

    family_name: str
    given_name: str = ""
    birth_date: date | None = None
    email: str = ""
    phone: str = ""
    language: str = "en"


def receive_inquiry(
    actor: Actor,
    asker: Asker,
    *,
    wanted: str = "",
    came_by: str = "",
    note: str = "",
    company: str = "",
    company_secrets: str = "",
    known: Person | None = None,
) -> Inquiry:
    """Write down that somebody asks; their questions are ready, and nothing is sent yet.

    known: their card, where the firm knows them.
    """
    course = get_playbook(actor, INQUIRY)
    with acting(actor, events.RECEIVED, actor.firm) as event:
        person = known or _add(actor, asker)
        case = _open(actor, person, course)
        inquiry = Inquiry.objects.create(
            firm=actor.firm,
            case=case,
            person=person,
            wanted=wanted,
            came_by=came_by,
            note=note,
            company=company,
            company_secrets=company_secrets,
            received_at=now(),
        )
        event.made(inquiry)
        event.say(number=case.number, name=person.full_name)
        _begin(actor, case, person, course, asker, wanted)
    return inquiry


def change_inquiry(
    actor: Actor, inquiry: Inquiry, *, seen: str = "", **said: str
) -> None:
    """Change what is noted: wanted, came_by, note, company, company_secrets.

    seen: the word for what stood there (queries.noted_word); NotedByOthers if something
    else does by now. AlreadyDecided once it is declined: then it may be destroyed.
    """
    with _held(inquiry, accepted=True), acting(actor, events.CHANGED, inquiry):
        if seen and seen != noted_word(inquiry) and said != noted(inquiry):
            raise NotedByOthers(
                gettext("Somebody changed it meanwhile. Look at it once more.")
            )
        for name, value in said.items():
            setattr(inquiry, name, value)
        inquiry.save(update_fields=[*said])


def send_questions(
    actor: Actor, inquiry: Inquiry, *, email: str, birth_date: date
) -> None:
    """Send the link to the first questions, or a new one; or only say that they wait.

    email, birth_date: where it goes, and what proves that it is them; on their card
    from now on. Who is in the portal already finds the questions there.
    """
    if not inquiry.is_open:
        raise AlreadyDecided(gettext("This inquiry was decided already."))
    with transaction.atomic():
        with acting(actor, events.ASKED, inquiry) as event:
            person = inquiry.person
            if (person.email, person.birth_date) != (email, birth_date):
                _must_be_free(actor, email, person)
                change_person(actor, person, email=email, birth_date=birth_date)
            inquiry.asked_at = now()
            inquiry.save(update_fields=["asked_at"])
            event.say(name=person.full_name)
        party = party_of(actor, inquiry)
        if party.person.login_id is None:
            post_questions(party.person, invite_party(actor, party))


def note_answers(clock: Actor, inquiry: Inquiry) -> None:
    """Say that the first questions are answered: somebody may read them now."""
    with acting(clock, events.ANSWERS_CAME, inquiry) as event:
        Case.objects.filter(pk=inquiry.case_id).update(stage="looking")
        event.say(name=inquiry.person.full_name)


def _add(actor: Actor, asker: Asker) -> Person:
    if asker.email:
        _must_be_free(actor, asker.email, None)
    return add_person(actor, **vars(asker))


def _must_be_free(actor: Actor, email: str, person: Person | None) -> None:
    if not email:
        raise NoEmail(gettext("The link needs an e-mail address."))
    if cards_with_email(actor, [email], except_for=[person.pk] if person else []):
        raise EmailTaken(
            gettext(
                "Somebody else the firm knows has this e-mail address. An account is one "
                "person's: ask for another address, or leave it empty for now."
            )
        )


def _open(actor: Actor, person: Person, course: Course) -> Case:
    """A file that attorneys and those who handle inquiries may open."""
    day = today(actor.firm.time_zone)
    titles = course.titles(
        {"applicant": f"{person.given_name} {person.family_name}".strip()}
    )
    case = Case.objects.create(
        firm=actor.firm,
        number=f"Q{day.year}-{next_number(actor.firm, f'inquiries {day.year}'):04}",
        kind=course.key,
        kind_version=course.version,
        stage=course.stages[0].id,
        title=titles["en"],
        titles=dict(titles),
        opened_on=day,
        access=Access.INQUIRY,
    )
    TeamMember.objects.create(
        firm=actor.firm, case=case, user_id=actor.account, part=min(actor.roles)
    )
    return case


def _begin(
    actor: Actor, case: Case, person: Person, course: Course, asker: Asker, wanted: str
) -> None:
    """Whoever asks, what they said already, and the first questions."""
    part = course.parts[0]
    party = add_party(actor, case, person=person, part=part.id, part_name=part.name)
    born = person.birth_date or asker.birth_date
    said = {
        "name.family": person.family_name,
        "name.given": person.given_name,
        "birth.date": born.isoformat() if born else "",
        "contact.email": person.email,
        "contact.phone_day": person.phone,
        "intake.help": wanted,
    }
    values: dict[Place, str] = {(name, None): one for name, one in said.items() if one}
    learn(actor, case, person=person, values=values, source=Source(Fact.Source.STAFF))
    due = today(actor.firm.time_zone) + timedelta(days=course.questions_due_days)
    send_questionnaire(actor, party, key=QUESTIONS, due_on=due)
