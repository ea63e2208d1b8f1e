"""A changed answer marks the drafts that ask for it, and no other."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from harborlight.config.synth.playing import dry_forms
from harborlight.filings.actions import fill_forms, plan_filing
from harborlight.filings.spots import asked_by
from harborlight.filings.standing import envelopes
from harborlight.firm.clock import standing_at
from harborlight.questionnaires.actions import correct_answer
from harborlight.staff.tests.at_the_desk import at_the_desk, words
from harborlight.staff.tests.desk import at
from tests.whole_case import begin, furnish

THEN = datetime(2026, 6, 15, 20, tzinfo=UTC)
SIX = [
    ("I-130", ""),
    ("I-485", "beneficiary"),
    ("I-864", "petitioner"),
    ("I-765", "beneficiary"),
    ("I-131", "beneficiary"),
    ("G-1145", "beneficiary"),
]


def of_two(made) -> tuple[str, set[str]]:
    """A plain answer that just two of the six forms ask for."""
    count = Counter(
        path
        for one in made
        for path in asked_by(one.form, one.edition, one.needed.client)
        if path.startswith("beneficiary.") and "[]" not in path
    )
    path = next(
        path for path in sorted(count) if count[path] == 2 and path.endswith("city")
    )
    return path, {
        one.form
        for one in made
        if path in asked_by(one.form, one.edition, one.needed.client)
    }


@pytest.mark.feature("F072", "F117")
def test_one_changed_answer_marks_the_two_of_six_drafts_that_it_touches(
    ada, paul, clock
):
    with standing_at(THEN - timedelta(hours=1)):
        furnish(clock)
        begun = begin(ada, playbook="practice-spouse")
    with standing_at(THEN), dry_forms():
        filing = plan_filing(paul, begun.case, name="One-step", forms=SIX)
        made = fill_forms(paul, filing)
    path, forms = of_two(made)
    with standing_at(THEN + timedelta(hours=1)):
        correct_answer(
            ada, begun.case, person=begun.beneficiary.person,
            place=(path.partition(".")[2], None), value="El Paso", reason="New",
        )  # fmt: skip
        (envelope,) = [
            one
            for one in envelopes(ada, begun.case, on=THEN.date())
            if one.filing == filing
        ]
        marked = {row.standing.needed.form for row in envelope.rows if row.changed}
        # In the very next look at the page, with no job in between.
        page = words(at_the_desk(paul).get(at("case-forms", begun.case.pk)))
    assert marked == forms and len(forms) == 2
    assert page.count("Answers changed since<") == 2
