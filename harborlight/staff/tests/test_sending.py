"""What goes out goes out knowingly, on a day on which it can have gone out."""

import html
import re
from datetime import timedelta

import pytest

from harborlight.cases.queries import get_case
from harborlight.documents.actions import (
    About,
    accept_version,
    file_document,
    withdraw_request,
)
from harborlight.documents.queries import asked
from harborlight.filings.actions import approve_form, attach_packet, fill_forms
from harborlight.filings.findings import SPARED
from harborlight.filings.models import FilledForm
from harborlight.filings.queries import filings
from harborlight.firm.clock import now, today
from harborlight.firm.models import Event
from harborlight.firm.readers import keep_up_in
from harborlight.firm.vault.events import words_of
from harborlight.law.packs import packs
from harborlight.packets.actions import add_papers, ask_build, make_packet
from harborlight.packets.tests.conftest import paper, work
from harborlight.papers.tests import honest
from harborlight.staff.tests.at_the_desk import (
    a_day,
    answered,
    at_the_desk,
    words,
)
from harborlight.staff.tests.desk import at
from harborlight.staff.tests.test_forms import checked, long_ago
from tests.whole_case import accept_papers, furnish, send_papers


@pytest.fixture
def ready(signed, paul, ada):
    """Approved and signed; but nobody answered, and Omar's papers were never sent."""
    accept_papers(paul, signed[0].case)
    checked(paul, ada, signed[1])
    return signed


def on(day):
    return {"channel": "paper", **a_day("on", day.year, day.month, day.day)}


@pytest.mark.feature("F121", "F225")
def test_what_is_still_open_is_said_before_it_goes_out_and_must_be_looked_at(
    paul, omar, ready
):
    begun, filed = ready
    desk, day = at_the_desk(paul), today(begun.case.firm.time_zone)
    paper = next(one for one in asked(omar, begun.case) if one.waits_for_client)
    lacks = f"Not accepted yet: {paper.request.name}, of Omar Haddad."
    for page in (at("case-forms", begun.case.pk), at("record-sent", filed.pk)):
        text = words(desk.get(page))
        assert "On Form HL-1" in text and "are missing." in text
        assert lacks in text
        assert "Everything is approved and signed." not in text
    refused = desk.post(at("record-sent", filed.pk), on(day))
    assert refused.status_code == 422
    assert "Look at what is still open" in words(refused)
    desk.post(at("record-sent", filed.pk), {**on(day), "despite_open": "on"})
    filed.refresh_from_db()
    assert filed.state == "sent"
    event = Event.objects.get(kind="filing.sent")
    said = words_of(begun.case.firm, [event])[event.pk]
    assert lacks in said["despite_open"]


@pytest.mark.feature("F106", "F121")
def test_a_packet_that_went_with_it_is_asked_about_once_the_filing_is_recorded(
    paul, ada, ready
):
    begun, filed = ready
    desk, day = at_the_desk(paul), today(begun.case.firm.time_zone)
    packet = make_packet(
        paul,
        begun.case,
        name="Exhibits",
        purpose="filing",
        destination="uscis online",
        numbering="letters",
        notice=None,
        due_on=None,
    )
    letter = file_document(
        paul,
        begun.case,
        checked=paper(honest.pdf())(begun),
        about=About(),
        title="Letter",
        kind="letter",
        person=None,
        shared=False,
    )
    add_papers(paul, packet, versions=[letter])
    ask_build(paul, packet)
    work()
    attach_packet(paul, packet, filing=filed)
    checked(paul, ada, filed)
    there = at("record-sent", filed.pk)
    assert "Not marked as sent" in words(desk.get(there))
    done = desk.post(there, {**on(day), "despite_open": "on"})
    assert done["Location"] == there
    page = desk.get(there).content.decode()
    form = page.split(f'action="{at("packet-sent", packet.pk)}"')[1].split("</form>")[0]
    said = dict(re.findall(r'type="hidden" name="(on_\w+)" value="(\d+)"', form))
    desk.post(at("packet-sent", packet.pk), said)
    packet.refresh_from_db()
    assert packet.sent_on == day
    assert "Not marked as sent" not in words(desk.get(there))


def test_nothing_is_asked_where_nothing_is_open(clock, ada, paul, maria, omar):
    furnish(clock)
    case = answered(ada, maria, omar, playbook="practice-spouse").case
    accept_papers(paul, case)
    filed = filings(ada, case).get()
    approve_form(ada, fill_forms(paul, filed)[0], despite_open=True)
    send_papers(maria, case)
    accept_papers(paul, case)
    FilledForm.objects.update(missing=[])
    page = words(at_the_desk(paul).get(at("case-forms", case.pk)))
    assert "Everything is approved and signed." in page
    assert "despite_open" not in words(
        at_the_desk(paul).get(at("record-sent", filed.pk))
    )


@pytest.mark.feature("F121")
def test_nothing_went_out_before_its_forms_were_approved(paul, ready):
    begun, filed = ready
    long_ago(begun, FilledForm.objects.get(needed__filing=filed), days=3)
    desk, day = at_the_desk(paul), now().date() - timedelta(days=3)
    early = {**on(day - timedelta(days=5)), "despite_open": "on"}
    page = desk.post(at("record-sent", filed.pk), early)
    assert page.status_code == 422
    assert "it cannot have gone out before" in words(page)
    desk.post(at("record-sent", filed.pk), {**early, **on(day)})
    page = desk.post(at("correct-sent", filed.pk), {**early, "reason": "A slip"})
    assert page.status_code == 422
    assert "it cannot have gone out before" in words(page)
    filed.refresh_from_db()
    assert filed.sent_on == day


@pytest.mark.feature("F030")
def test_an_approved_form_waits_to_be_signed_whatever_else_is_open(harbor, ada, ready):
    keep_up_in(harbor)
    assert get_case(ada, ready[0].case.pk).stage == "signature"


@pytest.mark.feature("F030")
def test_a_paper_no_longer_asked_for_lets_the_case_move_on(
    harbor, clock, ada, paul, maria, omar
):
    furnish(clock)
    case = answered(ada, maria, omar, playbook="practice-spouse").case
    last, *_rest = asked(omar, case)
    for one in asked(paul, case):
        if one.newest and one.request != last.request:
            accept_version(paul, one.newest)
    keep_up_in(harbor)
    assert get_case(ada, case.pk).stage == "intake"
    withdraw_request(ada, last.request)
    keep_up_in(harbor)
    assert get_case(ada, case.pk).stage == "preparing"


@pytest.mark.feature("F121")
def test_the_page_says_which_form_goes_without_a_signature_and_why(paul, ready):
    begun, filed = ready
    desk, signed = at_the_desk(paul), "and its signed pages are accepted"
    assert signed in words(desk.get(at("record-sent", filed.pk)))
    FilledForm.objects.filter(needed__filing=filed).update(spared=["spouse_abroad"])
    said = "Form HL-1 goes without the spouse's signature"
    for page in (at("case-forms", begun.case.pk), at("record-sent", filed.pk)):
        text = html.unescape(words(desk.get(page)))
        assert said in text and signed not in text


@pytest.mark.feature("F121", "F225")
def test_a_form_whose_signer_is_nobody_on_the_case_does_not_go_out(paul, ready):
    _begun, filed = ready
    forms = FilledForm.objects.filter(needed__filing=filed)
    forms.update(signers=["joint sponsor", "petitioner"])
    desk, day = at_the_desk(paul), today(filed.firm.time_zone)
    said = {**on(day), "despite_open": "on"}
    page = desk.post(at("record-sent", filed.pk), said)
    assert "Nobody on the case is whoever must sign Form HL-1." in words(page)
    filed.refresh_from_db()
    assert filed.state == "preparing"


def test_every_reason_to_be_spared_is_a_sentence():
    conditional = [
        one for pack in packs() for one in pack.signatures if one.when is not None
    ]
    assert {one.spared for one in conditional} == SPARED.keys()


@pytest.mark.feature("F121")
def test_signed_pages_in_the_queue_are_said_to_be_there_and_what_is_fine_stands_apart(
    paul, ada, signed
):
    begun, filed = signed
    desk = at_the_desk(paul)
    FilledForm.objects.filter(needed__filing=filed).update(spared=["spouse_abroad"])
    page = words(desk.get(at("case-forms", begun.case.pk)))
    assert "Signed pages to review" in page and "To read and sign" not in page
    hinders, _, fine = page.partition("This does not hold it up:")
    assert "goes without the spouse" in fine
    assert (
        "goes without the spouse" not in hinders.partition("It cannot go out yet:")[2]
    )
    accept_papers(paul, begun.case)
    page = words(desk.get(at("case-forms", begun.case.pk)))
    assert "Signed pages accepted" in page and "to review" not in page


@pytest.mark.feature("F121", "F132")
def test_whoever_records_it_second_is_told_what_was_not_written_down_and_corrects_it(
    paul, ada, ready
):
    begun, filed = ready
    said = {**on(today(begun.case.firm.time_zone)), "despite_open": "on"}
    page = at("record-sent", filed.pk)
    at_the_desk(paul).post(page, {**said, "tracking": "1ZFIRST"})
    late = words(at_the_desk(ada).post(page, {**said, "tracking": "1ZSECOND"}))
    assert "recorded it: sent on" in late and "Tracking number 1ZFIRST." in late
    assert "You typed the tracking number 1ZSECOND. It was not written down." in late
    right = {**said, "tracking": "1ZSECOND", "reason": "The label says so"}
    assert (
        "1ZFIRST" in at_the_desk(ada).get(at("correct-sent", filed.pk)).content.decode()
    )
    at_the_desk(ada).post(at("correct-sent", filed.pk), right)
    filed.refresh_from_db()
    assert filed.tracking == "1ZSECOND"
    event = Event.objects.get(kind="filing.sending-corrected")
    assert "1ZFIRST" in words_of(begun.case.firm, [event])[event.pk]["was"]["es"]

    page = at("record-receipt", filed.pk)
    for number in ("IOE0911223344", "IOE0911223355"):
        told = at_the_desk(ada).post(page, {**said, "number": number, "again": number})
    assert "You typed IOE0911223355, which differs." in words(told)
