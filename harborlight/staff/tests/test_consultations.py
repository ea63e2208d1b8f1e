"""The record of a first talk: written by intake, finished and corrected by an attorney."""

import pytest

from harborlight.facts.models import Fact
from harborlight.firm.models import Event
from harborlight.firm.readers import keep_up_in
from harborlight.firm.roles import Role
from harborlight.inquiries.actions import decline_inquiry, erase_inquiry
from harborlight.inquiries.models import Consultation, Inquiry
from harborlight.inquiries.tests.at_the_door import answers, asks, comes_in
from harborlight.staff.tests.desk import at, sign_in, text_of
from harborlight.tasks.models import Task
from tests.cast import join
from tests.whole_case import begin, furnish

TALK = {
    "held_on": "2026-01-05",
    "how": "video",
    "took_part": "Luz, her sister, Nora",
    "interpreter": "Rosa, Spanish",
    "goals": "Stay with her husband, and work.",
    "found": "Came in March 2019 without inspection.",
    "advice": "Do not leave the country.",
    "ending": "taken",
    "scope": "The family petition; not the court.",
    "fee": "2,500.00",
    "path-marriage-view": "research",
    "path-marriage-why": "How she came in decides.",
    "path-asylum-view": "closed",
    "path-asylum-why": "More than a year here, and no fear.",
    "path-other-name": "Parole in place",
    "path-other-view": "open",
    "step-0-what": "Ask for the court file",
    "step-0-on": "2027-01-08",
    "step-1-what": "Bring the marriage certificate",
}


@pytest.fixture
def nora(harbor, clock):
    furnish(clock, "n400", "one-step-marriage")
    return join(harbor, "Nora", Role.INTAKE)


@pytest.fixture
def luz(nora):
    return asks(nora, wanted="marriage")


def written(client, case, **typed) -> Consultation:
    answer = client.post(at("new-consultation", case.pk), TALK | typed)
    assert answer.status_code == 302, text_of(answer)
    return Consultation.objects.latest("written_at")


@pytest.mark.feature("F035")
def test_a_talk_is_written_by_intake_and_finished_by_an_attorney(nora, ada, luz):
    answers(comes_in(luz), luz)
    desk, attorney = sign_in(nora), sign_in(ada)
    # What was answered stands there already, and no path is called open.
    page = desk.get(at("new-consultation", luz.case_id))
    assert "Green card through marriage" in text_of(
        page
    ) and "+ Is married to" in text_of(page)
    assert 'value="open" selected' not in text_of(page)
    record = written(desk, luz.case)
    said = text_of(desk.get(at("consultation", record.pk)))
    for words in ("Do not leave the country.", "Parole in place", "$2,500.00", "Draft"):
        assert words in said
    # Intake does not finish it.
    assert desk.post(at("finish-consultation", record.pk)).status_code == 403
    assert "Finish the record" not in said
    attorney.post(at("finish-consultation", record.pk))
    record.refresh_from_db()
    assert record.finished_by_id == ada.user_id
    desk.post(at("change-consultation", record.pk), TALK | {"goals": "Other"})
    record.refresh_from_db()
    assert record.goals == "Stay with her husband, and work."
    assert "Consultation of" in text_of(desk.get(at("inquiry", luz.pk)))


@pytest.mark.feature("F035")
def test_a_correction_is_a_new_version_with_a_reason(ada, nora, luz):
    attorney = sign_in(ada)
    record = written(attorney, luz.case)
    attorney.post(at("finish-consultation", record.pk))
    there = at("correct-consultation", record.pk)
    assert attorney.post(there, {"reason": ""}).status_code == 422
    attorney.post(there, {"reason": "She came in 2018."})
    new = Consultation.objects.get(corrects=record)
    form = attorney.get(at("change-consultation", new.pk)).content.decode()
    assert "She came in 2018." in form and "Ask for the court file" in form
    seen = form.split('name="seen" value="')[1].split('"')[0]
    typed = TALK | {"found": "Came in 2018.", "seen": seen}
    assert attorney.post(at("change-consultation", new.pk), typed).status_code == 302
    # A page that is older than a colleague's words overwrites nothing.
    stale = attorney.post(at("change-consultation", new.pk), typed | {"goals": "Mine"})
    assert stale.status_code == 422 and "Mine" in text_of(stale)
    attorney.post(at("finish-consultation", new.pk))
    old = text_of(attorney.get(at("consultation", record.pk)))
    assert "March 2019" in old and "There is a newer version" in old
    assert attorney.post(there, {"reason": "Again."}).status_code == 422
    assert "Corrected" in text_of(attorney.get(at("consultations", luz.case_id)))


@pytest.mark.feature("F035")
def test_a_record_that_lacks_something_is_not_finished(ada, nora, luz):
    attorney = sign_in(ada)
    record = written(attorney, luz.case, advice="", ending="declined")
    seen = attorney.post(at("finish-consultation", record.pk), follow=True)
    assert "what advice was given" in text_of(seen)
    wrong = TALK | {
        "held_on": "2090-01-01",
        "path-asylum-why": "",
        "step-2-on": "2027-02-01",
    }
    answer = attorney.post(at("new-consultation", luz.case_id), wrong)
    page = text_of(answer)
    assert answer.status_code == 422 and "This day is still to come." in page
    assert "Write why it is closed." in page and "Write what is to be done." in page
    assert "Stay with her husband, and work." in page


@pytest.mark.feature("F035")
def test_a_step_becomes_a_task_and_the_client_reads_only_what_is_told(ada, nora, luz):
    client, attorney = comes_in(luz), sign_in(ada)
    record = written(attorney, luz.case)
    attorney.post(at("finish-consultation", record.pk))
    for _twice in range(2):
        attorney.post(at("set-consultation-step", record.pk), {"step": "0"})
    task = Task.objects.get(case=luz.case_id)
    assert task.title == "Ask for the court file"
    assert (str(task.due_on), task.user_id) == ("2027-01-08", ada.user_id)
    assert "The task" in text_of(attorney.get(at("consultation", record.pk)))
    told = {"person": str(luz.person_id), "words": "Traiga su acta de matrimonio."}
    attorney.post(at("tell-consultation", record.pk), told)
    keep_up_in(luz.firm)
    waiting = sign_in(client)
    page = text_of(waiting.get("/portal/"))
    assert "Traiga su acta de matrimonio." in page
    assert "Do not leave the country." not in page
    assert waiting.get(at("consultation", record.pk)).status_code == 404


@pytest.mark.feature("F035")
def test_whoever_works_on_the_case_does_not_read_it(ada, paul, clock, nora):
    """Of a case that was opened without an inquiry, too."""
    case = begin(ada).case
    assert not Inquiry.objects.filter(case=case).exists()
    record = written(sign_in(ada), case)
    paralegal = sign_in(paul)
    assert paralegal.get(at("consultation", record.pk)).status_code == 404
    assert "Consultations" not in text_of(paralegal.get(at("case", case.pk)))
    assert "Consultations" in text_of(sign_in(ada).get(at("case", case.pk)))
    event = Event.objects.filter(kind="inquiry.consultation-written").get()
    assert event.case_id == case.pk


@pytest.mark.feature("F035")
def test_with_the_inquiry_the_talk_is_destroyed(ada, nora, luz):
    attorney = sign_in(ada)
    record = written(attorney, luz.case, ending="declined", why_not="Too far away.")
    attorney.post(at("finish-consultation", record.pk))
    attorney.post(at("correct-consultation", record.pk), {"reason": "Her name."})
    decline_inquiry(ada, luz, reason="Far", words="No.", language="es", mail=False)
    luz.refresh_from_db()
    erase_inquiry(ada, luz)
    assert not Consultation.objects.exists() and not Fact.objects.exists()
    answer = attorney.post(at("new-consultation", luz.case_id), TALK)
    assert answer.status_code == 422 and "is destroyed" in text_of(answer)
    assert not Consultation.objects.exists()
