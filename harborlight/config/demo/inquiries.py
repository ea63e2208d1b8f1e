"""Two people who asked the demonstration firm for help. Nobody of them exists."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from harborlight.cases.actions import invite_party
from harborlight.config.demo.couples import answer_pages
from harborlight.config.demo.office import Office
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now, standing_at, today
from harborlight.firm.models import User
from harborlight.firm.readers import keep_up_in
from harborlight.firm.roles import Role
from harborlight.inquiries.actions import (
    Asker,
    check_names,
    receive_inquiry,
    send_questions,
    write_consultation,
)
from harborlight.inquiries.models import Inquiry
from harborlight.inquiries.queries import party_of, questions_of
from harborlight.people.actions import accept_invitation
from harborlight.people.invitations import find

# The one who can sign in: she has answered, and nobody has read it yet.
LUZ = {"name": "Luz Cárcamo", "email": "luz@client.example"}
BORN = date(1991, 5, 6)

SAYS: dict[str, Any] = {
    "applicant": {
        "consent": {
            "no_lawyer_yet": "yes", "data": "yes",
            "share_family": "yes", "share_employer": "no",
        },
        "name": {"family": "Cárcamo", "given": "Luz", "middle": "none"},
        "has_other_names": "no",
        "birth": {"date": BORN.isoformat(), "country": "HN"},
        "nationality": "HN",
        "intake": {
            "help": "marriage",
            "story": "Mi esposo es ciudadano. Tengo una cita en la corte y no sé "
            "si puedo arreglar mis papeles aquí.",
            "safe_to_call": "yes", "safe_to_text": "no", "safe_to_email": "yes",
            "safe_notes": "Llamar después de las seis de la tarde.",
            "interpreter": "no",
            "in_court_now": "yes",
            "judge_decided_on": "none",
            "has_notice": "no",
            "status_now": "no_papers",
            "came_back": "no",
            "spouse_status": "us_citizen",
            "citizen_relative": "spouse",
            "resident_relative": "no",
            "fears_return": "no",
            "harmed_by": "no",
            "had_lawyer": "yes",
            "lawyer_details": "Un notario presentó algo en 2021. No tengo copia.",
            "pays": "self",
        },
        "eligibility": {"final_order": "no", "removed": "no", "arrested": "no"},
        "us": {"now": "yes"},
        "admission": {"date": "2019-03", "how": "without"},
        "daca": {"arrived_before_16": "no"},
        "marital_status": "married",
        "has_people_involved": "yes",
        "people_involved": [
            {"part": "spouse", "family": "Haddad", "given": "Omar"}
        ],
    }
}  # fmt: skip


def ask_for_help(office: Office, password: str) -> None:
    """Luz has answered our questions; Samuel was sent them a week ago and is silent."""
    with standing_at(office.days_later(52, hour=17)):
        samuel = _receive(
            office,
            Asker("Okonjo", "Samuel", date(1985, 9, 21), "samuel@client.example"),
            wanted="citizenship",
            came_by="web",
        )
        _send(office, samuel, "samuel@client.example", date(1985, 9, 21))
    with standing_at(office.days_later(57, hour=18)):
        asker = Asker("Cárcamo", "Luz", BORN, LUZ["email"], "+16195550177", "es")
        note = "Called on Tuesday. Her husband is a citizen; she has a date in court."
        luz = _receive(office, asker, wanted="marriage", came_by="client", note=note)
        _send(office, luz, LUZ["email"], BORN)
    with standing_at(office.days_later(58, hour=19)):
        client = _join(office, luz, password)
        sent = questions_of(client, luz.case)
        assert sent is not None
        answer_pages(client, sent, _answers(today(office.firm.time_zone)))
        keep_up_in(office.firm)
    with standing_at(office.days_later(59, hour=16)):
        check_names(office["ada"], Inquiry.objects.get(pk=luz.pk))
        write_consultation(office["ada"], luz.case, **_talk(office))
        keep_up_in(office.firm)


def _talk(office: Office) -> dict[str, Any]:
    """What Ada wrote down when Luz was there; not finished yet."""
    return {
        "held_on": today(office.firm.time_zone),
        "how": "video",
        "took_part": "Luz Cárcamo, her husband Omar, Ada",
        "interpreter": "None needed: we spoke Spanish.",
        "goals": "Stay with her husband, and work. She fears the date in court.",
        "found": "Came in 2019 without being admitted. A notario filed something in "
        "2021; she has no copy.",
        "paths": [
            {"key": "marriage", "name": "Green card through marriage",
             "view": "research", "why": "How she came in decides. Ask for the file."},
            {"key": "asylum", "name": "Asylum", "view": "closed",
             "why": "She fears no harm, and more than a year has passed."},
        ],
        "advice": "Go to every date in court. Do not leave the country.",
        "steps": [
            {"what": "Ask for the court file", "on": ""},
            {"what": "Bring the marriage certificate", "on": ""},
        ],
    }  # fmt: skip


def _receive(office: Office, asker: Asker, **about: Any) -> Inquiry:
    inquiry = receive_inquiry(office["ada"], asker, **about)
    check_names(office["ada"], inquiry)
    return inquiry


def _send(office: Office, inquiry: Inquiry, email: str, born: date) -> None:
    send_questions(office["ada"], inquiry, email=email, birth_date=born)
    keep_up_in(office.firm)


def _join(office: Office, inquiry: Inquiry, password: str) -> Actor:
    """She opens the link, and answers in Spanish."""
    token = invite_party(office["ada"], party_of(office["ada"], inquiry))
    user = User.objects.create_user(
        LUZ["email"], password, name=LUZ["name"], language="es", joined_at=now()
    )
    accept_invitation(office.clock, find(token, now()), user=user)
    keep_up_in(office.firm)
    return Actor(
        firm=office.firm,
        roles=frozenset({Role.CLIENT}),
        name=user.name,
        user_id=user.pk,
        language="es",
    )


def _answers(day: date) -> dict[str, dict[str, Any]]:
    """What she says; her day in court lies ahead of whenever it is shown."""
    own = SAYS["applicant"]
    hearing = (day + timedelta(days=23)).isoformat()
    return {"applicant": own | {"intake": own["intake"] | {"hearing_on": hearing}}}
