"""What leaves the house goes under its certificate; what is printed before says that it is
a working copy."""

from urllib.parse import unquote

import pytest
from django.urls import reverse

from harborlight.documents.actions import About, file_document
from harborlight.filings.actions import attach_packet, need_form
from harborlight.filings.models import FilledForm, TypedPage
from harborlight.filings.site_sheets import sheet_of
from harborlight.firm.clock import today
from harborlight.law.sites import site_sheet, site_sheets
from harborlight.packets.actions import add_papers, ask_build, make_packet
from harborlight.packets.models import Packet, Part
from harborlight.packets.tests.conftest import paper, work
from harborlight.papers.tests import honest
from harborlight.staff.tests.at_the_desk import a_day, at_the_desk, told, words
from harborlight.staff.tests.desk import at
from harborlight.staff.tests.test_forms import checked
from harborlight.staff.tests.test_sending import on
from tests.whole_case import accept_papers


def called(response):
    """The name under which it is saved."""
    return unquote(response["Content-Disposition"])


@pytest.fixture
def packed(signed, paul):
    """A signed filing, and a built packet that goes with none yet."""
    begun, filed = signed
    accept_papers(paul, begun.case)
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
    letter = {"title": "Letter", "kind": "letter", "person": None, "shared": False}
    kept = paper(honest.pdf())(begun)
    version = file_document(paul, begun.case, checked=kept, about=About(), **letter)
    add_papers(paul, packet, versions=[version])
    ask_build(paul, packet)
    work()
    return filed, packet


@pytest.mark.feature("F221", "F222", "F107")
def test_a_packet_is_a_working_copy_until_its_filing_is_certified(ada, paul, packed):
    filed, packet = packed
    desk, file = at_the_desk(paul), at("packet-file", Part.objects.get().pk)
    day = today(filed.firm.time_zone)
    gone = a_day("on", day.year, day.month, day.day)
    assert "Working copy, not certified" in called(desk.get(file))
    page = desk.post(at("packet-sent", packet.pk), gone, follow=True)
    assert "Say first which filing this packet goes with" in told(page)[0]
    attach_packet(paul, packet, filing=filed)
    assert "Working copy, not certified" in called(desk.get(file))
    shown = words(desk.get(at("packet", packet.pk)))
    assert "It goes out with HL-1, under its certificate." in shown
    assert "From then on it cannot be changed any more" not in shown
    checked(paul, ada, filed)
    assert "Working copy" not in called(desk.get(file))
    page = desk.post(at("packet-sent", packet.pk), gone, follow=True)
    assert "Record that filing as sent first" in told(page)[0]
    packet.refresh_from_db()
    assert packet.sent_on is None
    desk.post(at("record-sent", filed.pk), {**on(day), "despite_open": "on"})
    desk.post(at("packet-sent", packet.pk), gone)
    packet.refresh_from_db()
    assert packet.sent_on == day


@pytest.mark.feature("F221", "F222")
def test_a_packet_of_any_name_that_goes_with_a_filing_waits_for_it(ada, paul, packed):
    filed, packet = packed
    Packet.objects.filter(pk=packet.pk).update(purpose="other")
    desk, file = at_the_desk(paul), at("packet-file", Part.objects.get().pk)
    assert "Working copy" not in called(desk.get(file))
    packet.refresh_from_db()
    attach_packet(paul, packet, filing=filed)
    assert "Working copy, not certified" in called(desk.get(file))
    day = today(filed.firm.time_zone)
    gone = a_day("on", day.year, day.month, day.day)
    page = desk.post(at("packet-sent", packet.pk), gone, follow=True)
    assert "Record that filing as sent first" in told(page)[0]
    packet.refresh_from_db()
    assert packet.sent_on is None
    shown = words(desk.get(at("packet", packet.pk)))
    assert "It goes out with HL-1, under its certificate." in shown
    checked(paul, ada, filed)
    assert "Working copy" not in called(desk.get(file))


@pytest.mark.feature("F221", "F118")
def test_a_form_is_printed_to_be_signed_before_anybody_certifies(
    ada, paul, maria, signed
):
    filed = signed[1]
    form = FilledForm.objects.get(needed__filing=filed)
    signing = form.signings.get()
    hers = at_the_desk(maria).get(reverse("portal:form-file", args=[signing.pk]))
    assert "(to sign, not certified yet).pdf" in called(hers)
    desk, file = at_the_desk(paul), at("form-file", form.pk)
    assert "(to sign, not certified yet).pdf" in called(desk.get(file))
    checked(paul, ada, filed)
    day = today(filed.firm.time_zone)
    desk.post(at("record-sent", filed.pk), {**on(day), "despite_open": "on"})
    assert "certified" not in called(desk.get(file))


@pytest.mark.feature("F116", "F221")
def test_the_page_that_submits_is_not_ticked_off_before_the_certificate(
    ada, paul, signed
):
    begun, filed = signed
    case, day = begun.case, today(begun.case.firm.time_zone)
    site, there = site_sheet("i-130"), (case.pk, "i-130", "beneficiary")
    desk = at_the_desk(paul)

    def tick(key):
        pages = sheet_of(paul, case, site, "beneficiary", on=day).pages
        page = next(one for one in pages if one.section.key == key)
        said = {"page": key, "over": page.over}
        return desk.post(at("page-typed", *there), said, follow=True)

    first, last = site.sections[0].key, site.sections[-1].key
    assert "is in no filing of this case" in told(tick(last))[0]
    need_form(paul, filed, form=site.form, client="")
    # What is typed before is a draft on the site: that needs nothing.
    assert not told(tick(first))
    assert "HL-1 has no certificate" in told(tick(last))[0]
    page = words(desk.get(at("filing-sheet", *there)))
    assert "Do not submit it on the site before HL-1 is certified." in page
    assert [row.page for row in TypedPage.objects.all()] == [first]


def test_of_every_site_one_page_submits_and_it_is_the_last():
    for site in site_sheets().values():
        assert [one.key for one in site.sections if one.submits] == [
            site.sections[-1].key
        ]
