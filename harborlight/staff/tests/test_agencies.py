"""The pages about agencies: a number from the paper to what the client reads."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from harborlight.agency.actions import (
    change_line,
    confirm_bulletin,
    enter_bulletin,
    observe,
    set_priority_date,
    track_number,
)
from harborlight.agency.jobs.asking import ask_one
from harborlight.agency.models import (
    Bulletin,
    Line,
    Move,
    NoNews,
    Observation,
    Times,
    Tracked,
)
from harborlight.agency.queries import known_to
from harborlight.cases.queries import parties
from harborlight.deadlines.models import Deadline
from harborlight.documents.actions import (
    About,
    Checked,
    WasRead,
    keep_reading,
    receive_document,
)
from harborlight.documents.queries import asked
from harborlight.firm.clock import standing_at
from harborlight.firm.vault.stored import keep_bytes
from harborlight.papers.tests import pages
from harborlight.papers.tests.test_notices import receipt
from harborlight.staff.tests.desk import at, sign_in, text_of
from tests.status_service import service

NUMBER = "IOE0912345678"
TABLE = "Family,All Chargeability Areas,INDIA\nF2A,{cell},{cell}\n"


@pytest.fixture
def case(begun):
    return begun.case


@pytest.fixture
def tracked(ada, case):
    row = track_number(ada, case, agency="USCIS", number=NUMBER, again=NUMBER)
    observe(ada, row, source="hand", text="Case Was Received")
    return row


@pytest.mark.feature("F122", "F124")
def test_a_number_is_typed_twice_and_what_is_wrong_is_kept_and_said(case, ada):
    client, new = sign_in(ada), at("track-number", case.pk)
    said = {"agency": "USCIS", "number": NUMBER, "again": "IOE0912345679"}
    page = client.post(new, said)
    assert page.status_code == 422
    assert "The two numbers are not the same" in text_of(page)
    assert f'value="{NUMBER}"' in page.content.decode()
    strange = {"agency": "USCIS"} | dict.fromkeys(("number", "again"), "GUZ2026123456")
    assert "begins so" in text_of(client.post(new, strange))
    done = client.post(new, strange | {"agency": "DOS"})
    assert done.status_code == 302
    page = text_of(client.get(at("case-agency", case.pk)))
    assert "GUZ2026123456" in page and "Never checked yet" in page


@pytest.mark.feature("F123", "F129")
def test_a_denial_stands_on_the_desk_until_somebody_told_the_client(
    case, tracked, ada, maria
):
    client = sign_in(ada)
    see = at("see-status", tracked.pk)
    assert client.post(see, {"means": "", "text": ""}).status_code == 422
    page = client.post(see, {"text": "Case Was Denied"}, follow=True)
    assert "The client reads nothing of it" in text_of(page)
    desk = text_of(client.get(at("agency")))
    assert "Tell the client" in desk and "Denied or refused" in desk
    assert known_to(maria, case)[0].now.meaning.id == "received"
    seen = Observation.objects.get(means="denied")
    page = client.post(at("tell-seen", seen.pk), {"how": ""})
    assert page.status_code == 422 and "Write how you told them" in text_of(page)
    client.post(at("tell-seen", seen.pk), {"how": "By telephone"})
    assert known_to(maria, case)[0].now.meaning.id == "denied"
    assert "Tell the client" not in text_of(client.get(at("agency")))


@pytest.mark.feature("F123", "F124")
def test_a_hearing_stands_in_the_calendar_and_on_the_clients_page(case, ada, maria):
    said = {"agency": "EOIR", "number": "A012345678", "again": "A012345678"}
    court = track_number(ada, case, **said)
    see, client = at("see-status", court.pk), sign_in(ada)
    hearing = {"means": "hearing set", "appointment_on": "2020-01-01"}
    assert "This day is over" in text_of(client.post(see, hearing))
    for _twice in range(2):
        client.post(see, hearing | {"appointment_on": "2099-03-02"})
    assert str(Deadline.objects.get().due_on) == "2099-03-02"
    assert "Hearing set" in Deadline.objects.get().called
    assert known_to(maria, case)[0].now.appointment_on.year == 2099


@pytest.mark.feature("F123")
def test_unknown_words_are_decided_and_a_paralegal_decides_for_one_case_only(
    case, tracked, ada, paul
):
    observe(ada, tracked, source="hand", text="In the blue queue")
    seen = Observation.objects.get(means="")
    assert "In the blue queue" in text_of(sign_in(paul).get(at("agency")))
    decide = at("decide-meaning", seen.pk)
    assert "in every case" not in text_of(sign_in(paul).get(decide))
    assert sign_in(ada).post(decide, {"means": ""}).status_code == 422
    sign_in(ada).post(decide, {"means": "in review", "keep": "on"})
    page = text_of(sign_in(ada).get(at("agency-meanings")))
    assert "In the blue queue" in page and "Being reviewed" in page


@pytest.mark.feature("F123")
def test_what_a_notice_says_is_filled_in_and_a_person_writes_it_down(
    harbor, clock, case, tracked, ada, maria
):
    request = asked(maria, case)[0].request
    file = keep_bytes(harbor, case.pk, pages.jpeg_of(pages.sheet(())))
    checked = Checked(file, "paper.jpg", "jpeg", 1)
    version = receive_document(maria, request, checked=checked, about=About())
    page = receipt(form="I-797E", kind="Request for Evidence")
    keep_reading(clock, version, found=WasRead([page], searchable=b"%PDF-1.7"))
    client = sign_in(ada)
    words = text_of(client.get(at("case-agency", case.pk) + f"?paper={version.key}"))
    assert "What this notice says" in words and "More evidence asked for" in words
    see = at("see-status", tracked.pk) + f"?paper={version.key}"
    form = client.get(see).context["form"]
    assert form["means"].value() == "evidence asked" and form["on"].value()
    client.post(see, {"means": "evidence asked", "on": form["on"].value()})
    seen = Observation.objects.get(means="evidence asked")
    assert (seen.source, seen.paper_id) == ("notice", version.pk)
    assert seen.waits


@pytest.mark.feature("F122")
def test_lines_are_looked_at_before_they_are_followed(case, ada):
    client = sign_in(ada)
    text = f"{case.number},{NUMBER}\nNobody,LIN2690000001"
    said = {"agency": "USCIS", "lines": text}
    page = text_of(client.post(at("many-numbers"), said))
    assert "Fits" in page and "No open case of yours fits" in page
    assert not Tracked.objects.exists()
    page = client.post(at("many-numbers"), said | {"sure": "yes"})
    assert Tracked.objects.get().number == NUMBER
    assert "Nobody,LIN2690000001" in page.content.decode(), "it is still to be mended"


@pytest.mark.feature("F124")
def test_a_month_is_pasted_by_one_and_confirmed_by_another(case, ada, paul):
    client = sign_in(paul)
    wrong = {"month": "2026-11", "source": "State", "final": "F2A,C", "filing": "x"}
    page = client.post(at("enter-bulletin"), wrong)
    assert page.status_code == 422 and "names the areas" in text_of(page)
    tables = {n: TABLE.format(cell="01MAR24") for n in ("final", "filing")}
    client.post(at("enter-bulletin"), wrong | tables)
    month = Bulletin.objects.get()
    confirm = at("confirm-bulletin", month.pk)
    own = client.post(confirm, {"seen": month.mark}, follow=True)
    assert "A second person must confirm" in text_of(own)
    # Ada has the page open while it is entered anew: she confirms nothing unseen.
    client.post(at("enter-bulletin"), wrong | tables)
    stale = sign_in(ada).post(confirm, {"seen": month.mark}, follow=True)
    assert "Look at it again" in text_of(stale)
    month.refresh_from_db()
    assert month.confirmed_at is None and month.mark in text_of(
        sign_in(ada).get(at("bulletin", month.pk))
    )
    said = {"category": "F2A", "area": "india", "on": "2023-05-04", "source": "I-797"}
    person = client.get(at("priority-date", case.pk)).context["form"]
    key = person.fields["person"].choices[0][0]
    client.post(at("priority-date", case.pk), said | {"person": key})
    done = sign_in(ada).post(confirm, {"seen": month.mark}, follow=True)
    assert "Confirmed" in text_of(done)
    page = text_of(client.get(at("case-agency", case.pk)))
    assert "Final action dates: current" in page
    assert not Move.objects.exists(), "a job lists it"


@pytest.mark.feature("F124")
def test_the_age_of_a_child_is_counted_and_nothing_kept(case, ada):
    address, client = at("child-age", case.pk), sign_in(ada)
    said = {"law": "preference", "born": "2003-05-01", "filed": "2019-01-01"}
    said |= {"approved": "2021-01-01", "available": "2025-04-01"}
    page = text_of(client.get(address, said))
    assert "19 years and 335 days" in page and "April 1, 2026" in page
    page = client.get(address, said | {"available": ""})
    assert page.status_code == 422
    page = client.get(address, said)
    link = page.content.decode().split("deadlines/new/?")[1].split('"')[0]
    there = f"{at('new-deadline', case.pk)}?{unescape(link)}"
    form = client.get(there).context["form"]
    assert form["due_on"].value() == "2026-04-01"
    assert "8 U.S.C. 1153(h)(1)(A)" in form["because"].value()
    old = text_of(
        client.get(address, said | {"law": "relative", "filed": "2025-01-01"})
    )
    assert "no child any more" in old


@pytest.mark.feature("F124")
def test_what_the_record_knows_of_a_child_is_filled_in(case, tracked, ada, paul):
    on = date(2024, 1, 10)
    observe(ada, tracked, source="hand", means="approved", on=date(2025, 2, 3))
    child = parties(ada, case)[0].person
    said = {"category": "F2A", "area": "all", "source": "The notice"}
    set_priority_date(ada, case, person=child, on=on, **said)
    for month, cell in ((1, "2023-01-01"), (2, "2024-02-01"), (3, "C")):
        table = {"F2A": {"all": cell}}
        made = enter_bulletin(
            ada, month=date(2026, month, 1), source="S", final=table, filing=table
        )
        confirm_bulletin(paul, made, seen=made.mark)
    form = sign_in(ada).get(at("child-age", case.pk)).context["form"]
    days = {name: form[name].value() for name in ("filed", "approved", "available")}
    assert days == {
        "filed": on,
        "approved": date(2025, 2, 3),
        "available": date(2026, 2, 1),
    }


@pytest.mark.feature("F127", "F130")
def test_a_table_of_times_is_taken_line_by_line(pat, ada):
    client, there = sign_in(ada), at("times-table")
    lines = "form,office,from,to,published,source\n"
    lines += "I-130,,10.5,14,2026-11-01,The agency’s page\n"
    lines += "I-130,,10.5,14,2026-11-01,The agency’s page\n"
    lines += "N-400,,8,6,2026-11-01,The agency’s page\nI-90,,1,2,2099-01-01,It\nI-90,1"
    file = SimpleUploadedFile("times.csv", lines.encode("utf-8-sig"))
    page = client.post(there, {"file": file})
    assert not Times.objects.exists(), "it is looked at first"
    shown = text_of(page)
    for why in (
        "This stands above already",
        "It is less than where it begins",
        "This day is still to come",
        "It has 2 columns instead of 6",
    ):
        assert why in shown
    kept = page.context["form"]["lines"].value()
    page = client.post(there, {"lines": kept, "sure": "yes"})
    row = Times.objects.get()
    assert (row.form, row.low, row.high) == ("I-130", 105, 140)
    assert "N-400" in page.context["form"]["lines"].value(), "what is wrong stays"
    broken = SimpleUploadedFile("times.xlsx", b"PK\x03\x04\x00\x00")
    page = client.post(there, {"file": broken})
    assert page.status_code == 422 and "no table of text" in text_of(page)


@pytest.mark.feature("F128", "F160")
def test_letters_are_agreed_and_ended(case, ada):
    client, agree = sign_in(ada), at("agree-letters", case.pk)
    key = client.get(agree).context["form"].fields["person"].choices[0][0]
    said = {"person": key, "weeks": "4", "channel": "page", "first_on": "2020-01-01"}
    assert "still to come" in text_of(client.post(agree, said))
    client.post(agree, said | {"first_on": "2099-01-01"})
    assert client.post(agree, said | {"first_on": "2099-01-01"}).status_code == 422
    row = NoNews.objects.get()
    assert client.post(at("end-letters", row.pk), {"reason": ""}).status_code == 422
    client.post(at("end-letters", row.pk), {"reason": "They asked for it"})
    assert "They asked for it" in text_of(client.get(at("case-agency", case.pk)))


@pytest.mark.feature("F123")
def test_the_access_is_set_up_by_the_office_and_never_shown_again(pat, ada):
    client, address = sign_in(pat), at("agency-line")
    assert sign_in(ada).get(address).status_code == 404
    said = {"is_on": "on", "door": "sandbox", "per_second": "5", "per_day": "1000"}
    page = client.post(address, said)
    assert page.status_code == 422 and "answers nobody" in text_of(page)
    page = client.post(address, said | {"client": "us", "secret": "hush"}, follow=True)
    assert "Kept, encrypted" in text_of(page) and "hush" not in page.content.decode()
    client.post(address, said | {"per_day": "500"})
    line = Line.objects.get()
    assert (line.secret, line.per_day, line.is_on) == ("hush", 500, True)


# A Monday of the far future, eleven in the morning in New York: the service is open.
MONDAY = datetime(2031, 6, 2, 15, tzinfo=UTC)


@pytest.mark.feature("F123", "F129")
def test_the_service_is_asked_at_the_press_of_a_button_and_its_answer_is_said(
    case, tracked, ada, pat, clock, monkeypatch
):
    client, there = sign_in(ada), at("case-agency", case.pk)
    assert "Ask the service now" not in text_of(client.get(there)), "it is off"
    said = {"is_on": True, "door": "sandbox", "client": "us", "secret": "hidden"}
    change_line(pat, per_second=5, per_day=1, **said)
    with service(monkeypatch) as uscis, standing_at(MONDAY):
        client = sign_in(ada)
        uscis.says_of(NUMBER, "Case Was Approved")
        Tracked.objects.update(ask_at=MONDAY + timedelta(hours=3))
        assert "Ask the service now" in text_of(client.get(there))
        page = client.post(at("ask-service", tracked.pk), follow=True)
        assert "The service is being asked" in text_of(page)
        ask_one.call(str(tracked.pk))
        page = text_of(client.get(there))
        assert "asked of the agency’s service" in page and "Approved" in page
        page = client.post(at("ask-service", tracked.pk), follow=True)
        assert "it would say the same" in text_of(page)
        assert uscis.asked == [NUMBER]
