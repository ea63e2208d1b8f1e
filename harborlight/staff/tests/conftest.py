from __future__ import annotations

import pytest

from harborlight.staff.tests.at_the_desk import joined
from tests.whole_case import begin, furnish


@pytest.fixture
def begun(clock, ada, maria, omar):
    """A small case of which both clients are in the portal; files may begin their own."""
    furnish(clock)
    found = begin(ada, playbook="practice-spouse")
    joined(found, petitioner=maria, beneficiary=omar)
    return found
