from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from harborlight.agency.actions import change_line, track_number
from harborlight.agency.jobs.asking import ask_the_service
from harborlight.cases.actions import close_case, raise_wall
from harborlight.deadlines.actions import meet_deadline, set_deadline
from harborlight.docket.jobs import tend
from harborlight.docket.jobs.writing import weigh_stage
from harborlight.docket.models import SavedView, Standing
from harborlight.docket.weighing import Level
from harborlight.documents.actions import ask_about_paper, write_of_paper
from harborlight.documents.queries import asked
from harborlight.firm.clock import standing_at, today
from harborlight.firm.models import Event, User
from harborlight.firm.readers import keep_up_in
from harborlight.firm.roles import Role
from harborlight.staff.tests.at_the_desk import joined
from harborlight.staff.tests.desk import at, sign_in, text_of
from harborlight.tasks.actions import set_task
from tests.cast import join
from tests.status_service import service
from tests.whole_case import MARIA, OMAR, begin, furnish


@pytest.fixture
def begun(clock, ada):
    furnish(clock)
    return begin(ada, playbook="practice-spouse")


def another(actor, n):
    return begin(
        actor,
        playbook="practice-spouse",
        petitioner=replace(MARIA, family_name=f"Client{n}", email=f"m{n}@example.org"),
        beneficiary=replace(OMAR, email=f"o{n}@example.org"),
    )


def late_deadline(actor, case, days=3):
    due = today(case.firm.time_zone) - timedelta(days=days)
    return set_deadline(actor, case, title="Answer", due_on=due, because="So it is")


@pytest.mark.feature("F038")
def test_what_is_late_stands_first_and_says_why(begun, ada, paul, harbor):
    second = another(ada, 2)
    deadline = late_deadline(ada, second.case)
    keep_up_in(harbor)
    page = text_of(sign_in(paul).get(at("overview")))
    assert page.index(second.case.number) < page.index(begun.case.number)
    assert "A deadline passed 3 days ago" in page
    meet_deadline(ada, deadline, on=today(harbor.time_zone))
    keep_up_in(harbor)
    page = text_of(sign_in(paul).get(at("overview")))
    assert "A deadline passed" not in page


@pytest.mark.feature("F038")
def test_a_case_that_stays_too_long_becomes_stuck_by_the_days_alone(
    begun, ada, clock, harbor
):
    keep_up_in(harbor)
    day = today(harbor.time_zone)
    tend(clock, day + timedelta(days=61))
    row = Standing.objects.get(case=begun.case)
    assert row.level == Level.STUCK
    assert row.reasons[0][0] == "stuck"
    client = sign_in(ada)
    assert begun.case.number in text_of(client.get(at("overview") + "?level=stuck"))
    assert begun.case.number not in text_of(client.get(at("overview") + "?level=late"))


@pytest.mark.feature("F038")
def test_what_a_client_wrote_presses_until_somebody_answers(
    begun, ada, maria, omar, clock, harbor
):
    joined(begun, petitioner=maria, beneficiary=omar)
    paper = asked(maria, begun.case)[0].request
    ask_about_paper(maria, paper, words="Which stamp?")
    write_of_paper(ada, paper, words="She means page two", to="team")
    keep_up_in(harbor)
    assert Standing.objects.get().on_us == 1
    tend(clock, today(harbor.time_zone) + timedelta(days=2))
    page = text_of(sign_in(ada).get(at("overview") + "?level=risk"))
    assert "and nobody answered" in page
    write_of_paper(ada, paper, words="The one on page two.", to="client")
    keep_up_in(harbor)
    row = Standing.objects.get()
    assert (row.on_us, [one for one in row.reasons if one[0] == "unread"]) == (0, [])


# A Monday of the far future, eleven in the morning in New York: the service is open.
MONDAY = datetime(2031, 6, 2, 15, tzinfo=UTC)


@pytest.mark.feature("F038", "F123")
def test_a_number_that_could_not_be_asked_about_presses_until_it_is(
    begun, ada, pat, clock, harbor, monkeypatch
):
    number = "IOE0912345678"
    said = {"is_on": True, "door": "sandbox", "client": "us", "secret": "hidden"}
    with standing_at(MONDAY - timedelta(days=5)):
        track_number(ada, begun.case, agency="USCIS", number=number, again=number)
        line = change_line(pat, per_second=5, per_day=1000, **said)
    keep_up_in(harbor)
    with standing_at(MONDAY):
        tend(clock, MONDAY.date())
        page = text_of(sign_in(ada).get(at("overview")))
    assert "The agency could not be asked since" in page
    with service(monkeypatch) as uscis, standing_at(MONDAY):
        uscis.says_of(number, "Case Was Received")
        ask_the_service(clock, sleep=lambda _s: None)
        keep_up_in(harbor)
        codes = [one[0] for one in Standing.objects.get().reasons]
        assert line.is_on and "unreached" not in codes
    told = Event.objects.filter(kind="agency.asked-again")
    assert [one.case_id for one in told] == [begun.case.pk]


@pytest.mark.feature("F038")
def test_who_holds_tasks_has_them_counted_beside_the_cases(begun, ada, paul, harbor):
    day = today(harbor.time_zone)
    for n, due in enumerate((day - timedelta(days=2), day + timedelta(days=9))):
        user = User.objects.get(pk=paul.user_id)
        set_task(ada, begun.case, title=f"Call {n}", user=user, due_on=due)
    keep_up_in(harbor)
    page = sign_in(ada).get(at("workload"))
    rows = {one.user.name: one for one in page.context["loads"] if one.user}
    assert (rows["Paul"].open, rows["Paul"].tasks_late) == (0, 1)
    assert rows["Paul"].tasks >= 2 and rows["Ada"].open == 1
    assert f"?who={paul.user_id.hex}" in page.content.decode()


def test_a_long_list_of_lawyers_is_cut_and_the_chosen_one_stays(harbor, ada, begun):
    for n in range(60):
        join(harbor, f"Lawyer {n:02}", Role.ATTORNEY)
    last = User.objects.get(name="Lawyer 59")
    page = sign_in(ada).get(at("overview") + f"?lead={last.key}").content.decode()
    assert page.count("<option") < 120 and "Lawyer 58" not in page
    assert f'value="{last.key}" selected' in page


@pytest.mark.feature("F038")
def test_the_firm_says_how_long_a_stage_usually_lasts(begun, pat, paul, clock, harbor):
    keep_up_in(harbor)
    tend(clock, today(harbor.time_zone) + timedelta(days=30))
    assert Standing.objects.get().level != Level.STUCK
    said = {"stage": "intake", "days": 20}
    assert sign_in(paul).post(at("usual-stays"), said).status_code == 404
    assert sign_in(pat).post(at("usual-stays"), said).status_code == 302
    weigh_stage.call("intake")
    row = Standing.objects.get()
    assert row.again_on <= today(harbor.time_zone) + timedelta(days=21)
    nothing = sign_in(pat).post(at("usual-stays"), {"stage": "intake", "days": "0"})
    assert nothing.status_code == 422


def test_a_closed_case_stands_nowhere_and_a_walled_one_is_not_there(
    begun, ada, pat, paul, harbor
):
    second = another(ada, 2)
    raise_wall(
        pat, second.case, user=User.objects.get(pk=paul.user_id), reason="Cousin"
    )
    close_case(ada, begun.case, on=today(harbor.time_zone))
    keep_up_in(harbor)
    assert [row.case for row in Standing.objects.all()] == [second.case]
    page = text_of(sign_in(paul).get(at("overview")))
    assert second.case.number not in page
    assert text_of(sign_in(paul).get(at("workload"))).count("Ada") == 0
    assert text_of(sign_in(pat).get(at("workload"))).count("Ada") == 1


@pytest.mark.feature("F030", "F038")
def test_several_cases_are_moved_once_it_was_read_what_will_happen(
    begun, ada, paul, harbor
):
    second = another(ada, 2)
    keep_up_in(harbor)
    client = sign_in(paul)
    chosen = {"case": [begun.case.key, second.case.key], "stage": "preparing"}
    shown = text_of(client.post(at("move-cases"), chosen))
    begun.case.refresh_from_db()
    assert (begun.case.stage, shown.count("Moves")) == ("intake", 2)
    client.post(at("move-cases"), chosen | {"confirmed": "1"})
    begun.case.refresh_from_db()
    assert begun.case.stage == "preparing"
    moved = Event.objects.filter(kind="case.stage-changed")
    assert {one.case_id for one in moved} == {begun.case.pk, second.case.pk}


@pytest.mark.feature("F030")
def test_no_case_is_moved_past_what_the_record_shows(begun, paul, harbor):
    keep_up_in(harbor)
    client = sign_in(paul)
    chosen = {"case": [begun.case.key], "stage": "filed"}
    shown = text_of(client.post(at("move-cases"), chosen))
    assert "Nothing was recorded as sent" in shown
    client.post(at("move-cases"), chosen | {"confirmed": "1"})
    begun.case.refresh_from_db()
    assert begun.case.stage == "intake"


@pytest.mark.feature("F038")
def test_a_view_is_kept_shared_and_deleted_by_its_owner_alone(begun, ada, paul):
    mine = sign_in(paul)
    empty = mine.post(at("save-view"), {"name": "", "view": "level=late"})
    assert empty.status_code == 422
    said = {"name": "What is late", "shared": "on", "view": "level=late&order=due"}
    mine.post(at("save-view"), said)
    saved = SavedView.objects.get()
    assert saved.asked == {"level": "late", "order": "due"}
    theirs = sign_in(ada)
    assert "What is late" in text_of(theirs.get(at("overview")))
    assert theirs.post(at("delete-view", saved.pk)).status_code == 403
    mine.post(at("delete-view", saved.pk))
    assert not SavedView.objects.exists()
