"""Every pack fills every one of its boxes: with the longest answers there may be, and accents.

Packs join by themselves, where the agency's blank is at hand (HARBORLIGHT_FORMS). What is
filled is read back, drawn, and looked at: ink where there are words, nothing cut off.
"""

import re
import unicodedata
from functools import cache

import pytest
from PIL import ImageDraw

from harborlight.filings.composing import make, spare_fonts
from harborlight.filings.pack_drafts.tooltips import local
from harborlight.filings.tests.golden import Plan, cases, day_for, drawn, mapped
from harborlight.law.packs import packs
from harborlight.law.tests.test_packs import blank_of as official_blank
from harborlight.papers.filling import fill
from harborlight.papers.practice import practice_form
from harborlight.papers.preparing import prepare
from harborlight.papers.reading import read
from harborlight.papers.tests.forms_at_hand import words_on
from harborlight.papers.tests.ink import apart, empty_spots, places_on, seen

pytestmark = [pytest.mark.feature("F115"), pytest.mark.feature("F116")]
PACKS = {(pack.form, pack.edition): pack for pack in packs()}
every_pack = pytest.mark.parametrize(
    "pack", PACKS.values(), ids=[f"{form}-{edition}" for form, edition in PACKS]
)
FEW = 2
# Letters that the forms' font lacks and ours has, and those that nobody can set in a box.
DRAWN = ["Łukasiewicz", "Nguyễn", "Дмитрий", "Ødegård", "Şahin", "Kovačević"]
STOPPED = ["محمد", "שלום", "अमित"]
EITHER = ["李小龙", "김민수"]


def blank_for(pack):
    return _blank(pack.form, pack.edition)


@cache
def _blank(*key):
    if key[0] == "HL-1":
        return prepare(practice_form())
    return prepare(official_blank(PACKS[key]).read_bytes())


def empty_page(pack, page):
    """A page of the blank, drawn once however many cases are compared with it."""
    return _empty_page(page, pack.form, pack.edition)


@cache
def _empty_page(page, *key):
    return seen(_blank(*key).pdf, page)


def golden(pack):
    """Cases that between them fill every box, and the boxes that none fills."""
    return _golden(pack.form, pack.edition)


@cache
def _golden(*key):
    return cases(PACKS[key], _blank(*key))


@cache
def _few(*key):
    plan = Plan(PACKS[key])
    return [drawn(plan, _blank(*key), seed) for seed in range(FEW)]


def few(pack):
    """A few cases, for every day."""
    return _few(pack.form, pack.edition)


def filled(pack, case):
    day = day_for(pack)
    return make(pack, blank_for(pack), case.facts, on=day, client=case.client)


def stands(found, value, box):
    """A mark is read back by its own value or its place, words as they were written.

    A list stores its own word for the line that is shown, some with stray blanks.
    """
    if isinstance(value, bool):
        return bool(found) == value
    stored = [one.value for one in box.options if value.strip() == one.shown.strip()]
    return str(found).strip() in {word.strip() for word in (value, *stored)}


def astray(pack, case, made):
    """What is not in its box after filling, or was not printed."""
    answers = read(made.pdf)
    lost = {
        box: (value, answers[box])
        for box, value in case.composed.values.items()
        if not stands(answers[box], value, blank_for(pack).by_name[box])
    }
    return lost, [(one.box, one.reason, one.value) for one in made.not_printed]


@every_pack
def test_every_mapped_box_is_filled_by_some_case(pack):
    _, never = golden(pack)
    assert sorted(never) == []


@every_pack
def test_the_longest_answers_are_read_back(pack):
    for case in few(pack):
        assert astray(pack, case, filled(pack, case)) == ({}, [])


@every_pack
def test_of_boxes_that_exclude_each_other_one_is_ticked_at_most(pack):
    """Official forms have no radio buttons: two boxes of one question could both be on."""
    for case in few(pack):
        for row in pack.choices:
            on = [box for box in row.boxes.values() if case.composed.values.get(box)]
            assert row.several or len(on) <= 1, (str(row.place), on)


@every_pack
def test_what_the_form_repeats_by_itself_is_repeated_by_us(pack):
    """A script that is gone copied names and numbers into read-only boxes of later pages."""
    rows = {row.box: row.value for row in pack.texts}
    for repeat, first in repeats(blank_for(pack)):
        if repeat in rows and first in rows:
            ours, theirs = rows[repeat], rows[first]
            assert (ours.path, ours.form) == (theirs.path, theirs.form), repeat


def repeats(blank):
    """Read-only boxes with the one box that can be typed into of the same name, if any."""
    by_name = {}
    for box in blank.boxes:
        if box.kind == "text":
            by_name.setdefault(local(box), []).append(box)
    for boxes in by_name.values():
        typed = [box.name for box in boxes if not box.read_only]
        if len(typed) == 1:
            yield from ((box.name, typed[0]) for box in boxes if box.read_only)


@pytest.mark.everything
@every_pack
def test_in_every_case_all_answers_are_read_back(pack):
    for case in golden(pack)[0]:
        assert astray(pack, case, filled(pack, case)) == ({}, [])


@pytest.mark.everything
@every_pack
def test_ink_is_where_the_words_are_and_nothing_is_cut_off(pack):
    blank = blank_for(pack)
    already = read(blank.pdf)
    for case in golden(pack)[0]:
        made = filled(pack, case)
        values = case.composed.values
        new = {box: v for box, v in values.items() if already.get(box) != v}
        # Each box is looked at in the case that fills it first, with all that is beside it.
        for page in sorted({blank.by_name[box].page for box in case.new}):
            spots = list(places_on(blank, page))
            change = apart(empty_page(pack, page), seen(made.pdf, page))
            assert empty_spots(change, spots, new) == []
            assert cut_off(change, spots, new) == []
            assert only_inside(change, spots, values)


def cut_off(change, spots, values):
    """Boxes whose ink reaches the very edge on a side: the rest of a letter is missing."""
    found = []
    for box, _, (left, top, right, low) in spots:
        if box.kind in ("text", "choice") and values.get(box.name):
            ink = change.crop((left, top, right, low)).getbbox()
            if ink and (ink[0] <= 0 or ink[2] >= right - left):
                found.append((box.name, values[box.name]))
    return found


def only_inside(change, spots, values):
    rest = change.copy()
    hand = ImageDraw.Draw(rest)
    for box, _, (left, top, right, low) in spots:
        if box.name in values:
            hand.rectangle((left - 2, top - 2, right + 1, low + 1), fill=0)
    return rest.getbbox() is None


@pytest.mark.everything
@every_pack
def test_no_letter_becomes_a_question_mark(pack):
    blank = blank_for(pack)
    for case in few(pack):
        made = filled(pack, case)
        values = [v for v in case.composed.values.values() if isinstance(v, str)]
        for page in range(1, blank.pages + 1):
            text = words_on(made.pdf, page)
            assert "�" not in text
        marks = [sum(words_on(pdf, page).count("?") for page in range(1, blank.pages + 1))
                 for pdf in (blank.pdf, made.pdf)]  # fmt: skip
        assert marks[1] - marks[0] == sum(value.count("?") for value in values)


@pytest.mark.everything
@every_pack
def test_no_word_is_lost_where_a_box_is_too_small(pack):
    """What a box cannot show stands in the additional information or on a sheet behind."""
    for case in golden(pack)[0][:FEW]:
        made = filled(pack, case)
        told = [str(value) for value in read(made.pdf).values()]
        behind = range(blank_for(pack).pages + 1, made.pages + 1)
        told += [words_on(made.pdf, page) for page in behind]
        known = set(words(" ".join(told)))
        for one in (*case.composed.additional, *case.composed.continued):
            assert set(words(one.text)) <= known, one.place


def words(text):
    """The words of a text, however it was broken into lines."""
    return re.findall(r"\w{3,}", unicodedata.normalize("NFC", text))


def name_box(pack):
    """The first box for a family name that is not the attorney's; None where none is."""
    rows = [row for row in pack.texts if row.value.path.endswith(".family")]
    ours = (row for row in rows if not row.value.path.startswith("attorney"))
    return next(ours, None)


def with_name(pack, name):
    """The pack's form with this family name in a box, as it comes out of the filling."""
    row = name_box(pack)
    if row is None:
        pytest.skip(f"Form {pack.form} asks for no family name.")
    blank = blank_for(pack)
    box = blank.by_name[row.box]
    return box, fill(blank, {box.name: name}, spare_fonts())


@every_pack
def test_a_name_that_the_forms_own_font_lacks_is_drawn(pack):
    for name in DRAWN:
        box, made = with_name(pack, name)
        assert made.problems == ()
        assert read(made.pdf)[box.name] == name
        assert name in words_on(made.pdf, box.page)


@every_pack
def test_a_name_that_cannot_be_set_letter_by_letter_is_stopped_with_a_word(pack):
    for name in STOPPED:
        box, made = with_name(pack, name)
        (problem,) = made.problems
        assert problem.reason == "cannot be printed"
        assert problem.sentence.startswith(
            "These letters cannot be printed in this box:"
        )
        assert read(made.pdf)[box.name] == ""


@every_pack
def test_a_name_is_drawn_whole_or_stopped_and_never_half(pack):
    for name in EITHER:
        box, made = with_name(pack, name)
        if made.problems:
            assert made.problems[0].reason == "cannot be printed"
        else:
            assert name in words_on(made.pdf, box.page)


def test_every_pack_has_boxes_to_fill():
    assert all(list(mapped(pack)) for pack in packs())
