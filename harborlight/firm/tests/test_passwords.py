"""How dear it is to guess a password from what is kept of it."""

import runpy

import pytest
from argon2 import Parameters, Type, extract_parameters

from harborlight.firm import passwords


@pytest.mark.feature("F237")
def test_what_is_kept_of_a_password_costs_64_mib_and_three_passes_a_guess():
    # Tests keep passwords at no cost (conftest.py): this is the class as it is shipped.
    shipped = runpy.run_path(passwords.__file__)["Argon2id"]()
    kept = shipped.encode("calm water by the pier", shipped.salt())
    found = extract_parameters(kept.removeprefix(shipped.algorithm))
    assert found == Parameters(Type.ID, 19, 22, 32, 3, 65536, 1)
    assert shipped.verify("calm water by the pier", kept)
    assert not shipped.verify("calm water by the pie", kept)


def test_how_an_accent_is_typed_does_not_matter():
    shipped = passwords.Argon2id()
    kept = shipped.encode("mañana en el puerto", shipped.salt())
    assert shipped.verify("mañana en el puerto", kept)
