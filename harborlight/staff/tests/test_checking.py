"""The preflight's page: each finding is answered there, and two people certify it."""

import re

import pytest

from harborlight.filings.actions import choose_envelope, note_payments, plan_filing
from harborlight.filings.certificates import check
from harborlight.filings.models import Certificate, Filing, FindingAnswer, PaymentForm
from harborlight.firm.clock import today
from harborlight.firm.readers import keep_up_in
from harborlight.staff.tests.at_the_desk import a_day, at_the_desk, told, words
from harborlight.staff.tests.desk import at
from harborlight.staff.tests.test_forms import checked
from harborlight.staff.tests.test_sending import on
from tests.whole_case import accept_papers


@pytest.fixture
def filed(signed, paul):
    """Approved and signed, and nobody has checked it."""
    accept_papers(paul, signed[0].case)
    return signed[1]


def a_day_of(filing, name="on"):
    day = today(filing.firm.time_zone)
    return a_day(name, day.year, day.month, day.day)


def open_now(actor, filing):
    """What is open on the page, hard stops apart from the rest."""
    stands = check(actor, filing, on=today(filing.firm.time_zone))
    rows = [one.finding for one in stands.open]
    return [one for one in rows if one.is_hard], [
        one for one in rows if not one.is_hard
    ]


@pytest.mark.feature("F221", "F222", "F225")
def test_what_was_found_is_answered_on_the_page_and_certified_by_another(
    paul, ada, filed
):
    desk, boss = at_the_desk(paul), at_the_desk(ada)
    there = at("preflight", filed.pk)
    page = words(desk.get(there))
    assert "Hard stop" in page and "Who answers: An attorney." in page
    assert "Lift this stop" not in page and "Let it go out" not in page
    assert "Lift this stop" in words(boss.get(there))
    stops, others = open_now(ada, filed)
    empty = desk.post(at("answer-finding", filed.pk), {"key": others[0].key})
    assert empty.status_code == 422 and "Write what becomes of it." in words(empty)
    said = {"key": others[0].key, "words": "They have none"}
    desk.post(at("answer-finding", filed.pk), said)
    assert "They have none" in words(desk.get(there))
    stop = {"key": stops[0].key, "words": "It is shown at the interview"}
    assert desk.post(at("lift-stop", filed.pk), stop).status_code == 403
    boss.post(at("lift-stop", filed.pk), stop)
    assert "Hard stop, lifted" in words(desk.get(there))
    for rest, where in zip(
        open_now(ada, filed), ("lift-stop", "answer-finding"), strict=True
    ):
        for one in rest:
            boss.post(at(where, filed.pk), {"key": one.key, "words": "Seen"})
    desk.post(at("filing-prepared", filed.pk))
    assert "You prepared it: somebody else checks it." in words(desk.get(there))
    over = re.search(r'name="over" value="([^"]+)"', boss.get(there).content.decode())
    assert (
        desk.post(at("certify-filing", filed.pk), {"over": over[1]}).status_code == 403
    )
    boss.post(at("certify-filing", filed.pk), {"over": over[1]})
    made = Certificate.objects.get()
    page = words(desk.get(there))
    assert "Prepared by Paul, checked by Ada" in page
    paper = desk.get(at("certificate-file", made.pk))
    assert b"".join(paper.streaming_content).startswith(b"%PDF")


@pytest.mark.feature("F221")
def test_from_what_was_found_one_goes_to_where_it_is_put_right(paul, filed):
    desk = at_the_desk(paul)
    filed = plan_filing(paul, filed.case, name="I-485", forms=[("I-485", "")])
    page = desk.get(at("preflight", filed.pk))
    assert "Put it right: Forms" in words(page)
    assert "Put it right: How it goes out" in words(page)
    found = r'href="([^"]+)">Put it right: '
    ways = {*re.findall(found, page.content.decode())}
    assert len(ways) > 1
    assert {desk.get(way).status_code for way in ways} == {200}


@pytest.mark.feature("F221")
def test_words_for_what_is_not_found_any_more_are_given_back(paul, filed):
    said = {"key": "0" * 64, "words": "Nobody needs this any more"}
    page = at_the_desk(paul).post(at("answer-finding", filed.pk), said)
    assert page.status_code == 422
    assert "Your words were not taken" in words(page)
    assert "Nobody needs this any more" in words(page)
    assert not FindingAnswer.objects.exists()


@pytest.mark.feature("F221")
def test_the_page_of_sending_says_why_nothing_goes_out_yet(paul, ada, filed):
    desk, there = at_the_desk(paul), at("record-sent", filed.pk)
    assert "Two people check it first" in words(desk.get(there))
    said = {**on(today(filed.firm.time_zone)), "despite_open": "on"}
    assert "has no certificate" in words(desk.post(there, said))
    checked(paul, ada, filed)
    how = {"channel": "paper", "carrier": "mail", "paid_by": "", "paid_from": "trust"}
    desk.post(at("envelope", filed.pk), how)
    for page in (there, at("preflight", filed.pk)):
        said_there = words(desk.get(page))
        assert "The certificate is void" in said_there
        assert "Something is another since it was made: the address." in said_there
    assert "The certificate of HL-1 is void" in words(desk.post(there, said))
    filed.refresh_from_db()
    assert filed.state == "preparing"


@pytest.mark.feature("F119")
def test_how_it_is_paid_and_what_the_payment_forms_say_is_written_down(paul, filed):
    desk = at_the_desk(paul)
    assert "No fee is due" in words(desk.get(at("payment-forms", filed.pk)))
    filed = plan_filing(paul, filed.case, name="I-485", forms=[("I-485", "")])
    needed = filed.forms.get()
    page = desk.get(at("envelope", filed.pk))
    assert "under 14, filing with a parent: $950.00".capitalize() in words(page)
    how = {"channel": "paper", "carrier": "courier", "paid_by": "card"}
    how |= {"paid_from": "trust", f"fee-{needed.key}": "ordinary"}
    desk.post(at("envelope", filed.pk), how)
    page = desk.get(at("payment-forms", filed.pk))
    (name,) = re.findall(r'name="([^"]+)"[^>]*inputmode', page.content.decode()) or (
        re.findall(r'inputmode="decimal" name="([^"]+)"', page.content.decode())
    )
    desk.post(at("payment-forms", filed.pk), {name: "1,440.00"})
    assert PaymentForm.objects.get().cents == 144_000
    page = words(desk.get(at("preflight", filed.pk)))
    assert "$1,440.00" in page and "the payment form says" not in page


@pytest.mark.feature("F121")
def test_it_was_delivered_and_then_it_came_back(paul, ada, filed):
    desk = at_the_desk(paul)
    checked(paul, ada, filed)
    said = {**on(today(filed.firm.time_zone)), "despite_open": "on"}
    desk.post(at("record-sent", filed.pk), said)
    desk.post(at("record-delivered", filed.pk), a_day_of(filed))
    forms = at("case-forms", filed.case_id)
    assert "Delivered, not accepted yet" in words(desk.get(forms))
    page = desk.post(at("record-rejected", filed.pk), a_day_of(filed))
    assert page.status_code == 422 and "Write why it was rejected." in words(page)
    said = {**a_day_of(filed), "why": "No signature on page 2"}
    page = desk.post(at("record-rejected", filed.pk), said, follow=True)
    assert told(page)[-1] == "Recorded. The filing is planned anew."
    assert "No signature on page 2" in words(page)
    assert [*Filing.objects.order_by("planned_at").values_list("state", flat=True)] == [
        "rejected",
        "preparing",
    ]
    assert "This is not on its way" in words(desk.get(at("record-rejected", filed.pk)))


@pytest.mark.feature("F221")
def test_the_report_of_boxes_is_printed_for_the_second_reader(paul, filed):
    form = filed.forms.get().filled.get()
    desk = at_the_desk(paul)
    assert at("provenance-file", form.pk) in words(desk.get(at("filled-form", form.pk)))
    assert desk.get(at("provenance-file", form.pk)).content.startswith(b"%PDF")


@pytest.mark.feature("F230")
def test_the_activity_of_a_case_tells_who_answered_and_who_certified(
    harbor, paul, ada, filed
):
    how = {"channel": "paper", "carrier": "mail", "paid_by": "card"}
    choose_envelope(
        paul,
        filed,
        **how,
        paid_from="client",
        circumstances={filed.forms.get(): "ordinary"},
    )
    note_payments(paul, filed, amounts={(filed.forms.get(), ""): 67_500})
    checked(paul, ada, filed)
    keep_up_in(harbor)
    page = words(at_the_desk(ada).get(at("case-activity", filed.case_id)))
    assert "Ada checked HL-1, prepared by Paul, and certified it" in page
    assert "Paul noted what the payment forms of HL-1 say: $675.00" in page
    assert "Ada lets HL-1 go out in spite of a hard stop" in page


@pytest.mark.feature("F221", "F225")
def test_the_page_of_sending_does_not_say_that_a_lifted_signature_is_there(
    paul,
    ada,
    signed,
):
    """Nobody accepted the signed pages, and an attorney lets it go out."""
    checked(paul, ada, signed[1])
    page = words(at_the_desk(paul).get(at("record-sent", signed[1].pk)))
    assert "An attorney lets it go out in spite of this" in page
    assert "signed pages are accepted" not in page
    assert "stands on the certificate" in page
