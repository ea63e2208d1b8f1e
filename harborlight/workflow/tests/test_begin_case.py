from datetime import date

import pytest

from harborlight.cases.queries import activity, cases
from harborlight.documents.queries import asked
from harborlight.facts.queries import sheet
from harborlight.filings.actions.sending import chased_on
from harborlight.filings.queries import filings, standings
from harborlight.firm.models import Event
from harborlight.firm.readers import keep_up_in
from harborlight.questionnaires.queries import sent_to
from harborlight.workflow.actions import keep_playbook
from harborlight.workflow.playbooks import starters
from tests.whole_case import begin, furnish


@pytest.fixture
def begun(clock, ada):
    furnish(clock)
    return begin(ada)


@pytest.mark.feature("F029", "F033", "F076", "F083", "F223", "F313")
def test_a_case_opens_the_way_its_playbook_says(ada, begun):
    case = begun.case
    assert case.number.endswith("-0001")
    assert [row.pk for row in cases(ada)] == [case.pk]
    assert [one.request.person_id for one in asked(ada, case)].count(
        begun.petitioner.person_id
    ) == 4
    assert {sent.person_id for sent in sent_to(ada, case)} == {
        begun.petitioner.person_id,
        begun.beneficiary.person_id,
    }
    forms = [one.needed.form for one in standings(ada, filings(ada, case).get())]
    assert forms == ["G-28", "I-130", "I-130A"]


def test_the_firm_says_after_how_many_days_a_receipt_is_asked_after(clock, ada):
    furnish(clock)
    mine = {**starters()["i130-spouse"], "key": "ours", "receipt_chase_days": 45}
    keep_playbook(clock, definition=mine)
    filing = filings(ada, begin(ada, playbook="ours").case).get()
    due, because = chased_on(filing, date(2026, 6, 1))
    assert due == date(2026, 7, 16)
    assert str(because).startswith("45 days after we sent it on")


@pytest.mark.feature("F073")
def test_what_was_written_down_at_the_desk_need_not_be_asked_again(ada, begun):
    known = sheet(ada, begun.case, begun.petitioner.person)
    assert known.get("name.family") == "Rivas Peña"
    assert known.plain()["birth"] == {"date": "1988-04-12"}


def test_every_step_of_the_opening_is_in_the_activity(ada, begun):
    kinds = {one.event.kind for one in activity(ada, begun.case)}
    assert {
        "case.begun",
        "case.opened",
        "case.party-added",
        "document.requested",
    } <= kinds
    causes = {row.kind: row.cause_id for row in Event.objects.all()}
    assert causes["case.opened"] == Event.objects.get(kind="case.begun").pk


def test_a_word_of_a_name_finds_the_case_without_accents(ada, begun):
    assert [row.pk for row in cases(ada, words="pena")] == [begun.case.pk]
    assert not cases(ada, words="nobody").exists()


def test_readers_keep_up_and_nobody_is_stuck(harbor, ada, begun):
    assert keep_up_in(harbor) > 0
    # What readers do in turn (a task is opened) is read the next time.
    assert keep_up_in(harbor) < 80
    assert keep_up_in(harbor) == 0
