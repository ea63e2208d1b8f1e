"""A case is told to be as far as its record is, and no further."""

import pytest

from harborlight.cases.queries import get_case
from harborlight.filings.actions import fill_forms
from harborlight.filings.queries import filings
from harborlight.firm.readers import keep_up_in
from tests.whole_case import begin, furnish


@pytest.mark.feature("F030")
def test_forms_filled_early_for_a_look_do_not_move_the_case(harbor, clock, ada, paul):
    furnish(clock)
    case = begin(ada, playbook="practice-spouse").case
    fill_forms(paul, filings(ada, case).get())
    keep_up_in(harbor)
    assert get_case(ada, case.pk).stage == "intake"
