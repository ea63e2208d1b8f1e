"""What is refused when a pack's file is read, and how facts are written in boxes."""

from datetime import date

import pytest

from harborlight.law import packs
from harborlight.law.pack_conditions import BadCondition, holds, read_condition
from harborlight.law.pack_formats import CannotBeWritten, written
from harborlight.law.pack_lists import arranged, latest
from harborlight.law.pack_types import ListView
from harborlight.law.packs import (
    BadPack,
    fact_paths,
    pack_of,
    pack_of_edition,
    read_pack,
    required_paths,
)

DAY = date(2026, 6, 15)
WHOLE = """
form: X-1
title: A form
agency: An office
edition: 2026-01-01
source: The form itself
reviewed: null
accepted: {from: 2026-01-01, until: null, source: A page, reviewed: null}
blanks: []
pages: 1
reads: petitioner
signatures: []
sections:
- part: 1
  page: 1
  rows:
  - {item: 1, box: Name, fact: petitioner.name.family}
"""


def pack_in(folder, *changes, more=""):
    """The small pack above with words replaced (or rows added), read from a file."""
    text = WHOLE + more
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    file = folder / "2026-01-01.yaml"
    file.write_text(text, encoding="utf-8")
    return read_pack(file)


def test_a_small_pack_is_read(tmp_path):
    pack = pack_in(tmp_path)
    assert (pack.form, pack.edition, list(pack.all_boxes())) == (
        "X-1",
        date(2026, 1, 1),
        ["Name"],
    )


def test_of_one_edition_that_two_folders_hold_ours_counts_and_two_in_one_are_refused(
    tmp_path,
):
    """A pack that was put there until a release came stays there when it came."""
    ours = pack_of_edition("HL-1", date(2026, 1, 1))
    (tmp_path / "hl-1").mkdir()
    pack_in(tmp_path / "hl-1", ("form: X-1", "form: HL-1"))
    packs.also_in(tmp_path)
    try:
        assert pack_of("HL-1", DAY) == ours
        (tmp_path / "again").mkdir()
        pack_in(tmp_path / "again", ("form: X-1", "form: HL-1"))
        packs.also_in(tmp_path)
        with pytest.raises(BadPack, match=r"hl-1/2026.*edition 2026-01-01, too\."):
            pack_of("HL-1", DAY)
    finally:
        packs.also_in()


HEAD_FAULTS = [
    (("source: The form itself\n", ""), "lacks 'source'"),
    (("source: The form itself", "source: ''"), "source must be said"),
    (("reviewed: null\naccepted", "accepted"), "lacks 'reviewed'"),
    (("edition: 2026-01-01", "edition: spring"), "edition must be a day"),
    (("blanks: []", "blanks: [abc]"), "not a SHA-256: abc"),
    (("{item: 1, box: Name", "{item: 1, bax: Name"), "not a kind of row"),
    (("box: Name,", "box: Name, colour: red,"), "unknown word colour"),
    (("fact: petitioner.name.family", "say: a, fact: b"), "a value has one of"),
    (("name.family}", "name.family, as: roman}"), "no such format: roman"),
    (("name.family}", "name.family, when: {about: 3}}"), "no such condition"),
]


@pytest.mark.parametrize(("change", "reason"), HEAD_FAULTS)
def test_a_pack_that_is_not_whole_is_refused_with_file_and_reason(
    tmp_path, change, reason
):
    with pytest.raises(BadPack) as refused:
        pack_in(tmp_path, change)
    said = str(refused.value)
    assert reason in said
    assert f"{tmp_path.name}/2026-01-01.yaml" in said


ROW_FAULTS = [
    ("  - {item: 2, box: Name, say: x}", "stands twice: Name"),
    ("  - {item: 2, choose: petitioner.sex}", "page 1, Part 1, 2: lacks 'boxes'"),
    ("lists: {l: {group: petitioner.jobs, more: {page: 1, part: 1, item: 1}}}", "tell"),
    ("entries: {job: {use: jobs, slot: 1}}", "job: there is no list jobs"),
    ("lists: {l: {group: g, unless_shown_in: m}}", "l: there is no list m"),
    ("reminders: [{code: c, page: 1, part: 1, item: 1}]", "a reminder says when"),
]


@pytest.mark.parametrize(("more", "reason"), ROW_FAULTS)
def test_a_row_that_contradicts_is_refused_with_its_place(tmp_path, more, reason):
    with pytest.raises(BadPack) as refused:
        pack_in(tmp_path, more=more)
    assert reason in str(refused.value)


FACTS = {"a": "x", "b": "unknown", "c": "", "d": [{}, {}], "e": "none"}
CONDITIONS = [
    ({"fact": "a", "is": "x"}, True),
    ({"fact": "a", "is": "y"}, False),
    ({"fact": "a", "one_of": ["y", "x"]}, True),
    ({"known": "a"}, True),
    ({"known": "b"}, False),
    ({"known": "c"}, False),
    ({"known": "e"}, True),
    ({"not": {"known": "z"}}, True),
    ({"at_least": "d", "count": 2}, True),
    ({"at_least": "d", "count": 3}, False),
    ({"all": [{"known": "a"}, {"known": "b"}]}, False),
    ({"any": [{"known": "a"}, {"known": "b"}]}, True),
]


@pytest.mark.parametrize(("row", "answer"), CONDITIONS)
def test_conditions_hold_or_not(row, answer):
    assert holds(read_condition(row), FACTS.get) is answer


@pytest.mark.parametrize(
    "row",
    ["a", {}, {"fact": "a"}, {"fact": "a", "is": 1, "or": 2}, {"all": []},
     {"at_least": "d", "count": True}, {"fact": "a", "one_of": []}],
)  # fmt: skip
def test_a_condition_is_a_row_of_the_vocabulary_and_nothing_else(row):
    with pytest.raises(BadCondition):
        read_condition(row)


def test_a_bare_yes_in_a_file_means_the_answer_yes():
    assert holds(read_condition({"fact": "a", "is": True}), {"a": "yes"}.get)


WRITTEN = [
    ("date", "1999-04-12", "04/12/1999"),
    ("date", "1999-04", "04/1999"),
    ("date", "1999", "1999"),
    ("date", "unknown", "Unknown"),
    ("country", "SV", "El Salvador"),
    ("country", "SUHH", "USSR"),
    ("country", "NO", "Norway"),
    ("phone", "+15125550143", "5125550143"),
    ("phone", "+50370123456", "+50370123456"),
    ("a_number", "12345678", "012345678"),
    ("zip", "78753-4410", "78753"),
    ("feet", "68", "5"),
    ("inches", "60", "0"),
    ("digit_1", "98", "0"),
    ("digit_3", "172", "2"),
    ("upper", "ñandú", "ÑANDÚ"),
    ("money", "52300", "52,300"),
    ("category_2", "(c)(17)(iii)", "17"),
    ("category_3", "(c)(9)", ""),
]


@pytest.mark.parametrize(("form", "value", "words"), WRITTEN)
def test_facts_are_written_as_the_forms_want_them(form, value, words):
    assert written(form, value) == words


@pytest.mark.parametrize(
    ("form", "value"),
    [("date", "spring"), ("date", "99-04-12"), ("country", "Salvador"),
     ("state", "ZZ"), ("feet", "tall"), ("category_1", "c9")],
)  # fmt: skip
def test_a_fact_of_another_shape_cannot_be_written(form, value):
    with pytest.raises(CannotBeWritten):
        written(form, value)


HISTORY = [
    {"id": "c", "from": "2012", "to": "2019-06"},
    {"id": "a", "from": "2024-01-05", "current": "yes"},
    {"id": "b", "from": "2019-07", "to": "2024-01-04"},
    {"id": "d", "from": "2001", "to": "2011"},
]


def order_of(**view):
    listed = arranged(ListView("jobs", **view), HISTORY, on=DAY).shown
    return [row.entry["id"] if row.entry else "-" for row in listed]


def test_a_history_begins_with_the_present_and_goes_back():
    assert order_of(order="recent") == ["a", "b", "c", "d"]
    assert order_of(order="given") == ["c", "a", "b", "d"]


def test_five_years_are_counted_back_from_the_day():
    assert order_of(order="recent", within_years=5) == ["a", "b"]
    assert order_of(order="recent", within_years=7) == ["a", "b", "c"]


def test_the_first_slot_stays_empty_when_nothing_is_current():
    past = [entry for entry in HISTORY if "current" not in entry]
    view = ListView("jobs", order="recent", current_first=True)
    shown = arranged(view, past, on=DAY).shown
    assert [row.entry and row.entry["id"] for row in shown] == [None, "b", "c", "d"]
    assert [row.index for row in shown] == [3, 1, 0, 2]


def test_a_stay_counts_its_days_to_today_when_it_has_no_end():
    entries = [{"from": "2025-06-20", "current": "yes"}, {"from": "2020", "to": "2022"}]
    view = ListView("addresses", order="recent", longer_than_days=366)
    assert [row.index for row in arranged(view, entries, on=DAY).shown] == [1]


@pytest.mark.parametrize(
    ("value", "day"),
    [("2024", date(2024, 12, 31)), ("2024-02", date(2024, 2, 29)),
     ("2024-02-03", date(2024, 2, 3)), ("unknown", None), (None, None),
     ("0", None), ("2023-02-31", None), ("2023-13", None)],
)  # fmt: skip
def test_a_partial_date_reaches_to_its_last_day(value, day):
    assert latest(value) == day


def test_a_pack_names_the_facts_that_it_needs():
    pack = pack_of("I-130", DAY)
    assert {
        "petitioner.addresses[].from",
        "beneficiary.children[].birth_date",
        "case.marriage.date",
    } <= required_paths(pack)
    assert required_paths(pack) < fact_paths(pack)
    assert "petitioner.former_spouses[].ended_on" in fact_paths(pack)
