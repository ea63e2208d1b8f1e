"""Standard paragraphs: written once, and said on the sheets of every packet."""

from __future__ import annotations

import pytest

from harborlight.firm.vault.stored import plain_of
from harborlight.packets.actions import add_papers, ask_build, save_paragraph
from harborlight.packets.models import Build, ExhibitSet, Paragraph
from harborlight.packets.paragraphs import MOST_LETTERS, strange_places
from harborlight.packets.queries import exhibits, parts
from harborlight.packets.standard import ready_paragraphs
from harborlight.packets.tests.conftest import work
from harborlight.papers.tests.packets import words
from harborlight.staff.tests.desk import at, sign_in
from tests.pages import text

pytestmark = pytest.mark.feature("F197")
MARRIED = "{petitioner} and {beneficiary} are married. This paper is of {person}."


@pytest.fixture
def desk(paul):
    return sign_in(paul)


def sheets(paul, packet, number=2):
    """What a page of the packet says once it is built."""
    build = ask_build(paul, packet)
    work()
    build.refresh_from_db()
    assert build.state == Build.State.DONE, build.why
    (part,) = parts(paul, build)
    return build, words(b"".join(plain_of(part.file).pieces()), number)


def names_of(begun):
    return begun.petitioner.person.full_name, begun.beneficiary.person.full_name


def form_of(exhibit, **said):
    return {"title": exhibit.title, "text": exhibit.text, "pages": "", **said}


def test_a_paragraph_is_written_once_and_stands_on_the_sheet_with_the_names_of_the_case(
    desk, paul, begun, packet, accepted
):
    offered = text(desk.get(at("paragraphs")))
    assert "No paragraph yet" in offered and "Valid marriage" in offered
    begin = desk.get(at("new-paragraph"), {"from": "marriage"}).content.decode()
    assert "{petitioner} and {beneficiary} are married" in begin
    desk.post(at("new-paragraph"), {"name": "Married", "text": MARRIED})
    paragraph = Paragraph.objects.get()
    (exhibit,) = add_papers(paul, packet, versions=[accepted("marriage certificate")])
    page = desk.get(at("exhibit", exhibit.pk)).content.decode()
    assert "Married" in page
    said = form_of(exhibit, text="In 2024.", paragraph=paragraph.key)
    back = desk.post(at("exhibit", exhibit.pk), said, follow=True)
    assert "Read it once more" in text(back)
    # Once more does not say it twice.
    exhibit.refresh_from_db()
    desk.post(at("exhibit", exhibit.pk), form_of(exhibit, paragraph=paragraph.key))
    exhibit.refresh_from_db()
    his, hers = names_of(begun)
    assert exhibit.text.startswith(f"In 2024.\n{his} and {hers} are married.")
    assert exhibit.text.count("are married") == 1 and "{" not in exhibit.text
    assert f"{his} and {hers} are married." in text(desk.get(at("packet", packet.pk)))
    build, sheet = sheets(paul, packet)
    assert "In 2024." in sheet and f"{his} and {hers} are married." in " ".join(
        sheet.split()
    )
    assert build.manifest["exhibits"][0]["text"] == exhibit.text
    # What is changed or withdrawn later does not change what was said.
    desk.post(at("paragraph", paragraph.pk), {"name": "Married", "text": "Else."})
    desk.post(at("withdraw-paragraph", paragraph.pk))
    exhibit.refresh_from_db()
    assert "are married" in exhibit.text
    assert "No paragraph yet" in text(desk.get(at("paragraphs")))
    assert "Add a standard paragraph" not in text(desk.get(at("exhibit", exhibit.pk)))


def test_standard_exhibits_bring_their_paragraphs(desk, paul, begun, packet, accepted):
    accepted("marriage certificate")
    married = save_paragraph(paul, None, name="Married", text=MARRIED)
    lines = "Marriage | marriage certificate | married\nPhotographs"
    wrong = desk.post(
        at("new-exhibit-set"), {"name": "Ours", "entries": f"{lines} | | Shared home"}
    )
    assert wrong.status_code == 422
    assert "There is no standard paragraph of this name: Shared home" in text(wrong)
    assert "| married" in wrong.content.decode()  # what was written is not lost
    desk.post(at("new-exhibit-set"), {"name": "Ours", "entries": lines})
    ours = ExhibitSet.objects.get()
    assert [one["paragraph"] for one in ours.entries] == [married.key, ""]
    # Renamed, it is still meant.
    save_paragraph(paul, married, name="Wedding", text=MARRIED)
    shown = desk.get(at("exhibit-set", ours.pk)).content.decode()
    assert "Marriage | marriage certificate | Wedding" in shown
    desk.post(at("use-exhibit-set", packet.pk), {"chosen": str(ours.pk)})
    (exhibit,) = exhibits(paul, packet)
    his, hers = names_of(begun)
    assert exhibit.text.startswith(f"{his} and {hers} are married.")


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"text": "Of {someone}."}, "We do not know this place: {someone}"),
        ({"text": "Of {person."}, "We do not know this place: {"),
        ({"text": "line\n" * 15}, "A sheet has room for"),
        ({"name": " married "}, "There is a paragraph of this name already."),
        ({"text": ""}, "This field is required."),
    ],
)
def test_what_cannot_be_kept_is_said_and_stays_in_the_field(desk, paul, said, why):
    save_paragraph(paul, None, name="Married", text=MARRIED)
    form = {"name": "Another", "text": "It is so.", **said}
    page = desk.post(at("new-paragraph"), form)
    assert page.status_code == 422 and why in text(page)
    assert form["text"].split("{")[0].strip() in page.content.decode()
    assert Paragraph.objects.count() == 1


def test_the_longest_text_stands_on_the_sheet_whole(desk, paul, packet, accepted):
    (exhibit,) = add_papers(paul, packet, versions=[accepted("passport")])
    longest = "\n".join(("WWW MMM " * 11)[:84] for _ in range(14)) + " END"
    assert len(longest) <= MOST_LETTERS
    kept = desk.post(
        at("exhibit", exhibit.pk), form_of(exhibit, title="W" * 200, text=longest)
    )
    assert kept.status_code == 302
    _build, sheet = sheets(paul, packet)
    assert sheet.split().count("MMM") == longest.split().count("MMM")
    assert "END" in sheet and "page" in sheet


def test_somebody_whom_the_case_does_not_have_leaves_a_gap_to_fill(
    desk, paul, packet, accepted
):
    (exhibit,) = add_papers(paul, packet, versions=[accepted("passport")])
    of = save_paragraph(paul, None, name="Of", text="Of {applicant}, {case}, {firm}.")
    desk.post(at("exhibit", exhibit.pk), form_of(exhibit, paragraph=of.key))
    exhibit.refresh_from_db()
    assert exhibit.text.startswith("Of _____, ")
    assert packet.case.number in exhibit.text and packet.firm.name in exhibit.text


def test_what_a_firm_may_begin_with_has_no_place_that_we_do_not_know():
    for one in ready_paragraphs().values():
        assert not strange_places(one["text"]), one
        assert one["name"].keys() == {"en", "es"}
