"""What nobody answered takes the careful way, and is asked for by its own name."""

import pytest

from harborlight.law.pack_conditions import (
    UNKNOWN,
    paths_of,
    read_condition,
    undecided,
)
from harborlight.law.tests.families import CITIZEN, RESIDENT
from harborlight.law.tests.making import made, printed


def without(*paths, said=None):
    """A change of the facts that takes these answers back, or puts others there."""

    def change(facts):
        for path in paths:
            *steps, name = path.split(".")
            node = facts
            for step in steps:
                node = node[int(step)] if isinstance(node, list) else node[step]
            node.pop(name, None)
            if said is not None:
                node[name] = said

    return change


def missing(composed):
    return {one.path: one for one in composed.missing}


def items(one):
    return {str(place) for place in (one.place, *one.also)}


@pytest.mark.parametrize("said", [None, "", UNKNOWN])
@pytest.mark.parametrize("name", [CITIZEN, RESIDENT])
def test_a_spouse_of_whom_nobody_says_where_they_are_is_asked_to_sign(name, said):
    change = without("beneficiary.us.now", said=said)
    composed = made("I-130A", name, change=change)
    assert [one.party for one in composed.signatures] == ["beneficiary", "attorney"]
    assert composed.spared == ()
    assert "Part 4, Item 6.a" in items(missing(composed)["beneficiary.us.now"])


def test_only_a_spouse_who_is_surely_abroad_is_spared_and_it_is_said_why():
    assert [one.spared for one in made("I-130A").spared] == ["spouse_abroad"]
    assert made("I-130A", RESIDENT).spared == ()


@pytest.mark.parametrize(
    ("path", "item"),
    [
        ("case.apply.where", "Part 4, Item 61.a"),
        ("beneficiary.us.now", "Part 4, Item 46.a"),
        ("petitioner.status", "Part 2, Item 37"),
        ("petitioner.jobs.0.kind", "Part 2, Item 43.a"),
        ("beneficiary.jobs.0.kind", "Part 4, Item 51.b"),
    ],
)
@pytest.mark.parametrize("said", [None, UNKNOWN])
def test_a_part_that_hangs_on_an_open_answer_is_not_left_out_silently(path, item, said):
    composed = made("I-130", RESIDENT, change=without(path, said=said))
    asked = path.replace(".0.", "[0].")
    named = [str(one.place) for one in composed.problems if one.detail == UNKNOWN]
    assert asked in missing(composed) or named, path
    if asked in missing(composed):
        assert item in items(missing(composed)[asked])


@pytest.mark.parametrize(("form", "client"), [("I-130", ""), ("G-28", "petitioner")])
def test_where_mail_comes_is_one_question_and_names_the_boxes_that_hang_on_it(
    form, client
):
    change = without("petitioner.mailing.same_as_home")
    composed = made(form, client=client, change=change)
    (asked,) = composed.missing
    assert asked.path == "petitioner.mailing.same_as_home"
    street = {"I-130": "Part 2, Item 10.b", "G-28": "Part 3, Item 13.a"}[form]
    assert street in items(asked) and len(items(asked)) > 4


def test_the_address_that_may_be_the_present_one_is_asked_about_and_not_a_second_one():
    composed = made("I-130", change=without("petitioner.addresses.0.current"))
    mine = {path for path in missing(composed) if path.startswith("petitioner")}
    assert mine == {"petitioner.addresses[0].current"}


def test_a_job_that_may_be_the_last_one_abroad_is_not_passed_over_for_an_older_one():
    def here_but_for_one(facts):
        jobs = facts["beneficiary"]["jobs"]
        for job in jobs:
            job.update(country="US", state="NY", zip="12207")
        one = {"kind": "job", "employer": "Banco Azul", "occupation": "Teller"}
        one |= {"street": "Calle 1", "city": "Sonsonate", "current": "no"}
        jobs.append({**one, "from": "2008", "to": "2011-05"})
        jobs.append({**one, "country": "SV", "from": "2001", "to": "2004"})

    composed = made("I-130A", change=here_but_for_one)
    (path,) = missing(composed)
    assert path.endswith(".country") and "2004" not in str(printed("I-130A", composed))


def test_what_is_decided_already_asks_for_nothing_more():
    either = read_condition({"any": [{"fact": "a", "is": "yes"}, {"known": "b"}]})
    both = read_condition({"all": [{"fact": "a", "is": "yes"}, {"known": "b"}]})
    not_a = read_condition({"not": {"fact": "a", "is": "yes"}})
    none = {}.get
    for it in (either, both, not_a):
        assert undecided(it, none) == tuple(paths_of(it))
    assert undecided(either, {"a": "yes"}.get) == ()
    assert undecided(both, {"a": "no"}.get) == ()
    assert undecided(both, {"a": "yes"}.get) == ("b",)
    assert undecided(not_a, {"a": UNKNOWN}.get) == ("a",)
    assert undecided(None, none) == ()
