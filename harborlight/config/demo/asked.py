"""What the agency asked for after it took the case, and where an hour is set."""

from __future__ import annotations

from datetime import time, timedelta

from harborlight.cases.models import Case
from harborlight.config.demo.office import Office
from harborlight.config.demo.papers import stored
from harborlight.deadlines.actions import count_deadline, set_appointment
from harborlight.documents.actions import About, file_document
from harborlight.documents.models import Version
from harborlight.documents.queries import newest_versions
from harborlight.firm.clock import standing_at, today
from harborlight.firm.readers import keep_up_in
from harborlight.replies.actions import (
    add_point,
    attach_paper,
    open_reply,
    say_read,
    set_day,
)

ASKED = (
    ("Proof that the petitioner’s first marriage ended", 2),
    ("Papers with both names and the address where they live", 2),
    ("A translation of the birth certificate, with its certificate", 3),
)


def asked_for_more(office: Office, case: Case, *, days: int) -> None:
    """A request for evidence came; it is read and listed, and half of it is here."""
    paul = office["paul"]
    with standing_at(office.days_later(days)):
        day = today(office.firm.time_zone)
        notice = _notice(office, case)
        reply = open_reply(
            paul, case, kind="evidence", number="IOE0900000001", came_on=day,
            notice=notice,
        )  # fmt: skip
        say_read(
            paul, reply, gist="Whether they married in good faith, and were free to."
        )
        points = [add_point(paul, reply, text=text, page=page) for text, page in ASKED]
        papers = [one for one in newest_versions(paul, case) if one.document.request_id]
        attach_paper(
            paul, points[1], version=papers[0], shows="Both names, this spring"
        )
        texts = {"served_on": (day - timedelta(days=3)).isoformat(), "served": "mail"}
        deadline = count_deadline(
            office["ada"], case, rule="D01", texts=texts, source="The notice"
        )
        inner = deadline.inner_on or deadline.due_on
        set_day(paul, reply, deadline=deadline, work_to=inner - timedelta(days=14))
        set_appointment(
            paul, case, None, kind="biometrics", day=day + timedelta(days=45),
            time=time(9), zone="America/Los_Angeles", is_shown=True,
            place="The application support center on the notice",
            bring="Passport, and the notice of the appointment",
        )  # fmt: skip
        keep_up_in(office.firm)


def _notice(office: Office, case: Case) -> Version:
    title = "Request for evidence"
    checked = stored(office["paul"], case, title, case.title, pages=3)
    return file_document(
        office["paul"],
        case,
        checked=checked,
        about=About(country="US", language="en"),
        title=title,
        kind="evidence",
        person=None,
        shared=False,
    )
