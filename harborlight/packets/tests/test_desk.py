"""The pages of packets at the desk: everything can be done there, and by keyboard alone."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest

from harborlight.documents.actions import MadePdf, redact_version
from harborlight.filings.actions import attach_packet, plan_filing
from harborlight.filings.models import Filing, NeededForm
from harborlight.firm.acting import Refused
from harborlight.firm.models import Event
from harborlight.firm.vault.events import words_of
from harborlight.firm.words import sentence
from harborlight.packets.actions import (
    add_papers,
    ask_build,
    make_packet,
    save_set,
    use_set,
)
from harborlight.packets.forms import CertifyForm
from harborlight.packets.models import Build, Exhibit, ExhibitSet, Packet, Part, Wanted
from harborlight.packets.tests.conftest import work
from harborlight.papers.redacting import Box
from harborlight.papers.tests import honest
from harborlight.papers.tests.packets import opened
from harborlight.staff.tests.desk import at, sign_in
from tests.pages import text


@pytest.fixture
def desk(paul):
    return sign_in(paul)


@pytest.mark.feature("F037", "F106", "F217", "F225")
def test_a_packet_is_made_at_the_desk_from_the_first_word_to_the_file(
    desk, begun, accepted, filed
):
    passport = accepted("passport", pages=2, tags=["original"])
    letter = filed("Letter of the sister")
    notice = filed("Request for evidence", kind="notice").document
    page = desk.post(
        at("new-packet", begun.case.pk),
        {
            "name": "Answer of Ana",
            "purpose": "response",
            "destination": "eoir",
            "numbering": "letters",
            "notice": str(notice.pk),
            "due_on": "",
        },
    )
    packet = Packet.objects.get()
    assert page["Location"] == at("packet-papers", packet.pk)
    chosen = desk.get(page["Location"], {"tag": "original"})
    assert str(passport.pk) in chosen.content.decode()
    assert str(letter.pk) not in chosen.content.decode()
    assert desk.post(page["Location"], {}).status_code == 422
    desk.post(page["Location"], {"versions": [passport.pk, letter.pk]})
    shown = text(desk.get(at("packet", packet.pk)))
    assert "Exhibit A Passport of María Rivas Peña" in shown
    assert "Exhibit B Letter of the sister" in shown
    first, second = Exhibit.objects.order_by("position")
    desk.post(at("move-exhibit", second.pk), {"to": "1"})
    desk.post(
        at("exhibit", first.pk),
        {"title": "Passport", "pages": "2", "joins": "", "is_front": ""},
    )
    wrong = desk.post(at("exhibit", first.pk), {"title": "Passport", "pages": "9"})
    assert wrong.status_code == 422 and "This paper has 2 pages." in text(wrong)
    shown = text(desk.get(at("packet", packet.pk)))
    assert "Exhibit A Letter of the sister" in shown and "Exhibit B Passport" in shown
    desk.post(
        at("packet-needs", packet.pk), {"text": "A passport", "is_required": "on"}
    )
    needed = Wanted.objects.get()
    desk.post(at("build-packet", packet.pk))
    waiting = text(desk.get(at("packet", packet.pk)))
    assert "It is being built" in waiting and "Build it." not in waiting
    work()
    shown = text(desk.get(at("packet", packet.pk)))
    assert "Answer_of_Ana_Brief_Part1.pdf" in shown
    assert "No exhibit is named for: A passport" in shown
    build = Build.objects.get()
    # What somebody is to answer for stands there in full, on a phone, too.
    assert "</textarea>" in CertifyForm().as_div()
    refused = desk.post(at("certify-packet", build.pk), {"words": "All"}, follow=True)
    assert "No exhibit is named for: A passport" in text(refused)
    desk.post(at("answer-need", needed.pk), {"exhibit": str(first.pk)})
    done = desk.post(
        at("certify-packet", build.pk), {"words": "All is here."}, follow=True
    )
    assert "Certified by Paul" in text(done)
    part = Part.objects.get()
    file = desk.get(at("packet-file", part.pk))
    assert file["Content-Disposition"].startswith("attachment")
    with opened(b"".join(file.streaming_content)) as pdf:
        assert len(pdf.pages) == 5
    manifest = desk.get(at("packet-manifest", build.pk))
    told = json.loads(manifest.content)
    assert [row["page"] for row in told["pages"]] == [0, 0, 1, 0, 2]
    assert Event.objects.filter(kind="file.downloaded").count() == 2
    desk.post(at("compare-packet", build.pk))
    work()
    check = text(desk.get(at("packet-check", build.pk)))
    assert "Equal, page by page" in check and passport.file.sha256 in check
    gone = desk.post(
        at("packet-sent", packet.pk),
        {"on_month": "3", "on_day": "2", "on_year": "2026"},
        follow=True,
    )
    assert "It stays as it went." in text(gone)
    sent = text(desk.get(at("papers-sent", begun.case.pk)))
    assert "Letter of the sister" in sent and "Sent" in sent


@pytest.mark.feature("F197")
def test_the_firm_keeps_standard_exhibits_of_its_own(desk, packet, accepted):
    accepted("marriage certificate")
    ready = text(desk.get(at("exhibit-sets")))
    assert "Petition for a spouse (I-130)" in ready
    begun = desk.get(at("new-exhibit-set"), {"from": "i130-spouse"}).content.decode()
    assert "Marriage certificate | marriage certificate" in begun
    lines = "Marriage | marriage certificate\n? Photographs"
    desk.post(at("new-exhibit-set"), {"name": "Ours", "entries": lines})
    ours = ExhibitSet.objects.get()
    assert ours.entries == [
        {
            "title": "Marriage",
            "kinds": ["marriage certificate"],
            "is_required": True,
            "paragraph": "",
        },
        {"title": "Photographs", "kinds": [], "is_required": False, "paragraph": ""},
    ]
    desk.post(at("exhibit-set", ours.pk), {"name": "Ours too", "entries": lines})
    desk.post(at("use-exhibit-set", packet.pk), {"chosen": str(ours.pk)})
    shown = text(desk.get(at("packet", packet.pk)))
    assert "Exhibit A Marriage" in shown and "Photographs If there is one" in shown
    desk.post(at("withdraw-exhibit-set", ours.pk))
    assert "No set yet" in text(desk.get(at("exhibit-sets")))


def test_a_newer_version_and_a_paper_that_is_not_accepted_are_said_where_they_stand(
    desk, packet, accepted, send
):
    passport, wedding = accepted("passport"), send("marriage certificate")
    there = at("packet-papers", packet.pk)
    assert "It is not accepted yet." in text(desk.get(there))
    desk.post(there, {"versions": [passport.pk, wedding.pk]})
    newer = accepted("passport", pages=3)
    shown = text(desk.get(at("packet", packet.pk)))
    assert "Version 2 was accepted since." in shown and "Not accepted yet: " in shown
    exhibit = Exhibit.objects.get(version=passport)
    desk.post(at("exhibit-newest", exhibit.pk))
    exhibit.refresh_from_db()
    assert exhibit.version == newer
    desk.post(at("remove-exhibit", exhibit.pk))
    assert not Exhibit.objects.filter(pk=exhibit.pk).exists()


@pytest.mark.feature("F197")
def test_what_nobody_accepted_is_not_said_to_differ_from_its_source(
    desk, paul, packet, accepted, send
):
    passport = accepted("passport")
    add_papers(paul, packet, versions=[passport, send("marriage certificate")])
    build = ask_build(paul, packet)
    work()
    there = at("packet-check", build.pk)
    fresh = text(desk.get(there))
    assert "It still equals its sources" in fresh
    assert "Not every source is accepted" in fresh
    assert "does not equal its sources" not in fresh
    accepted("passport", pages=2)
    later = text(desk.get(there))
    assert "It does not equal its sources any more" in later
    assert "a newer version was accepted" in later


@pytest.mark.feature("F106")
def test_of_an_original_and_its_redacted_copy_the_original_alone_is_ticked(
    desk, paul, packet, accepted
):
    original = accepted("marriage certificate")
    copy = redact_version(
        paul, original, boxes=[Box(1, 0, 0, 0.5, 0.5)], made=MadePdf(honest.pdf(), 1)
    )
    page = desk.get(at("packet-papers", packet.pk)).content.decode()
    ticked = dict(re.findall(r'name="versions" value="([^"]+)"( checked)?', page))
    assert ticked == {str(original.pk): " checked", str(copy.pk): ""}
    assert "Redacted copy" in page and "Not redacted" in page
    # Nor does a set of exhibits put both in.
    entry = {
        "title": "Marriage",
        "kinds": ["marriage certificate"],
        "is_required": True,
    }
    ours = save_set(paul, None, name="Ours", entries=[entry])
    assert use_set(paul, packet, chosen=ours) == 1
    assert Exhibit.objects.get().version == original
    # The original is in it now: the copy does not follow by itself.
    page = desk.get(at("packet-papers", packet.pk)).content.decode()
    assert re.findall(r'name="versions" value="([^"]+)"( checked)?', page) == [
        (str(copy.pk), "")
    ]


@pytest.mark.feature("F106")
def test_a_filing_shows_the_packet_that_goes_with_it(desk, begun, packet):
    filing = Filing.objects.filter(case=begun.case).first()
    desk.post(at("attach-packet", packet.pk), {"filing": str(filing.pk)})
    assert f"Goes with {filing.name}" in text(desk.get(at("packet", packet.pk)))
    page = desk.get(at("record-sent", filing.pk)).content.decode()
    assert at("packet", packet.pk) in page


@pytest.mark.feature("F106")
def test_a_packet_stands_beneath_the_form_of_the_filing_that_it_supports(
    desk, paul, begun, packet
):
    both = plan_filing(
        paul,
        begun.case,
        name="Petition and adjustment",
        forms=[("I-130", ""), ("I-485", ""), ("G-28", "petitioner"), ("G-28", "x")],
    )
    other = make_packet(
        paul,
        begun.case,
        name="Of the whole family",
        purpose="filing",
        destination="uscis online",
        numbering="letters",
        notice=None,
        due_on=None,
    )
    there = at("attach-packet", packet.pk)
    page = desk.get(there).content.decode()
    offered = page.split(f'<optgroup label="{both.name}">')[1].split("</optgroup>")[0]
    who = begun.petitioner.person.full_name
    assert re.findall(r"<option[^>]*>([^<]+)<", offered) == [
        "The whole filing",
        "Form I-130",
        "Form I-485",
        f"Form G-28 ({who})",
        "Form G-28 (x)",
    ]
    needed = NeededForm.objects.get(filing=both, form="I-485")
    done = desk.post(there, {"filing": str(needed.pk)}, follow=True)
    assert f"Goes with {both.name} · supports Form I-485" in text(done)
    desk.post(at("attach-packet", other.pk), {"filing": str(both.pk)})
    again = desk.get(there).content.decode()
    assert f'<option value="{needed.pk}" selected>' in again
    shown = text(desk.get(at("record-sent", both.pk)))
    whole, one = shown.index("Goes with the whole filing"), shown.index("Supports Form")
    assert whole < shown.index(other.name) < one < shown.index(packet.name)
    said = Event.objects.get(kind="filing.packet-supports")
    words = words_of(begun.case.firm, [said])[said.pk]
    assert sentence(said.kind, words) == (
        f"Paul let the packet {packet.name} support I-485 in the filing {both.name}"
    )
    # A form that left the filing leaves its packet with the filing.
    needed.delete()
    assert f"Goes with {both.name}" in text(desk.get(at("packet", packet.pk)))
    assert packet.name in text(desk.get(at("record-sent", both.pk)))
    # Nothing goes along with what was sent; an answer to a request about it does.
    both.sent_on = date(2026, 3, 2)
    both.save()
    where = at("attach-packet", packet.pk)
    offer = f'<optgroup label="{both.name}">'
    assert offer in page and offer not in desk.get(where).content.decode()
    assert desk.post(where, {"filing": str(both.pk)}).status_code == 422
    with pytest.raises(Refused, match="sent already"):
        attach_packet(paul, packet, filing=both)
    packet.purpose = packet.Purpose.RESPONSE
    packet.save()
    assert offer in desk.get(where).content.decode()
    stranger = Filing.objects.exclude(pk=both.pk).filter(case=begun.case).first()
    with pytest.raises(Refused):
        attach_packet(
            paul,
            packet,
            filing=stranger,
            needed=NeededForm.objects.get(filing=both, form="I-130"),
        )
