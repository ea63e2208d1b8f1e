"""Each kind of case says how it runs from the first day to the years after, or why not."""

from __future__ import annotations

import re
from copy import deepcopy

import pytest

from harborlight.automation.models.reminders import About
from harborlight.cases.events import MILESTONES
from harborlight.law.agency import meanings
from harborlight.workflow.playbook_checks import faults
from harborlight.workflow.playbook_moments import ABOUTS, EXPECTED
from harborlight.workflow.playbook_text import as_text, read_text
from harborlight.workflow.playbooks import course, starters

# The fifteen kinds of ../shared/reference/casetypes.md, and the files of each.
FIFTEEN = {
    "I-130 spouse": ["i130-spouse"],
    "one step by marriage": ["one-step-marriage"],
    "I-129F": ["i-129f"],
    "I-751": ["i-751", "i-751-waiver", "i-751-abuse"],
    "N-400": ["n400"],
    "I-90": ["i-90"],
    "DACA": ["daca"],
    "asylum": ["asylum"],
    "TPS": ["tps", "tps-again"],
    "H-1B": ["h1b"],
    "L-1A": ["l1a"],
    "PERM": ["perm", "i140-perm"],
    "EB-1A and NIW": ["eb1a", "eb1a-employer", "niw", "niw-employer"],
    "O-1": ["o1"],
    "U visa": ["u-visa"],
}
# Where the agency asks for fingerprints, an interview or sends a card for certain.
CERTAIN = {
    "one-step-marriage": {"biometrics", "interview"},
    "n400": {"interview", "oath"},
    "i-90": {"card"},
    "daca": {"biometrics", "card"},
    "tps": {"biometrics", "card"},
    "asylum": {"biometrics", "interview"},
    "u-visa": {"biometrics"},
    "i-129f": {"interview"},
    "i-601a": {"biometrics", "interview"},
}


@pytest.mark.feature("F223", "F029", "F043", "F224")
def test_every_kind_of_case_is_complete_or_says_why_not():
    assert len(FIFTEEN) == 15
    known = starters()
    assert {key for several in FIFTEEN.values() for key in several} <= known.keys()
    for key, definition in known.items():
        without = definition.get("without", {})
        lacking = [
            name
            for name in EXPECTED
            if not definition.get(name) and name not in without
        ]
        assert (key, lacking) == (key, [])
        found = course(definition)
        if key == "inquiry":
            continue
        # Somebody else accepts the packet before anything is sent.
        assert (key, "assemble") in {(key, one.id) for one in found.approvals}
        assert {one.gate for one in found.approvals} >= {"send"}
        assert any(one.questionnaire for one in found.parts), key
        # Which papers depends on the case: not all of them are asked of everybody.
        assert len({one.need for one in found.papers}) > 1, key
        assert {one.about for one in found.reminders} == {*ABOUTS}, key
        assert {"missing", "accepted", "approved"} <= {one.id for one in found.letters}
        assert all(one.source for one in found.follow_ups), key


@pytest.mark.feature("F120", "F125", "F223")
def test_what_agencies_say_has_words_for_the_client_in_every_kind():
    told = {one.milestone for one in meanings().values() if one.milestone}
    assert told <= MILESTONES.keys()
    for key, definition in starters().items():
        if key == "inquiry":
            continue
        found = {one.id: one for one in course(definition).milestones}
        assert {"filed", "receipt", "evidence", "decision"} <= found.keys(), key
        sure = {name for name, one in found.items() if not one.sometimes}
        assert CERTAIN.get(key, set()) <= sure, key
        # Nobody is told to wait for what may never come.
        assert found["evidence"].sometimes and found.keys() <= MILESTONES.keys()


@pytest.mark.feature("F127")
def test_no_milestone_promises_a_day_or_an_outcome():
    promise = re.compile(r"\b(will|soon|guarantee|certainly|within \d+ months)\b", re.I)
    for key, definition in starters().items():
        for one in course(definition).milestones:
            said = (one.what_comes_next["en"], one.what_we_do["en"])
            assert not any(map(promise.search, said)), (key, one.id, said)


def test_what_is_reminded_of_has_the_same_names_on_both_floors():
    assert {*ABOUTS} == {*About.values}


TEXTS = {"en": "Ours {day}", "es": "Lo nuestro"}
LETTER = {"id": "x", "at": "moon", "to": "aunt", "title": TEXTS, "text": TEXTS}
BILL = {"id": "x", "at": "later", "words": TEXTS, "cents": 0}


@pytest.mark.feature("F029", "F223")
def test_a_playbook_that_contradicts_itself_is_refused_with_the_line_and_the_reason():
    whole = deepcopy(starters()["i-90"])
    whole["letters"] = [LETTER]
    whole["invoices"] = [BILL]
    whole["reminders"] = [
        {"about": "weather"},
        {"about": "papers", "steps": [{"days": 3, "kind": "shout"}]},
        {"about": "dates", "steps": [{"days": 1, "kind": "nudge"}, {"days": 7, "kind": "call"}]},
        {"about": "questions", "steps": [{"days": 3, "kind": "call", "ways": ["text"]}]},
    ]  # fmt: skip
    whole["without"] = {"letters": TEXTS, "songs": TEXTS, "stages": TEXTS}
    whole["tasks"] = [*whole["tasks"], {"id": "x", "role": "attorney", "title": TEXTS, "milestone": "oath"}]  # fmt: skip
    reasons = " ".join(one.reason for one in faults(whole))
    for said in (
        "“moon” is no moment", "aunt is no party", "not {day}",
        "“later” is no moment", "names an amount", "reminded of “weather”",
        "“shout” is no kind of step", "on a later day", "has no way of a client",
        "why it has none, and has some", "“songs” is no word", "“oath” is no moment",
    ):  # fmt: skip
        assert said in reasons
    one = {**LETTER, "at": "receipt", "text": {"en": "Ours", "es": "Lo nuestro"}}
    text = as_text({**starters()["i-90"], "letters": [one]})
    _definition, wrong = read_text(text)
    line = next(one for one in wrong if "aunt" in one.reason).line
    assert text.splitlines()[line - 1].strip() == "to: aunt"


@pytest.mark.feature("F139")
def test_a_playbook_with_letters_is_read_back_as_it_was_given_out():
    for key in ("daca", "inquiry", "h1b"):
        definition, wrong = read_text(as_text(starters()[key]))
        assert (definition, wrong) == (starters()[key], [])
