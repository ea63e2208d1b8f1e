"""Pages as people photograph and scan them, and what is read on them."""

import io
import os
import shutil
import signal
import subprocess
import sys

import pikepdf
import pytest

from harborlight.papers import readers, sandbox, tesseract
from harborlight.papers.page_text import PageText, Word
from harborlight.papers.reading_pages import is_plausible, read_pages
from harborlight.papers.searchable import NoPicture, searchable_pdf
from harborlight.papers.tests import honest
from harborlight.papers.tests import pages as made
from harborlight.papers.text_layer import words_on

FEW = ("Nombre: María Núñez Peña", "¿Nació en Río Hondo?")


def read(data, kind="pdf", numbers=(1,), **said):
    with sandbox.in_memory([data], most=50_000_000) as file:
        return [*read_pages(file, kind, numbers, **said)]


def small(lines=FEW):
    """A strip of a page: what is read in a second."""
    return made.sheet(lines, size=34).crop((0, 40, 900, 240))


def rows_of(*texts, rows=20):
    """The words of a page of rows that all say the same."""
    return PageText(
        1,
        "",
        tuple(
            Word(text, 0.1 + 0.2 * column, top, 0.25 + 0.2 * column, top + 0.02)
            for top in (0.1 + 0.04 * row for row in range(rows))
            for column, text in enumerate(texts)
        ),
    )


def test_a_photo_on_its_side_is_read_with_every_accent():
    photo = made.photographed(small()).rotate(90, expand=True)
    (page,) = read(made.jpeg_of(photo), "jpeg")
    assert page.text.text.splitlines() == [*FEW]
    assert page.text.by == "rapidocr"
    assert page.text.turned == 90
    assert not page.failed
    # It stands where it is seen: the first line at the left, going up.
    first = page.text.words[0]
    assert first.text == "Nombre:"
    assert first.right < 0.55
    assert first.top > 0.7
    assert page.text.words[-1].left > 0.45


@pytest.mark.everything
@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("askew", [-3, 1.5])
def test_whole_photos_however_they_lie(turn, askew):
    photo = made.photographed(made.sheet(made.SPANISH, size=30), turn=askew)
    (page,) = read(made.jpeg_of(photo.rotate(turn, expand=True)), "jpeg")
    assert page.text.text.splitlines() == [*made.SPANISH]
    assert page.text.turned == turn


def test_a_pdf_that_says_what_stands_on_it_is_believed():
    sheet = made.jpeg_of(small())
    pdf = searchable_pdf([(sheet, rows_of("Peña", "Núñez"))])
    (page,) = read(pdf)
    assert page.text.by == "layer"
    assert set(page.text.text.split()) == {"Peña", "Núñez"}
    assert page.picture is None
    first = page.text.words[0]
    assert (first.left, first.right) == pytest.approx((0.1, 0.25), abs=0.02)
    assert (first.top, first.bottom) == pytest.approx((0.1, 0.12), abs=0.02)


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_words_of_a_searchable_pdf_stand_where_they_were_read(turned):
    box = (0.4, 0.3, 0.5, 0.6) if turned in (90, 270) else (0.4, 0.3, 0.7, 0.35)
    text = PageText(1, "Añó", (Word("Añó", *box),), turned=turned)
    pdf = searchable_pdf([(made.jpeg_of(made.sheet(FEW)), text)])
    found = words_on(io.BytesIO(pdf), 1)
    assert found["text"].strip() == "Añó"
    (word,) = found["words"]
    middle = (word["left"] + word["right"]) / 2, (word["top"] + word["bottom"]) / 2
    meant = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    assert middle == pytest.approx(meant, abs=0.03)
    assert pikepdf.open(io.BytesIO(pdf)).check_pdf_syntax() == []


def test_what_is_no_picture_makes_no_page():
    with pytest.raises(NoPicture):
        searchable_pdf([(b"%PDF-1.7", PageText(1, ""))])


@pytest.mark.parametrize(
    ("text", "is_scan", "good"),
    [
        ("The county clerk certifies this record.", False, True),
        ("Page 3", False, False),
        # What a scanning app stamps on a picture is not the page.
        ("Scanned with an app, free of charge", True, False),
        ("The county clerk certifies. " * 8, True, True),
        ("\ue001\ue002\ue003" * 20 + "letters that are some", False, False),
        ("% & $ # ! " * 30 + "a few letters only, not many", False, False),
    ],
)
def test_which_layers_are_believed(text, is_scan, good):
    assert is_plausible(PageText(1, text), is_scan=is_scan) is good


def test_a_corrupt_page_fails_and_its_neighbours_are_read():
    layer = rows_of("several", "words")
    whole = searchable_pdf([(made.jpeg_of(small()), layer)] * 2)
    pdf = pikepdf.open(io.BytesIO(whole))
    pdf.pages[0].obj.MediaBox = pikepdf.Array([0, 0, 0, 0])
    pdf.pages[0].obj.Contents = pdf.make_stream(b"q q q BT (")
    broken = io.BytesIO()
    pdf.save(broken)
    first, second = read(broken.getvalue(), numbers=(1, 2))
    assert first.text.words == ()
    assert second.text.by == "layer"
    assert len(second.text.words) == 40


def test_what_is_no_file_at_all_fails():
    (page,) = read(b"%PDF-1.7 and nothing else")
    assert page.failed == "damaged"
    assert page.text == PageText(1, "")


def test_a_reader_that_is_killed_is_followed_by_another():
    picture = made.jpeg_of(small(("Once more",)))
    with readers.a_reader() as reader:
        os.kill(reader.process.pid, signal.SIGKILL)
        reader.process.wait()
        with pytest.raises(readers.NotRead, match="died"):
            reader.read(picture)
    assert readers.read_picture(picture, 1).text == "Once more"


def test_a_reader_says_that_it_cannot_read_and_lives():
    with readers.a_reader() as reader:
        with pytest.raises(readers.NotRead, match="UnidentifiedImageError"):
            reader.read(b"GIF89a, it says")
        assert reader.lives()


@pytest.mark.parametrize(
    "code", ["import socket; socket.socket()", "open('/etc/passwd')"]
)
def test_a_reader_has_neither_network_nor_files(code):
    if not sandbox.abilities().calls_closed:
        pytest.skip("this kernel cannot")
    start = (
        f"from harborlight.papers.reader_child import _close_in\n_close_in()\n{code}"
    )
    ended = subprocess.run(
        [sys.executable, "-c", start], capture_output=True, check=False
    )
    assert b"PermissionError" in ended.stderr


def test_answers_of_readers_are_not_believed():
    word = {"text": "a\u202eb", "left": -4, "top": 0.1, "right": 7, "bottom": 0.2}
    page = PageText.from_plain({"number": 1, "text": "a\x00b", "words": [word]})
    assert page.text == "ab"
    assert page.words == (Word("ab", 0.0, 0.1, 1.0, 0.2),)
    with pytest.raises((KeyError, ValueError)):
        PageText.from_plain({"number": 1, "text": "", "words": [{"text": "a"}]})


def test_tesseract_is_asked_only_where_it_knows_more(monkeypatch):
    monkeypatch.setattr(
        tesseract, "languages", lambda: frozenset({"eng", "rus", "osd"})
    )
    assert tesseract.needed_for(["ru"]) == "rus+eng"
    assert tesseract.needed_for(["es", "en"]) == ""
    assert tesseract.needed_for(["ar"]) == ""
    monkeypatch.setenv("HARBORLIGHT_OCR", "tesseract")
    assert tesseract.needed_for(["es"]) == "eng"


@pytest.mark.skipif(not shutil.which("tesseract"), reason="tesseract is not installed")
def test_tesseract_reads_words_with_their_places():
    found = tesseract.read(made.jpeg_of(small(("The county clerk",))), "eng")
    assert found["text"] == "The county clerk"
    assert [word["text"] for word in found["words"]] == ["The", "county", "clerk"]
    assert 0.05 < found["words"][0]["left"] < 0.2


@pytest.mark.skipif(
    not sandbox.abilities().files_closed, reason="this kernel closes no files"
)
def test_what_tesseract_becomes_reads_no_file_of_ours_and_starts_nothing(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("A client's paper")
    assert (
        tesseract.closed_in(["/usr/bin/head", "-c", "4", "-"], b"page of one")
        == b"page"
    )
    for asked in (
        ["/usr/bin/head", str(secret)],
        ["/usr/bin/tee", str(tmp_path / "new")],
        ["/usr/bin/env", "/usr/bin/true"],
    ):
        with pytest.raises(subprocess.CalledProcessError):
            tesseract.closed_in(asked, b"page")
    assert [*tmp_path.iterdir()] == [secret]


def test_a_photo_of_nothing_has_no_words():
    (page,) = read(honest.photo(), "jpeg")
    assert page.text == PageText(1, "", by="rapidocr")
