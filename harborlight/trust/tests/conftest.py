"""A case of María's."""

import pytest

from tests.cast import a_case_of_marias


@pytest.fixture
def case(ada):
    return a_case_of_marias(ada)
