"""Whole forms are filled, every box of them, and keep what makes them official.

The practice form always, the agency's own blanks where they are at hand.
They are never part of this repository: the folder in HARBORLIGHT_FORMS holds those that
this machine has, named `<form>__<edition>.pdf`.
"""

import subprocess
from functools import cache

import pytest
from PIL import Image, ImageChops, ImageDraw

from harborlight.papers.blanks import Blank
from harborlight.papers.filling import Filled, fill
from harborlight.papers.practice import practice_form
from harborlight.papers.preparing import prepare
from harborlight.papers.reading import read
from harborlight.papers.tests.forms_at_hand import (
    full_answers,
    official_files,
    words_on,
)
from harborlight.papers.tests.ink import (
    SCALE,
    difference,
    empty_spots,
    looks_of,
    places_on,
    reopened,
)
from tests.setup.viewer import MISSING, viewer

ALWAYS = ("g-28__09-17-18", "i-130__04-01-24", "i-130a__04-01-24")

FORMS = {"practice": practice_form} | {f.stem: f.read_bytes for f in official_files()}

# The three forms of a family petition always, the others in `make test-all`.
EVERY_FORM = [
    pytest.param(
        stem, marks=() if stem in ("practice", *ALWAYS) else pytest.mark.everything
    )
    for stem in FORMS
]


def at_hand(stem: str) -> str:
    """The name of an official blank; where it is missing, the test says so."""
    if stem not in FORMS:
        pytest.skip(f"{stem}.pdf is not in the folder that HARBORLIGHT_FORMS names.")
    return stem


@cache
def filled(stem: str) -> tuple[Blank, dict[str, str | bool], Filled]:
    blank = prepare(FORMS[stem]())
    values = full_answers(blank)
    return blank, values, fill(blank, values)


def test_official_blanks_are_at_hand():
    if not official_files():
        pytest.skip("HARBORLIGHT_FORMS names no folder with official blanks.")
    assert set(ALWAYS) <= set(FORMS)


@pytest.mark.feature("F115")
@pytest.mark.feature("F116")
@pytest.mark.parametrize("form", EVERY_FORM)
def test_every_box_takes_its_answer_and_gives_it_back(form):
    blank, values, result = filled(form)
    assert result.problems == ()
    read_back = read(result.pdf)
    assert {name: read_back[name] for name in values} == values
    assert {b.name for b in blank.boxes if b.kind != "signature"} <= set(read_back)


@pytest.mark.parametrize("form", EVERY_FORM)
def test_the_filled_form_is_sound_and_nothing_hides_the_answers(form):
    _, _, result = filled(form)
    with reopened(result.pdf) as opened:
        assert opened.check_pdf_syntax() == []
        assert not opened.is_encrypted
        assert "/XFA" not in opened.Root.AcroForm
        assert "/Perms" not in opened.Root


@pytest.mark.parametrize("form", EVERY_FORM)
def test_the_barcodes_stay_as_the_agency_made_them(form):
    blank, _, result = filled(form)
    names = [box.name for box in blank.boxes if box.kind == "barcode"]
    with reopened(FORMS[form]()) as before, reopened(result.pdf) as after:
        old, new = looks_of(before), looks_of(after)
    assert [new[name] for name in names] == [old[name] for name in names]
    if form in ("practice", *ALWAYS):
        assert len(names) == blank.pages


@pytest.mark.parametrize("form", EVERY_FORM)
def test_ink_appears_in_every_box_that_was_filled_and_nowhere_else(form):
    blank, values, result = filled(form)
    already = read(blank.pdf)
    new = {name: v for name, v in values.items() if already.get(name) != v}
    for page in range(1, blank.pages + 1):
        spots = list(places_on(blank, page))
        change = difference(blank.pdf, result.pdf, page)
        assert empty_spots(change, spots, new) == []
        hand = ImageDraw.Draw(change)
        for box, _, (left, top, right, low) in spots:
            if box.name in values:
                hand.rectangle((left - 2, top - 2, right + 1, low + 1), fill=0)
        assert change.getbbox() is None


def test_accents_quotes_and_the_euro_are_seen_as_written():
    blank = filled(at_hand("i-130__04-01-24"))[0]
    name = next(n for n in blank.by_name if "Pt2Line4a_FamilyName" in n)
    result = fill(blank, {name: "Peña-Groß “Ñandú” — €"})
    assert "Peña-Groß “Ñandú” — €" in words_on(result.pdf, 1)


def test_lines_of_additional_information_stand_on_the_forms_rules():
    """The I-130 prints ten lines into the 180 points of its Part 9."""
    blank = filled(at_hand("i-130__04-01-24"))[0]
    name = next(n for n in blank.by_name if "Pt9Line3d_AdditionalInfo" in n)
    text = "\n".join("abcdefghij")
    with reopened(fill(blank, {name: text}).pdf) as opened:
        (look,) = [
            widget.AP.N.read_bytes().decode("latin-1")
            for widget in opened.pages[11].Annots
            if str(widget.get("/T", "")).startswith("Pt9Line3d")
        ]
    assert look.count("0 -18 Td") == 9


@pytest.mark.parametrize("stem", ["practice", *ALWAYS])
def test_other_viewers_show_the_answers_too(stem):
    """Poppler draws by itself; its pictures must change where ours do, on every page."""
    if not viewer():
        pytest.skip(MISSING)
    blank, values, result = filled(at_hand(stem))
    pages = [*zip(poppler(blank.pdf), poppler(result.pdf), strict=True)]
    assert len(pages) == blank.pages
    for page, (before, after) in enumerate(pages, start=1):
        change = ImageChops.difference(before, after)
        assert empty_spots(change, list(places_on(blank, page)), values) == []


def poppler(pdf: bytes) -> list[Image.Image]:
    """Every page in grey, one behind the other as Poppler writes them."""
    command = [str(viewer()), "-r", str(72 * SCALE), "-gray", "-"]
    done = subprocess.run(command, input=pdf, capture_output=True, check=True)
    pages, rest = [], done.stdout
    while rest:
        head, size, depth, rest = rest.split(b"\n", 3)
        assert (head, depth) == (b"P5", b"255")
        width, height = map(int, size.split())
        pages.append(Image.frombytes("L", (width, height), rest[: width * height]))
        rest = rest[width * height :]
    return pages
