"""Which files we take, and what we say of those we do not."""

import io
import string
from pathlib import Path

import pytest

from harborlight.papers.inspect_verdicts import Inspection, Limits, Refusal
from harborlight.papers.inspection import (
    NOTES,
    SENTENCES,
    USUAL,
    inspect,
    inspect_apart,
)
from harborlight.papers.tests import honest, hostile, hostile_pictures

SIX = Limits(bytes=6 * 1024 * 1024, kinds=("pdf", "jpeg", "tiff"))


def look(data: bytes, name: str, limits: Limits = USUAL) -> Inspection:
    return inspect(io.BytesIO(data), name, limits=limits)


def code(found: Inspection) -> str | None:
    return found.refusal.code if found.refusal else None


@pytest.mark.feature("F087")
@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (honest.pdf(pages=7), "Passport.PDF", ("pdf", 7, None, None, ())),
        (honest.photo(), "IMG_1.jpeg", ("jpeg", 1, 400, 300, ("location",))),
        (honest.png_with_alpha(), "screen.png", ("png", 1, 200, 100, ())),
        (honest.heic(), "IMG_2.HEIC", ("heic", 1, 320, 240, ())),
        (honest.tiff(3), "fax.tif", ("tiff", 3, 850, 1100, ())),
        (honest.docx(), "carta 李.docx", ("docx", None, None, None, ())),
        (honest.text(), "notes.txt", ("txt", None, None, None, ())),
        (
            honest.text().decode().encode("utf-16"),
            "n.txt",
            ("txt", None, None, None, ()),
        ),
    ],
)
def test_an_honest_file_is_taken_for_what_it_is(data, name, said):
    found = look(data, name)
    assert found.refusal is None
    seen = (found.kind, found.pages, found.width, found.height, found.notes)
    assert seen == said
    assert found.bytes == len(data)


def test_what_the_content_says_goes_into_the_type():
    assert look(honest.heic(), "a.heic").mime == "image/heic"
    assert look(honest.pdf(), "a.pdf").mime == "application/pdf"


def test_a_file_on_disk_is_looked_at_like_an_open_one(tmp_path: Path):
    place = tmp_path / "a.pdf"
    place.write_bytes(honest.pdf(pages=2))
    with place.open("rb") as file:
        assert inspect(place, "a.pdf") == inspect(file, "a.pdf")
    assert inspect(place, "a.pdf").pages == 2


@pytest.mark.feature("F093")
@pytest.mark.parametrize(
    ("data", "name", "refusal"),
    [
        (b"", "a.pdf", "empty"),
        (hostile.EXECUTABLE, "a.exe", "wrong-kind"),
        (hostile.EXECUTABLE, "a.pdf", "not-what-it-says"),
        (hostile.EXECUTABLE, "passport.jpg.exe", "wrong-kind"),
        (hostile.EXECUTABLE, "photo\u202egpj.exe", "wrong-kind"),
        (hostile.EXECUTABLE, "a.pdf\x00.exe", "wrong-kind"),
        (hostile.PICTURE_SVG, "a.svg", "wrong-kind"),
        (hostile.PICTURE_SVG, "a.jpg", "not-what-it-says"),
        (hostile.PICTURE_SVG, "a.txt", "not-what-it-says"),
        (hostile.PAGE_OF_HTML, "a.png", "not-what-it-says"),
        (hostile.PAGE_OF_HTML, "a.txt", "not-what-it-says"),
        (hostile.PAGE_OF_HTML.decode().encode("utf-16"), "a.txt", "not-what-it-says"),
        (b"\n\n  " + hostile.PAGE_OF_HTML, "a.txt", "not-what-it-says"),
        (b"#!/bin/sh\nrm -r /\n", "a.txt", "not-what-it-says"),
        (b"dear \x00\x01\x02\x03 sir", "a.txt", "not-what-it-says"),
        (b"dear \x1b[2J sir", "a.txt", "not-what-it-says"),
        (hostile_pictures.gif(), "a.gif", "wrong-kind"),
        (hostile_pictures.gif(), "a.jpg", "not-what-it-says"),
        (hostile_pictures.gif() + honest.pdf(), "a.pdf", "not-what-it-says"),
        (hostile.zip_of(a=b"hello"), "a.zip", "wrong-kind"),
        (hostile.zip_of(a=b"hello"), "a.docx", "not-what-it-says"),
        (honest.docx(), "a.docm", "wrong-kind"),
        (honest.docx(), "a.pdf", "not-what-it-says"),
        (honest.text(), "a.pdf", "not-what-it-says"),
        (honest.text(), "notes", "wrong-kind"),
        (honest.photo(), "a.pdf", "misnamed"),
        (honest.pdf(), "scan", "misnamed"),
        (honest.photo(), "IMG.heic", "misnamed"),
        (hostile.EICAR, "a.txt", "virus"),
        (hostile.EICAR, "a.pdf", "virus"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused(data, name, refusal):
    assert code(look(data, name)) == refusal


@pytest.mark.feature("F093")
@pytest.mark.parametrize("data", [honest.text(), honest.docx()])
def test_of_a_file_named_pdf_that_is_none_it_is_said_where_texts_are_not_taken(data):
    """Words about kinds of files would help nobody: PDFs are taken."""
    refusal = look(data, "a.pdf", SIX).refusal
    assert refusal
    assert refusal.sentence.startswith("This file is not what its name says.")


def test_a_misnamed_file_is_refused_with_the_ending_it_should_have():
    refusal = look(honest.heic(), "IMG_1.jpg").refusal
    assert refusal
    assert "ends in .heic" in refusal.sentence


@pytest.mark.feature("F087")
def test_the_purpose_says_which_kinds_and_sizes_are_taken():
    assert code(look(honest.pdf(), "a.pdf", SIX)) is None
    refusal = look(honest.png_with_alpha(), "a.png", SIX).refusal
    assert refusal
    assert refusal.sentence.startswith(
        "We cannot take this kind of file here. Send one"
    )
    assert "PDF, JPG, TIF." in refusal.sentence
    large = look(honest.pdf() + bytes(6 * 1024 * 1024), "a.pdf", SIX).refusal
    assert large
    assert "it has 7 MB and we take up to 6 MB" in large.sentence


def test_the_virus_test_file_is_found_wherever_it_stands_openly():
    inside = hostile.pdf(more=(hostile.stream(hostile.EICAR.decode()),))
    assert code(look(inside, "a.pdf")) == "virus"
    document = hostile.docx_with({"word/media/image1.png": hostile.EICAR})
    assert code(look(document, "a.docx")) == "virus"


@pytest.mark.parametrize("name", sorted(hostile.two_in_one()))
def test_two_files_in_one_are_refused(name):
    ending, data = hostile.two_in_one()[name]
    assert code(look(data, ending)) == "two-in-one"


def test_a_phone_may_leave_its_own_behind_a_picture():
    found = look(honest.photo() + b"SEFHe\x00\x00\x00motion", "a.jpg")
    assert found.refusal is None
    assert found.notes == ("location", "extra-data")


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (honest.pdf(pages=5), "a.pdf"),
        (honest.photo(), "a.jpg"),
        (honest.png_with_alpha(), "a.png"),
        (honest.heic(), "a.heic"),
        (honest.tiff(), "a.tif"),
        (honest.docx(), "a.docx"),
    ],
)
@pytest.mark.parametrize("part", [0.3, 0.5, 0.9])
def test_a_file_that_was_cut_off_is_damaged(data, name, part):
    assert code(look(data[: int(len(data) * part)], name)) == "damaged"


@pytest.mark.parametrize(
    "name", ["a.pdf", "a.jpg", "a.png", "a.heic", "a.tif", "a.docx"]
)
def test_noise_behind_an_honest_start_is_refused(name):
    honest_files = {
        "a.pdf": honest.pdf(),
        "a.jpg": honest.photo(),
        "a.png": honest.png_with_alpha(),
        "a.heic": honest.heic(),
        "a.tif": honest.tiff(),
        "a.docx": honest.docx(),
    }
    start = honest_files[name][:40]
    noise = hostile_pictures.noise(20_000)
    assert code(look(start + noise, name)) in {"damaged", "unusual"}


def test_old_letters_are_taken_with_a_note():
    found = look("Señor Núñez".encode("cp1252"), "a.txt")
    assert (found.refusal, found.notes) == (None, ("old-letters",))


def test_a_letter_may_start_with_the_letters_of_a_picture():
    assert code(look(b"BMW dealer, Mr. M\xc3\xbcller", "a.txt")) is None


def test_every_sentence_tells_what_to_do_and_has_its_words():
    words = {"megabytes": 7, "most_megabytes": 6, "kinds": "PDF", "ending": "pdf"}
    words |= {"most_pages": 9, "most_megapixels": 50}
    for known, sentence in SENTENCES.items():
        assert Refusal(known, words).sentence.endswith("."), known
        assert any(word in sentence for word in ("Send", "send", "Try", "Save")), known
    used = {name for text in SENTENCES.values() for _, name, *_ in _fields(text)}
    assert used - {None} == set(words)


def _fields(text: str):
    return string.Formatter().parse(text)


def test_an_inspection_survives_being_written_down():
    for data, name in [(honest.photo(), "a.jpg"), (honest.photo(), "a.pdf")]:
        found = look(data, name)
        assert Inspection.from_plain(found.as_plain()) == found


@pytest.mark.parametrize(
    "lie",
    [
        {"kind": "exe"},
        {"pages": "7"},
        {"pages": -1},
        {"width": True},
        {"notes": ["made up"]},
        {"refusal": ["made up", {}]},
        {"refusal": ["too-large", {}]},
        {"refusal": ["damaged", "x"]},
    ],
)
def test_an_answer_that_makes_things_up_is_not_believed(lie):
    plain = look(honest.photo(), "a.jpg").as_plain()
    with pytest.raises((ValueError, TypeError, AttributeError)):
        Inspection.from_plain({**plain, **lie})


@pytest.mark.feature("F093")
def test_in_the_sandbox_the_same_is_found(tmp_path: Path):
    for data, name in [
        (honest.pdf(pages=3), "a.pdf"),
        (honest.heic(), "a.heic"),
        (honest.docx(), "a.docx"),
        (hostile.active_pdfs()["rich media"], "a.pdf"),
        (b"", "a.pdf"),
        (honest.pdf(), "a.jpg"),
    ]:
        place = tmp_path / "file"
        place.write_bytes(data)
        with place.open("rb") as file:
            assert inspect_apart(file, name) == inspect(place, name)


def test_all_codes_are_small_and_stable():
    for table in (SENTENCES, NOTES):
        assert all(set(known) <= set(string.ascii_lowercase + "-") for known in table)
