"""`harborlight forms remap` proposes; an attorney looks at each, and takes it or leaves it."""

import json

import pytest
from click.testing import CliRunner

from harborlight.cases.actions import raise_wall
from harborlight.config.cli import main
from harborlight.filings.actions import fill_form, fill_forms
from harborlight.filings.library import _hashes
from harborlight.filings.models import EditionProposal, FilledForm
from harborlight.filings.queries import filings
from harborlight.firm.models import Event, User
from harborlight.law import packs
from harborlight.staff.tests.at_the_desk import at_the_desk, told, words
from harborlight.staff.tests.desk import at
from harborlight.staff.tests.test_boxes import ANSWERS, answer, newest
from tests.second_edition import EDITION, lay_out

pytestmark = pytest.mark.feature("F115")
OLD = "2026-01-01"
EMAIL_SAID = ANSWERS["contact.email"]


@pytest.fixture
def filled(paul, ada, maria, begun, tmp_path, settings):
    """A draft on the first edition, and the second came out since."""
    settings.FORMS_FOLDER = tmp_path / "forms"
    answer(maria, begun)
    yield fill_forms(paul, filings(ada, begun.case).get())[0]
    packs.also_in()
    _hashes.cache_clear()


@pytest.fixture
def came_out(filled, tmp_path):
    lay_out(tmp_path / "packs", tmp_path / "forms")
    packs.also_in(tmp_path / "packs")


def remap(*more, was=OLD, now=EDITION, form="HL-1"):
    words = ["forms", "remap", form, "--from", was, "--to", now, *more]
    return CliRunner().invoke(main, words)


def proposed(*more):
    return remap("--reason", "The old one ends in June", *more)


def test_a_dry_run_tells_box_by_box_and_writes_nothing(filled, came_out):
    said = remap("--dry-run")
    assert said.exit_code == 0, said.output
    assert filled.case.number in said.output
    assert f"'{EMAIL_SAID}'" in said.output and "asked no more" in said.output
    assert "Part 1, Item 6 -> Part 1, Item 7" in said.output
    assert "its answer is missing" in said.output
    assert not EditionProposal.objects.exists()
    assert newest(filled).pk == filled.pk
    # What was read of a case at the server stands in the log of the firm.
    assert Event.objects.get(kind="form.moves-looked-at").role == "operator"


def test_a_program_reads_the_same(filled, came_out):
    (row,) = json.loads(remap("--dry-run", "--json").output)
    assert (row["case"], row["edition"], row["proposed"]) == (
        filled.case.number, OLD, False)  # fmt: skip
    assert [one["before"] for one in row["gone"]] == [EMAIL_SAID]
    assert row["fresh"][0]["missing"] and row["same"] > 3


def test_it_proposes_and_the_draft_stays_as_it_was(ada, filled, came_out):
    said = proposed()
    assert said.exit_code == 0 and "proposed" in said.output
    assert newest(filled).pk == filled.pk
    assert FilledForm.objects.get(pk=filled.pk).state == "prepared"
    history = words(at_the_desk(ada).get(at("case-activity", filled.case_id)))
    assert "proposed to move HL-1 from the edition 01/01/26" in history
    assert "Operator" in history and "The old one ends in June" in history


def test_an_attorney_looks_at_it_and_takes_it(ada, paul, filled, came_out):
    proposed()
    desk = at_the_desk(ada)
    for page in (at("filled-form", filled.pk), at("case-forms", filled.case_id)):
        assert "Another edition is proposed" in words(desk.get(page))
    assert "is proposed: look at it" in words(desk.get(at("form-drafts", "HL-1")))
    page = desk.get(at("proposed-edition", filled.pk))
    assert f"“{EMAIL_SAID}” has no place any more." in words(page)
    assert "The old one ends in June" in words(page)
    key = page.context["proposal"].key
    # Who is no attorney reads it, and decides nothing.
    theirs = at_the_desk(paul)
    assert "An attorney of the case looks at it" in words(
        theirs.get(at("proposed-edition", filled.pk))
    )
    assert (
        theirs.post(at("take-edition", filled.pk), {"proposal": key}).status_code == 403
    )
    page = desk.post(at("take-edition", filled.pk), {"proposal": key}, follow=True)
    made = newest(filled)
    assert (str(made.edition), made.state) == (EDITION, "prepared")
    assert page.redirect_chain[-1][0] == at("form-differences", made.pk)
    assert EditionProposal.objects.get().is_taken


def test_or_leaves_it_and_it_is_asked_no_more(ada, filled, came_out):
    proposed()
    desk = at_the_desk(ada)
    key = EditionProposal.objects.get().key
    page = desk.post(at("decline-edition", filled.pk), {"proposal": key}, follow=True)
    assert told(page) == ["Noted. The draft stays as it is."]
    assert "Another edition is proposed" not in words(page)
    page = desk.post(at("take-edition", filled.pk), {"proposal": key}, follow=True)
    assert "is proposed no more" in told(page)[0]
    assert newest(filled).pk == filled.pk


def test_filling_it_again_overtakes_the_proposal(ada, paul, filled, came_out):
    proposed()
    key = EditionProposal.objects.get().key
    made = fill_form(paul, filled.needed, edition=filled.edition)
    desk = at_the_desk(ada)
    assert "Nothing is proposed" in words(desk.get(at("proposed-edition", made.pk)))
    page = desk.post(at("take-edition", filled.pk), {"proposal": key}, follow=True)
    assert "is proposed no more" in told(page)[0]


def test_proposed_twice_it_is_asked_once(filled, came_out):
    proposed()
    proposed("--case", filled.case.number)
    assert EditionProposal.objects.filter(answered_at=None).count() == 1


def test_of_a_walled_case_no_value_is_printed(ada, pat, ben, filled, came_out):
    user = User.objects.get(pk=ben.user_id)
    raise_wall(pat, filled.case, user=user, reason="Knows the other side")
    said = proposed()
    assert said.exit_code == 0 and EMAIL_SAID not in said.output
    assert "Not everybody may open this case" in said.output
    (row,) = json.loads(remap("--dry-run", "--json").output)
    assert row["sealed"] and "before" not in row["gone"][0]


def test_what_cannot_be_is_said(filled):
    assert "We know no" in remap("--dry-run").output or remap("--dry-run").exit_code
    no_reason = remap()
    assert no_reason.exit_code == 2 and "--reason" in no_reason.output
    assert remap("--dry-run", now=OLD).exit_code == 2


def test_no_draft_and_a_case_that_is_not_there(filled, came_out):
    said = remap("--dry-run", was=EDITION, now=OLD)
    assert "No open draft stands on this edition." in said.output
    said = remap("--dry-run", "--case", "2020-9999")
    assert "No open draft stands on this edition." in said.output
