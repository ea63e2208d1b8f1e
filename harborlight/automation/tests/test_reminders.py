"""People are reminded step by step, once, by day, in their language, until it is done."""

from __future__ import annotations

import json
import threading
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.urls import reverse

from harborlight.automation.actions import change_cadence, change_hours, say_reaching
from harborlight.automation.cadence import Step
from harborlight.automation.jobs import remind_people
from harborlight.automation.jobs.reminding import _claimed, take_step
from harborlight.automation.models import Hold, Reminder
from harborlight.automation.queries import in_doubt
from harborlight.automation.waiting import matters
from harborlight.cases.actions import change_sensitivity
from harborlight.cases.models import Case
from harborlight.config.happenings import SCHEDULE
from harborlight.documents.actions import request_document, withdraw_request
from harborlight.documents.models import PaperSettings, Request
from harborlight.facts.models import Fact
from harborlight.firm.clock import now, standing_at, today
from harborlight.firm.models import Event, Job, Notice, User
from harborlight.firm.readers import keep_up_in
from harborlight.workflow.actions import keep_playbook
from harborlight.workflow.playbook_moments import CALL, ESCALATE, NUDGE, SECOND
from harborlight.workflow.playbooks import starters
from tests.whole_case import begin, furnish

STEPS = [
    Step(3, NUDGE, ("email", "text")),
    Step(7, SECOND, ("email", "text")),
    Step(10, ESCALATE),
    Step(12, CALL),
]


class Carrier(HTTPServer):
    """A real server that speaks as Twilio documented it, and answers as it is told to."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.heard, self.answers = [], []


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        said = {name: one[0] for name, one in parse_qs(body).items()}
        self.server.heard.append((self.path, said))
        answers = self.server.answers
        status, said = answers.pop(0) if answers else (201, {"sid": "SM1"})
        if status is None:
            self.connection.close()
            return
        words = json.dumps(said).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(words)))
        self.end_headers()
        self.wfile.write(words)

    def log_message(self, *_):
        pass


@pytest.fixture
def carrier(settings):
    server = Carrier()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.TEXTS = f"http://AC1:secret@127.0.0.1:{server.server_port}"
    settings.TEXTS_FROM = "+16195550100"
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def asked(clock, ada, pat, maria):
    """Maria, who reads Spanish, is asked for one paper and for nothing else."""
    furnish(clock)
    begun = begin(ada)
    person = begun.petitioner.person
    person.login = User.objects.get(pk=maria.user_id)
    person.login.language = "es"
    person.login.save()
    person.save()
    Request.objects.update(withdrawn_at=now())
    made = request_document(
        ada, begun.case, person=person, kind="passport", title={"en": "Passport"}
    )
    change_cadence(pat, about="papers", is_on=True, steps=STEPS)
    mail.outbox.clear()
    return made


@pytest.fixture
def after(clock):
    """Look for what is due so many days from now, at an hour, and do it."""

    def after(days: int, hour: int = 11) -> list[str]:
        zone = ZoneInfo(clock.firm.time_zone)
        day = today(clock.firm.time_zone) + timedelta(days=days)
        before = {*Reminder.objects.values_list("pk", flat=True)}
        jobs = {*Job.objects.values_list("pk", flat=True)}
        with standing_at(datetime(day.year, day.month, day.day, hour, tzinfo=zone)):
            remind_people(clock, day)
            for job in Job.objects.filter(task__endswith="take_step").exclude(
                pk__in=jobs
            ):
                assert job.firm_id is None
                take_step.call(*job.arguments["args"])
        rows = Reminder.objects.exclude(pk__in=before)
        return sorted(f"{one.kind} {one.way} {one.why_not}".strip() for one in rows)

    return after


@pytest.mark.feature("F134", "F135", "F136", "F062")
def test_each_step_is_taken_once_in_the_readers_language(asked, after, carrier, ada):
    assert after(2) == []
    assert after(3) == ["nudge email", "nudge portal", "nudge text"]
    assert after(3) == [] == after(4)
    letter = mail.outbox[0]
    assert "Hola" in letter.body and asked.key in letter.body
    assert "Passport" not in letter.body
    assert reverse("portal:files-that-are-fine") in letter.body
    path, said = carrier.heard[0]
    assert path == "/2010-04-01/Accounts/AC1/Messages.json"
    assert said["To"] == "+12135550123" and "Passport" not in said["Body"]
    assert after(7) == ["second email", "second portal", "second text"]
    assert after(10) == ["escalate staff"]
    assert after(12) == ["call staff"]
    keep_up_in(ada.firm)
    kinds = Notice.objects.filter(user=ada.user_id).values_list("kind", flat=True)
    assert {"reminder.escalated", "reminder.call"} <= {*kinds}
    assert Reminder.objects.get(way="text", step=0).reference == "SM1"


@pytest.mark.feature("F134")
def test_it_stops_when_it_is_done_even_after_it_was_queued(asked, after, clock, ada):
    day = today(clock.firm.time_zone) + timedelta(days=3)
    # Late in the morning there, when people may be written to.
    zone = ZoneInfo(clock.firm.time_zone)
    with standing_at(datetime(day.year, day.month, day.day, 11, tzinfo=zone)):
        assert remind_people(clock, day) == 1
    withdraw_request(ada, asked)
    assert after(3) == [] == after(7)
    job = Job.objects.get(task__endswith="take_step")
    take_step.call(*job.arguments["args"])
    assert not Reminder.objects.exists() and mail.outbox == []


@pytest.mark.feature("F134", "F150")
def test_nobody_is_written_to_at_night_where_they_are(asked, after, maria):
    person = asked.person
    said = {"no_texts": True, "no_emails": False}
    say_reaching(maria, person, zone="Asia/Tokyo", **said)
    # Eleven in the morning here is the middle of the night there.
    assert after(3) == []
    assert after(3, hour=20) == ["nudge email", "nudge portal", "nudge text said-no"]


@pytest.mark.feature("F134", "F150")
def test_no_more_than_the_firm_chose_within_a_week(asked, after, pat, carrier):
    change_hours(pat, opens=9, closes=19, most_a_week=2)
    assert len(after(3)) == 3
    assert after(7) == []
    assert after(10) == ["escalate staff"]


def test_of_a_sensitive_case_nothing_goes_out_unless_it_was_said_to_be_safe(
    asked, after, ada, carrier
):
    change_sensitivity(ada, asked.case, is_sensitive=True)
    assert after(3) == [
        "nudge email not-safe",
        "nudge portal",
        "nudge text not-safe",
    ]
    Fact.objects.create(
        firm=asked.firm,
        case=asked.case,
        person=asked.person,
        subject=str(asked.person.pk),
        name="contact.is_safe",
        plain="yes",
        source="answer",
        at=now(),
    )
    assert after(7) == ["second email", "second portal", "second text not-safe"]
    assert carrier.heard == []


@pytest.mark.feature("F134")
def test_a_provider_that_refuses_is_seen_and_asked_again_later(asked, after, carrier):
    carrier.answers = [(429, {"code": 20429}), (201, {"sid": "SM2"})]
    assert after(3) == ["nudge email", "nudge portal"]
    hold = Hold.objects.get()
    assert (hold.way, hold.why, hold.tries) == ("text", "20429", 1)
    assert Event.objects.filter(kind="reminder.refused").count() == 1
    # Not at once; but once the hour has passed, and the letter is not written again.
    assert after(3) == []
    assert after(3, hour=13) == ["nudge text"]
    assert not Hold.objects.exists() and len(mail.outbox) == 1


def test_a_number_that_wrote_stop_is_asked_no_more(asked, after, carrier):
    carrier.answers = [(400, {"code": 21610})]
    assert after(3) == ["nudge email", "nudge portal", "nudge text 21610"]
    assert after(3, hour=14) == []


@pytest.mark.feature("F134")
def test_what_broke_off_in_the_middle_is_shown_and_never_sent_again(
    asked, after, carrier, ada
):
    carrier.answers = [(None, {})]
    assert after(3) == ["nudge email", "nudge portal", "nudge text"]
    assert after(3, hour=15) == []
    assert len(carrier.heard) == 1
    (row,) = in_doubt(ada, now() + timedelta(days=30))
    assert (row.way, row.is_doubtful) == ("text", True)


def test_a_worker_that_is_killed_after_its_claim_hands_nothing_over_twice(
    asked, after, carrier, clock
):
    """The claim is kept before anything is handed over; here nothing came after it."""
    matter = next(iter(matters(clock, "papers")))
    zone = ZoneInfo(clock.firm.time_zone)
    with standing_at(now().astimezone(zone).replace(hour=11) + timedelta(days=3)):
        assert len(_claimed(clock, matter.key, 0)) == 2
    assert after(3, hour=15) == [] and carrier.heard == mail.outbox == []
    assert Reminder.objects.get(way="text").is_doubtful


def test_the_steps_take_the_place_of_the_older_reminders(asked, clock, pat):
    PaperSettings.objects.create(firm=clock.firm, reminds=True, remind_after_days=1)
    entry = next(one for one in SCHEDULE if one.name.endswith("missing papers"))
    zone = ZoneInfo(clock.firm.time_zone)
    with standing_at(now().astimezone(zone).replace(hour=11) + timedelta(days=3)):
        day = today(clock.firm.time_zone)
        entry.for_firm(clock, day)
        assert Request.objects.get(pk=asked.pk).reminders == 0
        change_cadence(pat, about="papers", is_on=False, steps=STEPS)
        entry.for_firm(clock, day)
    assert Request.objects.get(pk=asked.pk).reminders == 1


@pytest.mark.feature("F135", "F150", "F223")
def test_a_playbook_says_how_its_own_cases_are_reminded(asked, after, clock, carrier):
    found = {**starters()["i130-spouse"], "version": 2}
    gentle = {"days": 5, "kind": NUDGE, "ways": ["email"]}
    found["reminders"] = [
        {"about": "papers", "steps": [gentle, {"days": 9, "kind": CALL}]}
    ]
    keep_playbook(clock, definition=found)
    Case.objects.filter(pk=asked.case_id).update(kind_version=2)
    assert after(3) == []
    assert after(5) == ["nudge email", "nudge portal"]
    assert after(7) == [] and carrier.heard == []
    assert after(9) == ["call staff"]
