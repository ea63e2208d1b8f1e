"""Which PDFs we take."""

import io

import pytest

from harborlight.papers.inspect_verdicts import Inspection, Limits
from harborlight.papers.inspection import USUAL, inspect, inspect_apart
from harborlight.papers.previews import preview_apart
from harborlight.papers.sandbox import in_memory
from harborlight.papers.tests import honest, hostile

LINK = (
    "/Annots [<< /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (http://a.b) >> >>]"
)


def look(data: bytes, limits: Limits = USUAL) -> Inspection:
    return inspect(io.BytesIO(data), "a.pdf", limits=limits)


def code(found: Inspection) -> str | None:
    return found.refusal.code if found.refusal else None


@pytest.mark.feature("F093")
@pytest.mark.parametrize("name", sorted(hostile.active_pdfs()))
def test_a_pdf_that_acts_is_refused(name):
    assert code(look(hostile.active_pdfs()[name])) == "active-content"


def test_no_two_samples_that_act_are_the_same_and_all_would_open():
    samples = hostile.active_pdfs()
    assert len(set(samples.values())) == len(samples)
    for data in samples.values():
        assert look(data).kind == "pdf"


@pytest.mark.parametrize(
    ("data", "notes"),
    [
        (honest.pdf(root="/OpenAction [3 0 R /Fit]"), ()),
        (honest.pdf(root="/OpenAction << /S /GoTo /D [0 /Fit] >>"), ()),
        (honest.pdf(root="/OpenAction << /S /Named /N /Print >>"), ()),
        (honest.pdf(root="/Names << /EmbeddedFiles << /Names [] >> >>"), ()),
        (honest.pdf(page=LINK), ("links",)),
        (honest.pdf(page=LINK.replace("/URI /URI", "/GoToR /F")), ("links",)),
        (
            honest.pdf(
                root="/AcroForm << /XFA [(t) 10 0 R] >>",
                more=(honest.stream("<xdp/>", "/Type /EmbeddedFile"),),
            ),
            ("form",),
        ),
        (honest.pdf(root="/Lang (see /JavaScript and /Launch)"), ()),
        (b"\xef\xbb\xbf\r\n" + honest.pdf(), ()),
        (honest.pdf() + b"\r\n\x00\x00", ()),
        (honest.pdf() + b"left by a mailer", ("extra-data",)),
        (honest.locked_pdf(to_open=""), ("owner-locked",)),
        (hostile.changed_after_signing(), ("signed-then-changed",)),
        (hostile.hidden_words_pdf(), ()),
    ],
)
def test_a_pdf_of_only_pages_is_taken_and_noted(data, notes):
    found = look(data)
    assert found.refusal is None
    assert found.notes == notes


@pytest.mark.feature("F093")
def test_a_pdf_with_a_password_is_refused_with_advice():
    refusal = look(honest.locked_pdf(to_open="secret")).refusal
    assert refusal
    assert refusal.sentence == (
        "This file is locked with a password. Save a copy without a password and "
        "send that one."
    )


@pytest.mark.parametrize("revision", [3, 4, 6])
def test_a_pdf_that_only_forbids_uses_is_taken_whatever_its_lock(revision):
    data = honest.locked_pdf(to_open="", revision=revision)
    with in_memory([data], most=len(data)) as file:
        found = inspect_apart(file, "a.pdf")
        drawn = preview_apart(file, "pdf", page=2, width=100)
    assert (found.pages, found.notes, found.refusal) == (2, ("owner-locked",), None)
    assert isinstance(drawn, bytes)


def test_a_pdf_locked_in_a_way_nobody_knows_is_locked():
    scheme = "/Encrypt << /Filter /Adobe.PubSec /V 4 /SubFilter /adbe.pkcs7.s5 >>"
    things = {1: "<< /Type /Catalog /Pages 2 0 R >>", 2: "<< /Kids [] >>"}
    whole = honest.written(things, trailer=f"{scheme} /ID [<00> <00>]")
    assert code(look(whole)) == "encrypted"


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (hostile.pdf_without_pages(), "damaged"),
        (hostile.pdf_of_itself(), "damaged"),
        (hostile.pdf_whose_tables_circle(), "damaged"),
        (hostile.pdf_with_stream_of(2_000_000), "bomb"),
        (hostile.pdf_with_stream_of(900, filters="[/Fl /Fl]"), "bomb"),
        (hostile.pdf_with_huge_picture(), "bomb"),
        (b"%PDF-1.7 and nothing else", "damaged"),
        (b"%PDF-1.7\n%%EOF", "damaged"),
    ],
)
def test_a_pdf_that_does_not_end_is_refused(data, refusal):
    assert code(look(data, Limits(unpacked=1_000_000))) == refusal


def test_a_pdf_that_only_one_of_two_parsers_can_read_is_damaged():
    # qpdf counts the pages itself; PDFium believes what is written.
    data = honest.pdf(pages=3).replace(b"/Count 3", b"/Count 1")
    assert code(look(data)) == "damaged"


def test_a_pdf_has_no_more_pages_and_objects_than_we_take():
    data = honest.pdf(pages=30)
    assert code(look(data, Limits(pages=30))) is None
    refusal = look(data, Limits(pages=29)).refusal
    assert refusal
    assert refusal.sentence == "This file has more than 29 pages. Send it in parts."
    assert code(look(data, Limits(objects=50))) == "bomb"


def test_ten_thousand_pages_are_too_many():
    assert code(look(honest.pdf(pages=10_000))) == "too-many-pages"


def test_objects_that_unpack_too_far_are_stopped():
    small = hostile.pdf_whose_objects_unpack_to(1_000)
    assert code(look(small)) is None
    large = hostile.pdf_whose_objects_unpack_to(2_000_000)
    assert code(look(large, Limits(unpacked=1_000_000))) == "bomb"


@pytest.mark.everything
@pytest.mark.parametrize(
    ("make", "refusal"),
    [
        (hostile.pdf_with_stream_of, "bomb"),
        # The parser runs into the wall of memory, and then finds no root.
        (hostile.pdf_whose_objects_unpack_to, "damaged"),
    ],
)
def test_a_stream_of_a_gigabyte_is_stopped_in_the_sandbox(make, refusal):
    with in_memory([make(2**30)], most=10**7) as file:
        assert code(inspect_apart(file, "a.pdf")) == refusal
