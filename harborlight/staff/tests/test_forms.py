"""The forms of a case, from the first filling to the receipt number."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from harborlight.cases.actions import put_on_team, raise_wall
from harborlight.cases.models import Case
from harborlight.cases.queries import activity, milestones
from harborlight.config.demo.checking import certify
from harborlight.deadlines.models import Deadline
from harborlight.documents.models import Document
from harborlight.documents.queries import asked, versions
from harborlight.filings.actions import (
    NothingToCorrect,
    NotWaiting,
    approve_form,
    attach_notice,
    fill_forms,
)
from harborlight.filings.models import Certificate, Filing, FilledForm, Signing
from harborlight.filings.queries import filings, get_filled
from harborlight.firm.actions import (
    join_accounts,
    part_accounts,
    waive_second_pair,
)
from harborlight.firm.clock import now, today
from harborlight.firm.models import Event, Membership, User
from harborlight.firm.readers import keep_up_in
from harborlight.firm.roles import DESK, GUESTS, LAWYERS, OPENERS, Role, roles
from harborlight.questionnaires.actions import correct_answer
from harborlight.questionnaires.models import Sent
from harborlight.staff.tests.at_the_desk import (
    a_day,
    a_pdf,
    at_the_desk,
    told,
    words,
)
from harborlight.staff.tests.desk import at
from tests.cast import join
from tests.whole_case import MARIA, OMAR, accept_papers, begin, paper, send_papers


@pytest.fixture
def filing(ada, begun) -> Filing:
    return filings(ada, begun.case).get()


@pytest.fixture
def filled(paul, filing) -> FilledForm:
    return fill_forms(paul, filing)[0]


# Nobody in these stories has answered everything.
DESPITE = {"despite_open": "on"}


def scans_asked(maria, begun):
    papers = [one for one in asked(maria, begun.case) if one.waits_for_client]
    return [one for one in papers if one.request.kind == "signed form"]


def to_sign(ada, paul, maria, begun, filled):
    """Approved, signed in ink, and the scan accepted; and certified."""
    approve_form(ada, filled, despite_open=True)
    send_papers(maria, begun.case)
    accept_papers(paul, begun.case)
    checked(paul, ada, filled.needed.filing)


def checked(paul, ada, filing):
    """Paul prepared it, and Ada certified it for today."""
    certify(paul, ada, filing, on=today(filing.firm.time_zone))


def long_ago(begun, filled, days=20):
    """The case was opened so many days ago, its form approved and certified then."""
    then = now() - timedelta(days=days)
    Case.objects.filter(pk=begun.case.pk).update(opened_on=then.date())
    FilledForm.objects.filter(pk=filled.pk).update(decided_at=then)
    Certificate.objects.filter(case=begun.case).update(made_at=then)


@pytest.mark.feature("F116", "F118")
def test_a_paralegal_fills_the_forms_with_one_press(paul, begun, filing):
    desk = at_the_desk(paul)
    page = desk.get(at("case-forms", begun.case.pk))
    assert "Not filled yet" in words(page)
    assert "Form HL-1 is not filled." in words(page)
    page = desk.post(at("fill-forms", filing.pk), follow=True)
    filled = FilledForm.objects.get(needed__filing=filing)
    assert page.redirect_chain[-1][0] == at("filled-form", filled.pk)
    assert "You filled this form. Somebody else reads every page" in words(page)
    assert filled.prepared_by_id == paul.user_id


@pytest.mark.feature("F234", "F240")
def test_a_page_of_the_form_is_a_picture_and_a_download_is_an_event(
    paul, begun, filled
):
    desk = at_the_desk(paul)
    picture = desk.get(at("form-page", filled.pk, 1))
    assert picture["Content-Type"] in ("image/png", "image/jpeg")
    file = desk.get(at("form-file", filled.pk))
    assert b"".join(file.streaming_content).startswith(b"%PDF")
    kinds = [one.event.kind for one in activity(paul, begun.case)]
    assert kinds[0] == "case.downloaded" or "download" in kinds[0]


@pytest.mark.feature("F019", "F221", "F222")
def test_whoever_filled_a_form_may_not_approve_it(paul, filled):
    answer = at_the_desk(paul).post(at("approve-form", filled.pk), DESPITE)
    assert answer.status_code == 403
    assert "you prepared it yourself" in words(answer)
    filled.refresh_from_db()
    assert filled.state == "prepared"


@pytest.mark.feature("F019")
def test_a_firms_only_attorney_checks_alone_where_the_firm_has_set_it(
    harbor, ada, begun, filing
):
    filled = fill_forms(ada, filing)[0]
    desk, page = at_the_desk(ada), at("filled-form", filled.pk)
    assert desk.post(at("approve-form", filled.pk), DESPITE).status_code == 403
    waive_second_pair(ada, harbor)
    assert "If you approve it, its page and the case's activity say" in words(
        desk.get(page)
    )
    done = desk.post(at("approve-form", filled.pk), DESPITE, follow=True)
    assert "Approved: HL-1." in told(done)
    # With a second attorney there is a second pair of eyes again, at once.
    join(harbor, "Bea", Role.ATTORNEY)
    again = fill_forms(ada, filing)[0]
    assert desk.post(at("approve-form", again.pk), DESPITE).status_code == 403


@pytest.mark.feature("F019", "F234")
def test_what_was_approved_alone_says_so_wherever_it_is_looked_up(
    harbor, ada, begun, filing
):
    filled = fill_forms(ada, filing)[0]
    waive_second_pair(ada, harbor)
    approve_form(ada, filled, despite_open=True)
    keep_up_in(harbor)
    reader = at_the_desk(join(harbor, "Uma", Role.AUDITOR))
    page = words(reader.get(at("filled-form", filled.pk)))
    assert "Ada approved it alone" in page
    assert "Who filled it also approved it, without a second pair of eyes" in page
    assert "approved alone, without a second pair" in words(
        reader.get(at("case-forms", begun.case.pk))
    )
    assert (
        "Ada checked and approved HL-1 alone, without a second pair of eyes"
        in words(reader.get(at("case-activity", begun.case.pk)))
    )


@pytest.mark.feature("F019")
def test_what_another_checked_is_not_said_to_be_approved_alone(
    harbor, ada, paul, begun, filled
):
    waive_second_pair(ada, harbor)
    approve_form(ada, filled, despite_open=True)
    desk = at_the_desk(paul)
    form = words(desk.get(at("filled-form", filled.pk)))
    assert "Ada approved it" in form and "approved it alone" not in form
    told = words(desk.get(at("case-activity", begun.case.pk)))
    assert "Ada checked and approved HL-1" in told and "HL-1 alone" not in told


@pytest.mark.feature("F019")
def test_the_waiver_is_the_attorneys_and_no_paralegal_checks_their_own_form(
    harbor, ada, paul, filled
):
    waive_second_pair(ada, harbor)
    desk = at_the_desk(paul)
    assert "Somebody else reads every page" in words(
        desk.get(at("filled-form", filled.pk))
    )
    assert desk.post(at("approve-form", filled.pk), DESPITE).status_code == 403
    filled.refresh_from_db()
    assert filled.state == "prepared"


# Of the desk; the others do not read the file of a case.
READERS = roles(OPENERS, Role.CLIENT_SERVICES, Role.AUDITOR, GUESTS)


def on_the_team(ada, begun, role: Role):
    """Somebody of this role who works on the case; an attorney is there already."""
    if role in LAWYERS:
        return ada
    somebody = join(ada.firm, role.value.replace(" ", ""), role)
    user = User.objects.get(pk=somebody.user_id)
    put_on_team(ada, begun.case, user=user, part=role)
    return somebody


@pytest.mark.feature("F019")
def test_whoever_works_in_the_firm_sees_that_the_second_pair_of_eyes_is_waived(
    harbor, ada, begun, filled
):
    setting = "its only attorney may approve alone what they filled themselves"
    form, waiting = at("filled-form", filled.pk), at("forms-to-check")
    for page in (form, waiting, at("office")):
        said = words(at_the_desk(ada).get(page))
        assert setting not in said and "Waived" not in said
    waive_second_pair(ada, harbor)
    for role in sorted(DESK):
        desk = at_the_desk(on_the_team(ada, begun, role))
        assert setting in words(desk.get(waiting)), role
        assert (setting in words(desk.get(form))) == (role in READERS), role
        # A guest has no business with the other settings of the firm.
        office = desk.get(at("office"))
        assert office.status_code == (404 if role in GUESTS else 200), role
        assert ("Waived" in words(office)) == (role not in GUESTS), role


@pytest.mark.feature("F019", "F221")
def test_the_same_person_under_another_account_may_not_either(harbor, paul, filled):
    other = join(harbor, "Paula", Role.ATTORNEY)
    Membership.objects.filter(user=other.user_id).update(human=paul.human)
    answer = at_the_desk(other).post(at("approve-form", filled.pk), DESPITE)
    assert answer.status_code == 403
    filled.refresh_from_db()
    assert filled.state == "prepared"


@pytest.mark.feature("F019")
def test_accounts_that_are_joined_after_the_form_was_filled_count_too(
    harbor, pat, paul, filled
):
    other = join(harbor, "Paula", Role.ATTORNEY)
    theirs = Membership.objects.get(user=other.user_id)
    join_accounts(pat, theirs, other=Membership.objects.get(user=paul.user_id))
    answer = at_the_desk(other).post(at("approve-form", filled.pk), DESPITE)
    assert answer.status_code == 403
    part_accounts(pat, theirs)
    answer = at_the_desk(other).post(
        at("approve-form", filled.pk), DESPITE, follow=True
    )
    assert "Approved: HL-1." in told(answer)


@pytest.mark.feature("F005", "F019", "F208", "F221")
def test_a_second_person_approves_and_the_client_is_asked_to_sign(
    ada, paul, maria, begun, filled
):
    page = at_the_desk(ada).post(at("approve-form", filled.pk), DESPITE, follow=True)
    assert "Approved: HL-1." in told(page)
    assert "To read and sign" in words(page)
    assert Signing.objects.get(filled=filled).person == begun.petitioner.person
    assert len(scans_asked(maria, begun)) == 1


def test_sending_back_needs_words_and_keeps_them_for_the_team(ada, filled):
    desk = at_the_desk(ada)
    page = desk.post(at("return-form", filled.pk), {"comment": " "})
    assert page.status_code == 422
    assert "Write what is wrong" in words(page)
    page = desk.post(
        at("return-form", filled.pk), {"comment": "Page 1: the ñ is gone."}, follow=True
    )
    assert "Page 1: the ñ is gone." in words(page)
    filled.refresh_from_db()
    assert (filled.state, filled.decided_by_id) == ("sent back", ada.user_id)


def test_of_two_people_who_decide_at_once_the_second_is_told(ada, pat, filled):
    seen = get_filled(pat, filled.pk)
    approve_form(ada, filled, despite_open=True)
    with pytest.raises(NotWaiting):
        approve_form(pat, seen, despite_open=True)
    desk = at_the_desk(pat)
    page = desk.post(at("return-form", filled.pk), {"comment": "No."}, follow=True)
    assert "Ada has just decided on this form." in told(page)[0]
    assert "You had written: “No.”" in told(page)
    assert Event.objects.filter(kind="form.approved").count() == 1
    assert Signing.objects.count() == 1


@pytest.mark.feature("F117")
def test_whoever_fills_or_approves_reads_whose_answers_are_not_sent_yet(
    ada, paul, begun, filled
):
    all_forms, form = at("case-forms", begun.case.pk), at("filled-form", filled.pk)
    not_all, waits = "Not every client has sent", "has not sent their answers yet"
    desk = at_the_desk(ada)
    assert not_all in words(desk.get(all_forms))
    assert words(desk.get(form)).count(waits) == 2
    Sent.objects.filter(party=begun.petitioner).update(state="finished")
    assert not_all in words(desk.get(all_forms))
    page = words(desk.get(form))
    assert f"Omar Haddad {waits}" in page and page.count(waits) == 1
    # Nobody waits for whoever cannot send: staff type what is on paper.
    begun.beneficiary.person.login = None
    begun.beneficiary.person.save()
    assert not_all not in words(desk.get(all_forms))
    assert waits not in words(desk.get(form))


@pytest.mark.feature("F121")
def test_a_receipt_number_that_another_case_has_names_it_to_whoever_may_know(
    ada, paul, begun, filing
):
    two = [replace(one, email="", phone="") for one in (MARIA, OMAR)]
    other = begin(ada, petitioner=two[0], beneficiary=two[1]).case
    day, number = today(other.firm.time_zone), "IOE0912345678"
    sent = Filing.objects.filter(pk=filing.pk)
    sent.update(state="sent", sent_on=day, channel="paper")
    has_it = Filing.objects.filter(case=other)
    has_it.update(state="accepted", sent_on=day, receipt_on=day, receipt_number=number)
    said = {"number": number, "again": number}
    said |= a_day("on", day.year, day.month, day.day)
    desk = at_the_desk(paul)
    page = desk.post(at("record-receipt", filing.pk), said)
    assert page.status_code == 422
    assert f"receipt number already, in case {other.number}." in words(page)
    raise_wall(ada, other, user=User.objects.get(pk=paul.user_id), reason="Kin")
    page = words(desk.post(at("record-receipt", filing.pk), said))
    assert "receipt number already." in page and other.number not in page


def test_what_could_not_be_printed_is_named_and_leads_to_its_answer(
    ada, paul, maria, begun, filing
):
    correct_answer(
        paul,
        begun.case,
        person=begun.petitioner.person,
        place=("name.given", None),
        value="María 𓀀",
        reason="A letter that no font of ours has",
    )
    filled = fill_forms(paul, filing)[0]
    page = words(at_the_desk(ada).get(at("filled-form", filled.pk)))
    _before, _, here = page.partition("This answer could not be printed into its box.")
    where = at("answer", begun.case.pk, begun.petitioner.person_id, "name.given")
    assert where in here.partition("Part 1, Item 2.b")[0]


@pytest.mark.feature("F117", "F119")
def test_a_form_whose_answers_changed_is_not_approved(ada, paul, begun, filled):
    person = begun.petitioner.person
    correct_answer(
        paul,
        begun.case,
        person=person,
        place=("name.family", None),
        value="Rivas Peña de Haddad",
        reason="Marriage certificate",
    )
    desk = at_the_desk(ada)
    page = desk.get(at("filled-form", filled.pk))
    assert "Answers have changed since it was filled" in words(page)
    page = desk.post(at("approve-form", filled.pk), DESPITE, follow=True)
    assert "Fill it again." in told(page)[0]
    page = at_the_desk(paul).post(at("fill-form", filled.needed_id), follow=True)
    again = FilledForm.objects.get(needed=filled.needed, state="prepared")
    assert again.number == 2
    approve_form(ada, again, despite_open=True)


def test_a_value_that_was_changed_and_changed_back_is_no_change(
    ada, paul, begun, filled
):
    for value in ("Rivas", "Rivas Peña"):
        correct_answer(
            paul,
            begun.case,
            person=begun.petitioner.person,
            place=("name.family", None),
            value=value,
            reason="Looked twice",
        )
    approve_form(ada, filled, despite_open=True)
    filled.refresh_from_db()
    assert filled.state == "approved"


def test_a_form_filled_again_no_longer_asks_for_the_old_signature(
    ada, paul, maria, begun, filled
):
    approve_form(ada, filled, despite_open=True)
    at_the_desk(paul).post(at("fill-form", filled.needed_id))
    assert not scans_asked(maria, begun)
    approve_form(ada, FilledForm.objects.get(state="prepared"), despite_open=True)
    assert len(scans_asked(maria, begun)) == 1


@pytest.mark.feature("F121", "F222", "F225")
def test_a_filing_that_is_not_ready_does_not_go_out(paul, filing, filled):
    desk = at_the_desk(paul)
    page = desk.get(at("record-sent", filing.pk))
    assert "Form HL-1 is not approved." in words(page)
    said = {
        **DESPITE,
        "channel": "paper",
        "tracking": "1Z999",
        **a_day("on", 2026, 6, 15),
    }
    page = desk.post(at("record-sent", filing.pk), said)
    assert page.status_code == 422
    filing.refresh_from_db()
    assert filing.state == "preparing"


@pytest.mark.feature("F032", "F121", "F122", "F322")
def test_from_the_signed_scan_to_the_receipt_number(
    ada, paul, maria, begun, filing, filled
):
    to_sign(ada, paul, maria, begun, filled)
    desk, day = at_the_desk(paul), today(begun.case.firm.time_zone)
    said = {**DESPITE, "channel": "paper", "tracking": "1Z999"}
    said |= a_day("on", day.year, day.month, day.day)
    page = desk.post(at("record-sent", filing.pk), said, follow=True)
    assert "Record the receipt number" in words(page)
    chase = Deadline.objects.get(kind="receipt chase")
    assert chase.is_open
    notice = SimpleUploadedFile("notice.pdf", a_pdf(), "application/pdf")
    said = {"number": "ioe 0912345678", "again": "IOE0912345678", "file": notice}
    said |= a_day("on", day.year, day.month, day.day)
    page = desk.post(at("record-receipt", filing.pk), said, follow=True)
    assert "IOE0912345678" in words(page)
    filing.refresh_from_db()
    assert filing.state == "accepted"
    chase.refresh_from_db()
    assert not chase.is_open
    reached = {one.kind: one for one in milestones(maria, begun.case)}
    assert set(reached) == {"filed", "receipt"}
    assert reached["receipt"].document_id == filing.receipt_notice.document_id


@pytest.mark.feature("F121")
def test_two_receipt_numbers_that_differ_keep_every_word(
    ada, paul, maria, begun, filing, filled
):
    to_sign(ada, paul, maria, begun, filled)
    desk, day = at_the_desk(paul), today(begun.case.firm.time_zone)
    on = a_day("on", day.year, day.month, day.day)
    desk.post(at("record-sent", filing.pk), {**DESPITE, "channel": "paper", **on})
    said = {"number": "IOE0912345678", "again": "IOE0912345687", **on}
    page = desk.post(at("record-receipt", filing.pk), said)
    assert page.status_code == 422
    assert "The two receipt numbers are not the same" in words(page)
    assert "IOE0912345678" in words(page)
    assert "IOE0912345687" in words(page)
    page = desk.post(at("record-receipt", filing.pk), {**said, "again": "12"})
    assert "three letters and ten digits" in words(page)
    filing.refresh_from_db()
    assert filing.receipt_number == ""


def test_the_receipt_of_a_filing_is_recorded_once(
    ada, paul, maria, begun, filing, filled
):
    to_sign(ada, paul, maria, begun, filled)
    desk, day = at_the_desk(paul), today(begun.case.firm.time_zone)
    on = a_day("on", day.year, day.month, day.day)
    desk.post(at("record-sent", filing.pk), {**DESPITE, "channel": "paper", **on})
    said = {"number": "IOE0912345678", "again": "IOE0912345678", **on}
    desk.post(at("record-receipt", filing.pk), said)
    other = {"number": "IOE0912345679", "again": "IOE0912345679", **on}
    page = desk.post(at("record-receipt", filing.pk), other)
    assert page.status_code == 422
    filing.refresh_from_db()
    assert filing.receipt_number == "IOE0912345678"
    assert [one.kind for one in milestones(ada, begun.case)].count("receipt") == 1


def receipted(ada, paul, maria, begun, filing, filled):
    """Sent and received, by Paul; his desk and today."""
    to_sign(ada, paul, maria, begun, filled)
    desk, day = at_the_desk(paul), today(begun.case.firm.time_zone)
    on = a_day("on", day.year, day.month, day.day)
    desk.post(at("record-sent", filing.pk), {**DESPITE, "channel": "paper", **on})
    notice = SimpleUploadedFile("notice.pdf", a_pdf(), "application/pdf")
    said = {"number": "IOE0912345678", "again": "IOE0912345678", "file": notice, **on}
    desk.post(at("record-receipt", filing.pk), said)
    return desk, day, on


@pytest.mark.feature("F121")
def test_a_wrong_receipt_number_is_corrected_and_the_old_one_stays_in_the_history(
    harbor, ada, paul, pat, maria, begun, filing, filled
):
    desk, day, on = receipted(ada, paul, maria, begun, filing, filled)
    page = at("correct-receipt", filing.pk)
    assert page in words(desk.get(at("case-forms", begun.case.pk)))
    said = {"number": "IOE0912345687", "again": "IOE0912345687", **on}
    for wrong, sentence in (
        ({**said, "reason": ""}, "Write why it is corrected."),
        ({**said, "again": "IOE0912345678", "reason": "x"}, "are not the same"),
        ({**said, "number": "12", "reason": "x"}, "three letters and ten digits"),
        (
            {"number": "IOE0912345678", "again": "IOE0912345678", "reason": "x", **on},
            "stand there already",
        ),
    ):
        answer = desk.post(page, wrong)
        assert answer.status_code == 422 and sentence in words(answer)
    answer = desk.post(page, {**said, "reason": "Two digits swapped"}, follow=True)
    assert "IOE0912345687" in words(answer)
    filing.refresh_from_db()
    assert filing.receipt_number == "IOE0912345687"
    assert filing.receipt_notice.document.title == "Receipt notice IOE0912345687"
    (reached,) = milestones(maria, begun.case).filter(kind="receipt")
    assert reached.words == {"number": "IOE0912345687"}
    keep_up_in(harbor)
    history = words(desk.get(at("case-activity", begun.case.pk)))
    assert "corrected the receipt number IOE0912345678" in history
    assert "Two digits swapped" in history


@pytest.mark.feature("F121", "F132")
def test_a_wrong_day_of_sending_is_corrected_and_the_chase_moves(
    ada, paul, maria, begun, filing, filled
):
    to_sign(ada, paul, maria, begun, filled)
    long_ago(begun, filled)
    desk, day = at_the_desk(paul), today(begun.case.firm.time_zone)
    page = at("correct-sent", filing.pk)
    assert "Record first when the filing was sent" in words(desk.get(page))
    on = a_day("on", day.year, day.month, day.day)
    desk.post(at("record-sent", filing.pk), {**DESPITE, "channel": "paper", **on})
    chase = Deadline.objects.get(kind="receipt chase")
    late, before = day + timedelta(days=1), day - timedelta(days=10)
    on |= {"channel": "paper"}
    future = {**on, **a_day("on", late.year, late.month, late.day)}
    answer = desk.post(page, {**future, "reason": "x"})
    assert answer.status_code == 422 and "has not come yet" in words(answer)
    answer = desk.post(page, {**on, "reason": "x"})
    assert answer.status_code == 422 and "stands there already" in words(answer)
    right = {**on, **a_day("on", before.year, before.month, before.day)}
    answer = desk.post(page, {**right, "reason": "The label says so"}, follow=True)
    assert answer.status_code == 200
    filing.refresh_from_db()
    assert filing.sent_on == before
    (reached,) = milestones(maria, begun.case).filter(kind="filed")
    assert reached.on == before
    moved = Deadline.objects.get(kind="receipt chase")
    assert moved.is_open and moved.due_on < chase.due_on


def a_notice(name="notice.pdf"):
    return SimpleUploadedFile(name, a_pdf(), "application/pdf")


def without_notice(ada, paul, maria, begun, filing, filled, number="IOE0912345678"):
    """Sent, and the number recorded from the telephone: the notice comes by mail."""
    to_sign(ada, paul, maria, begun, filled)
    desk, day = at_the_desk(paul), today(begun.case.firm.time_zone)
    on = a_day("on", day.year, day.month, day.day)
    desk.post(at("record-sent", filing.pk), {**DESPITE, "channel": "paper", **on})
    said = {"number": number, "again": number, **on}
    return desk, said, desk.post(at("record-receipt", filing.pk), said)


@pytest.mark.feature("F121")
def test_a_notice_that_comes_later_is_attached_and_the_client_reads_it(
    harbor, ada, paul, maria, begun, filing, filled
):
    desk, _said, _page = without_notice(ada, paul, maria, begun, filing, filled)
    page = at("attach-notice", filing.pk)
    told_of = words(desk.get(at("case-forms", begun.case.pk)))
    assert "Not in the file yet." in told_of and page in told_of
    empty = desk.post(page, {})
    assert empty.status_code == 422 and "Choose a file first." in words(empty)
    answer = desk.post(page, {"file": a_notice()}, follow=True)
    assert told(answer) == ["The notice is in the file. The client sees it."]
    filing.refresh_from_db()
    notice = filing.receipt_notice
    assert (notice.state, notice.document.shared) == ("accepted", True)
    assert notice.document.title == "Receipt notice IOE0912345678"
    (reached,) = milestones(maria, begun.case).filter(kind="receipt")
    assert reached.document_id == notice.document_id
    keep_up_in(harbor)
    history = words(desk.get(at("case-activity", begun.case.pk)))
    assert "attached the receipt notice IOE0912345678" in history


@pytest.mark.feature("F121")
def test_a_better_copy_of_the_notice_stands_before_the_old_one(
    ada, paul, maria, begun, filing, filled
):
    desk, _day, _on = receipted(ada, paul, maria, begun, filing, filled)
    filing.refresh_from_db()
    before = filing.receipt_notice
    answer = desk.get(at("attach-notice", filing.pk))
    assert "Replace the receipt notice" in words(answer)
    said = {"file": a_notice("sharper.pdf"), "over": before.key}
    desk.post(at("attach-notice", filing.pk), said)
    filing.refresh_from_db()
    after = filing.receipt_notice
    assert (after.number, after.document_id) == (2, before.document_id)
    assert [one.name for one in versions(maria, after.document)] == [
        "sharper.pdf",
        "notice.pdf",
    ]


def test_before_its_number_a_receipt_has_no_notice(paul, filing):
    desk = at_the_desk(paul)
    page = desk.get(at("attach-notice", filing.pk))
    assert "Record the receipt number first" in words(page)
    page = desk.post(at("attach-notice", filing.pk), {"file": a_notice()})
    assert page.status_code == 422
    filing.refresh_from_db()
    assert filing.receipt_notice is None


def test_of_two_who_attach_the_notice_at_once_the_second_is_told(
    harbor, ada, paul, maria, begun, filing, filled
):
    without_notice(ada, paul, maria, begun, filing, filled)
    filing.refresh_from_db()
    mine = Filing.objects.get(pk=filing.pk)
    attach_notice(paul, mine, notice=paper(harbor, begun.case.pk, b"first"))
    with pytest.raises(NothingToCorrect):
        attach_notice(ada, filing, notice=paper(harbor, begun.case.pk, b"second"))
    titles = [one.kind for one in Document.objects.filter(case=begun.case)]
    assert titles.count("receipt notice") == 1


def test_a_notice_of_a_colleague_is_not_replaced_unseen(
    ada, paul, maria, begun, filing, filled
):
    desk, _said, _page = without_notice(ada, paul, maria, begun, filing, filled)
    page = at("attach-notice", filing.pk)
    over = desk.get(page).context["form"]["over"].value()
    at_the_desk(ada).post(page, {"file": a_notice("ada.pdf"), "over": over})
    answer = desk.post(page, {"file": a_notice("paul.pdf"), "over": over})
    assert answer.status_code == 422
    assert "Somebody attached a notice while this page was open" in words(answer)
    filing.refresh_from_db()
    assert filing.receipt_notice.number == 1
    over = answer.context["form"]["over"].value()
    answer = desk.post(page, {"file": a_notice("paul.pdf"), "over": over})
    assert answer.status_code == 302
    filing.refresh_from_db()
    assert filing.receipt_notice.number == 2


def test_the_page_of_a_receipt_says_that_the_notice_may_come_later(
    ada, paul, maria, begun, filing, filled
):
    to_sign(ada, paul, maria, begun, filled)
    desk, day = at_the_desk(paul), today(begun.case.firm.time_zone)
    on = a_day("on", day.year, day.month, day.day)
    desk.post(at("record-sent", filing.pk), {**DESPITE, "channel": "paper", **on})
    page = words(desk.get(at("record-receipt", filing.pk)))
    assert 'The receipt notice <span class="optional">(optional)</span>' in page
    assert "I compared the letters" not in page


@pytest.mark.feature("F121")
def test_letters_that_begin_no_known_receipt_number_are_asked_about(
    ada, paul, maria, begun, filing, filled
):
    desk, said, page = without_notice(
        ada, paul, maria, begun, filing, filled, number="QQQ0912345678"
    )
    assert page.status_code == 422
    assert "We know no receipt number that begins with QQQ." in words(page)
    assert "IOE, LIN" in words(page) and "I compared the letters" in words(page)
    filing.refresh_from_db()
    assert filing.receipt_number == ""
    # The tick that stands in the page counts for these letters and no others.
    assert 'value="QQQ"' in page.content.decode()
    other = {"number": "QQX0912345678", "again": "QQX0912345678"}
    ticked = {**said, "despite_prefix": "QQQ"}
    page = desk.post(at("record-receipt", filing.pk), ticked | other)
    assert "We know no receipt number that begins with QQX." in words(page)
    page = desk.post(at("record-receipt", filing.pk), ticked)
    assert page.status_code == 302
    filing.refresh_from_db()
    assert filing.receipt_number == "QQQ0912345678"
    # What was compared once is not asked about again, another beginning is.
    other = {**said, "number": "QQX0912345678", "again": "QQX0912345678"}
    page = desk.post(at("correct-receipt", filing.pk), {**other, "reason": "a slip"})
    assert "We know no receipt number that begins with QQX." in words(page)
    page = desk.post(at("correct-receipt", filing.pk), {**said, "reason": "a slip"})
    assert "begins with QQQ" not in words(page)
    assert "stand there already" in words(page)


def test_who_may_not_record_may_not_correct(
    harbor, ada, paul, maria, begun, filing, filled
):
    receipted(ada, paul, maria, begun, filing, filled)
    auditor = at_the_desk(join(harbor, "Una", Role.AUDITOR))
    for name in ("correct-sent", "correct-receipt", "attach-notice"):
        assert auditor.get(at(name, filing.pk)).status_code == 403
        assert auditor.post(at(name, filing.pk), {}).status_code == 403
        assert at(name, filing.pk) not in words(
            auditor.get(at("case-forms", begun.case.pk))
        )


def test_a_receipt_before_the_filing_was_sent_is_refused_in_words(paul, filing):
    page = at_the_desk(paul).get(at("record-receipt", filing.pk))
    assert "Record first when the filing was sent" in words(page)


def test_changed_answers_hold_the_filing_until_somebody_looked(
    ada, paul, maria, begun, filing, filled
):
    to_sign(ada, paul, maria, begun, filled)
    correct_answer(
        paul,
        begun.case,
        person=begun.petitioner.person,
        place=("name.family", None),
        value="Rivas",
        reason="She said so",
    )
    checked(paul, ada, filing)
    desk, day = at_the_desk(paul), today(begun.case.firm.time_zone)
    said = {**DESPITE, "channel": "paper", **a_day("on", day.year, day.month, day.day)}
    page = desk.post(at("record-sent", filing.pk), said)
    assert page.status_code == 422
    assert "Look at what changed" in words(page)
    desk.post(at("record-sent", filing.pk), {**said, "despite_changes": "on"})
    filing.refresh_from_db()
    assert filing.state == "sent"


def test_a_filing_that_was_sent_keeps_its_forms(
    ada, paul, maria, begun, filing, filled
):
    to_sign(ada, paul, maria, begun, filled)
    desk, day = at_the_desk(paul), today(begun.case.firm.time_zone)
    said = {**DESPITE, "channel": "paper", **a_day("on", day.year, day.month, day.day)}
    desk.post(at("record-sent", filing.pk), said)
    page = desk.post(at("fill-forms", filing.pk), follow=True)
    assert "This filing was sent." in told(page)[-1]
    assert FilledForm.objects.count() == 1


PAGES = ("filled-form", "form-page", "form-file")
DEEDS = ("approve-form", "return-form")


def test_another_firm_finds_nothing(rita, begun, filing, filled):
    desk = at_the_desk(rita)
    for name in PAGES:
        args = (filled.pk, 1) if name == "form-page" else (filled.pk,)
        assert desk.get(at(name, *args)).status_code == 404
    for name in DEEDS:
        assert desk.post(at(name, filled.pk)).status_code == 404
    for name in ("record-sent", "record-receipt", "fill-forms"):
        assert desk.post(at(name, filing.pk)).status_code == 404
    assert desk.get(at("case-forms", begun.case.pk)).status_code == 404
    assert desk.post(at("fill-form", filled.needed_id)).status_code == 404


def test_a_client_does_not_find_the_desk(maria, begun, filled):
    assert at_the_desk(maria).get(at("filled-form", filled.pk)).status_code == 404


@pytest.mark.feature("F010", "F017")
def test_the_books_do_not_open_the_file_and_an_auditor_only_looks(
    harbor, ben, begun, filing, filled
):
    desk = at_the_desk(ben)
    assert desk.get(at("case-forms", begun.case.pk)).status_code == 404
    assert desk.get(at("filled-form", filled.pk)).status_code == 404
    auditor = at_the_desk(join(harbor, "Olga", Role.AUDITOR))
    page = auditor.get(at("case-forms", begun.case.pk))
    assert page.status_code == 200
    assert not re.search(
        r'action="/staff/cases/(filings|forms)/', page.content.decode()
    )
    for address in (at("fill-forms", filing.pk), at("approve-form", filled.pk)):
        assert auditor.post(address).status_code == 403


def test_forms_wait_for_a_second_person_in_one_list(ada, begun, filled):
    page = at_the_desk(ada).get(at("forms-to-check"))
    assert at("filled-form", filled.pk) in words(page)


@pytest.mark.feature("F117", "F119")
def test_what_is_typed_where_a_form_was_looked_at_says_so_in_its_history(
    paul, begun, filled
):
    desk, of = at_the_desk(paul), begun.petitioner.person_id
    one = f"{at('answer', begun.case.pk, of, 'name.family')}?form={filled.key}"
    said = {"value": "Rivas de Haddad", "reason": "Marriage certificate"}
    desk.post(one, said)
    page = words(desk.get(at("answer", begun.case.pk, of, "name.family")))
    assert "Entered from a form by Paul" in page and "“Marriage certificate”" in page
    assert at("filled-form", filled.pk) in page
