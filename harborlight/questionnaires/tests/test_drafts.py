"""The next version of a questionnaire: one draft, nobody overwritten, cases keep theirs."""

from copy import deepcopy
from dataclasses import replace

import pytest

from harborlight.facts.queries import sheet
from harborlight.firm.acting import Refused
from harborlight.firm.models import Event
from harborlight.firm.roles import Role
from harborlight.questionnaires.actions import (
    AlreadyAsked,
    ChangedByOthers,
    NotWhole,
    answer,
    begin_draft,
    change_draft,
    discard_draft,
    publish_draft,
    renew_questions,
)
from harborlight.questionnaires.drafts import (
    behind,
    draft_of,
    every_questionnaire,
    get_draft,
    needed_by,
    no_longer_asked,
    unfinished,
    versions_of,
)
from harborlight.questionnaires.editing import question_at, screen_at
from harborlight.questionnaires.models import Questionnaire, Sent
from harborlight.questionnaires.queries import get_sent, newest, read, standing
from tests.cast import join
from tests.whole_case import MARIA, OMAR, begin, furnish

PASSPORT = {
    "fact": "petitioner.passport.number",
    "ask": {"en": "What is your passport number?", "es": "¿Cuál es su pasaporte?"},
}


@pytest.fixture
def mia(harbor, clock):
    furnish(clock)
    return join(harbor, "Mia", Role.PRACTICE_MANAGER)


@pytest.fixture
def draft(mia):
    return begin_draft(mia, newest(mia, "i130-spouse"))


def changed(actor, draft, change, seen=None):
    """Keep a draft with something changed in its data."""
    data = deepcopy(draft.definition)
    change(data)
    seen = draft.changes if seen is None else seen
    change_draft(actor, draft, seen=seen, definition=data, place="Your birth")


def with_passport(data):
    screen_at(data, "petitioner-birth").row["questions"].append(dict(PASSPORT))


def publish(actor, draft, change=with_passport):
    changed(actor, draft, change)
    return publish_draft(actor, draft, seen=draft.changes, note="Passports too")


@pytest.mark.feature("F009", "F074")
def test_a_new_case_takes_what_was_published_and_an_open_one_keeps_its_own(
    mia, ada, draft
):
    before = begin(ada, playbook="practice-spouse")
    row = publish(mia, draft)
    assert (row.version, row.made_by_id, row.note) == (2, mia.user_id, "Passports too")
    others = {
        "petitioner": replace(MARIA, email=""),
        "beneficiary": replace(OMAR, email=""),
    }
    after = begin(ada, playbook="practice-spouse", **others)
    versions = [
        {one.questionnaire.version for one in Sent.objects.filter(case=begun.case)}
        for begun in (before, after)
    ]
    assert versions == [{1}, {2}]
    assert "petitioner.passport.number" in read(row).index
    found = versions_of(mia, "i130-spouse")
    assert [(one.row.version, one.cases, one.is_newest) for one in found] == [
        (2, 1, True),
        (1, 1, False),
    ]


def test_there_is_one_draft_and_the_second_who_begins_goes_on_with_it(mia, pat, draft):
    assert begin_draft(pat, newest(pat, "i130-spouse")) == draft
    listed = {one.newest.row.key: one for one in every_questionnaire(pat)}
    assert listed["i130-spouse"].draft == draft
    discard_draft(pat, draft, seen=0)
    assert draft_of(mia, "i130-spouse") is None
    assert begin_draft(mia, newest(mia, "i130-spouse")) != draft


def test_whoever_is_second_is_told_and_overwrites_nothing(mia, pat, draft):
    changed(mia, get_draft(mia, draft.pk), with_passport)
    theirs = get_draft(pat, draft.pk)
    with pytest.raises(ChangedByOthers) as told:
        changed(pat, theirs, lambda data: data["sections"].clear(), seen=0)
    assert (told.value.by, told.value.is_closed) == ("Mia", False)
    assert "petitioner.passport.number" in unfinished(get_draft(pat, draft.pk)).index
    with pytest.raises(ChangedByOthers):
        publish_draft(pat, theirs, seen=0)
    with pytest.raises(ChangedByOthers):
        discard_draft(pat, theirs, seen=0)
    publish_draft(pat, theirs, seen=1)
    with pytest.raises(ChangedByOthers) as told:
        changed(mia, get_draft(mia, draft.pk), with_passport, seen=1)
    assert told.value.is_closed


def test_what_is_not_whole_is_not_published(mia, draft):
    changed(mia, draft, lambda data: data["sections"][0]["screens"].clear())
    with pytest.raises(NotWhole):
        publish_draft(mia, draft, seen=1)
    assert Questionnaire.objects.filter(key="i130-spouse").count() == 1
    assert draft_of(mia, "i130-spouse") == draft


def test_only_those_who_shape_the_office_write_questions(mia, paul, draft):
    for deed in (
        lambda: begin_draft(paul, newest(paul, "i130-spouse")),
        lambda: changed(paul, draft, with_passport),
        lambda: publish_draft(paul, draft, seen=0),
        lambda: discard_draft(paul, draft, seen=0),
    ):
        with pytest.raises(Refused):
            deed()


def test_the_log_says_who_changed_what_and_not_the_whole_of_it(mia, draft):
    changed(mia, draft, with_passport)
    event = Event.objects.get(kind="questionnaire.draft-changed")
    assert len(bytes(event.words)) < 2000


def test_what_forms_require_is_known(draft):
    forms = ["G-28", "I-130"]
    assert needed_by(forms, "petitioner.birth.date") == ["I-130"]
    assert needed_by(forms, "petitioner.passport.number") == []
    before = unfinished(draft)
    question_at(draft.definition, "petitioner-birth", 0).remove()
    lost = dict(no_longer_asked(before, unfinished(draft), forms))
    assert lost == {"petitioner.birth.date": ["I-130"]}


# --- who is answering meanwhile -----------------------------------------------


@pytest.fixture
def begun(mia, ada, maria, draft):
    found = begin(ada, playbook="practice-spouse")
    found.petitioner.person.login_id = maria.user_id
    found.petitioner.person.save()
    return found


@pytest.mark.feature("F009")
def test_answers_stay_when_somebody_gets_the_newest_questions(
    mia, paul, maria, draft, begun
):
    sent = Sent.objects.get(party=begun.petitioner)
    answer(
        maria,
        sent,
        screen="petitioner-birth",
        answers={"petitioner.birth.city": "Santa Ana"},
    )
    before = standing(maria, get_sent(maria, sent.pk)).progress
    row = publish(mia, draft)
    assert [one.pk for one in behind(paul, row)] != []
    renew_questions(paul, get_sent(paul, sent.pk))
    assert sheet(paul, begun.case, sent.person).get("birth.city") == "Santa Ana"
    now = get_sent(maria, sent.pk)
    assert (now.questionnaire_id, now.is_changed) == (row.pk, True)
    after = standing(maria, now).progress
    assert (after.answers, after.answered) == (before.answers + 1, before.answered)
    assert now.screens == after.screens
    # Going on, they have read it; and there is nothing newer to give.
    answer(
        maria, now, screen="petitioner-birth", answers={PASSPORT["fact"]: "B0123456"}
    )
    assert not get_sent(maria, sent.pk).is_changed
    with pytest.raises(AlreadyAsked):
        renew_questions(paul, get_sent(paul, sent.pk))
