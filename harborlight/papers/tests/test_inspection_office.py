"""Which Word documents we take."""

import io

import pytest

from harborlight.papers.inspect_verdicts import Inspection, Limits
from harborlight.papers.inspection import USUAL, inspect
from harborlight.papers.tests import honest, hostile, hostile_office


def look(data: bytes, limits: Limits = USUAL) -> Inspection:
    return inspect(io.BytesIO(data), "a.docx", limits=limits)


def code(found: Inspection) -> str | None:
    return found.refusal.code if found.refusal else None


@pytest.mark.feature("F093")
@pytest.mark.parametrize("name", sorted(hostile_office.active()))
def test_a_document_that_acts_or_fetches_is_refused(name):
    assert code(look(hostile_office.active()[name])) == "active-content"


def test_a_document_with_links_and_page_numbers_is_taken():
    found = look(hostile_office.honest_fields())
    assert (found.refusal, found.notes) == (None, ("links",))


def test_a_document_made_from_a_template_on_its_own_disk_is_taken():
    target = r"file:///C:\Templates\Letter.dotx"
    data = hostile.docx_with(
        {"word/_rels/settings.xml.rels": hostile.link("attachedTemplate", target)}
    )
    assert (code(look(data)), look(data).notes) == (None, ("links",))


def test_what_a_program_keeps_beside_the_text_may_have_any_words():
    data = hostile.docx_with({"customXml/item1.xml": "<a><control/><object/></a>"})
    assert code(look(data)) is None


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (hostile_office.billion_laughs(), "unusual"),
        (hostile_office.outside_entity(), "unusual"),
        (hostile_office.of_entries(3_000), "bomb"),
        (hostile_office.that_grows_to(30_000_000), "bomb"),
        (hostile_office.that_lies_about_its_size(), "damaged"),
        (hostile_office.that_overlaps(), "bomb"),
        (hostile_office.with_entry("../../etc/x"), "unusual"),
        (hostile_office.with_entry("/etc/x"), "unusual"),
        (hostile_office.with_entry("C:x"), "unusual"),
        (hostile_office.with_entry("..\\x"), "unusual"),
        (hostile_office.with_entry("WORD/DOCUMENT.XML"), "unusual"),
        (hostile_office.with_entry("word/link", symlink=True), "unusual"),
        (hostile_office.with_entry("word/a.txt", compress_type=14), "unusual"),
        (hostile_office.with_hidden_text(), "unusual"),
        (hostile_office.without_its_text(), "not-what-it-says"),
        (hostile_office.locked(), "encrypted"),
        (hostile.docx_with({"word/document.xml": "<w>no end"}), "damaged"),
        (hostile.docx_with({"word/document.xml": "<a>" * 2_000}), "bomb"),
        (hostile.zip_of(**{"[Content_Types].xml": b"<a/>"}), "not-what-it-says"),
    ],
)
def test_a_document_that_is_not_put_together_honestly_is_refused(data, refusal):
    assert code(look(data)) == refusal


def test_the_parts_together_may_not_grow_too_far():
    data = hostile.docx_with({f"word/{at}.txt": bytes(200_000) for at in range(6)})
    assert code(look(data)) is None
    assert code(look(data, Limits(unpacked=1_000_000))) == "bomb"


def test_a_part_with_a_wrong_sum_is_damaged():
    data = honest.packed(honest.docx_parts())
    place = data.rindex(b"PK\x01\x02") + 16
    assert code(look(data[:place] + b"????" + data[place + 4 :])) == "damaged"
