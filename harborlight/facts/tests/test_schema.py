"""The catalogue as JSON Schema says yes to facts that are kept, and no to others."""

import json

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from harborlight.config.cli import main
from harborlight.facts.catalogue import SUBJECTS, catalogue
from harborlight.facts.schema import schema
from harborlight.facts.structure import put, structured
from harborlight.law.tests.families import CASES, family

pytestmark = pytest.mark.feature("F116")
NAMES = [file.stem for file in sorted(CASES.glob("*.yaml"))]


@pytest.fixture(scope="module")
def validator():
    made = schema()
    Draft202012Validator.check_schema(made)
    return Draft202012Validator(made)


def faults(validator, facts):
    return [
        f"{error.json_path}: {error.message}" for error in validator.iter_errors(facts)
    ]


@pytest.mark.parametrize("name", NAMES)
def test_the_facts_of_whole_families_are_valid(validator, name):
    assert faults(validator, family(name)[1]) == []


def test_every_fact_of_the_catalogue_has_its_place(validator):
    """A schema that lacks a fact would refuse it as an unknown property."""
    for subject, kind in SUBJECTS.items():
        for of, path in catalogue().entries:
            if of == kind:
                facts = structured([])
                put(facts, f"{subject}.{path.replace('[]', '[0]')}", "?")
                assert not any(
                    "unexpected" in fault for fault in faults(validator, facts)
                )


WRONG = [
    ("petitioner.birth.date", "12 April 1999"),
    ("petitioner.passport.expires", "1999"),
    ("petitioner.birth.country", "El Salvador"),
    ("petitioner.ssn", "123-45-6789"),
    ("petitioner.sex", "none"),
    ("petitioner.shoe_size", "42"),
    ("petitioner.addresses[0].colour", "blue"),
    ("petitioner.name.family", ""),
    ("beneficiary.race", "white green"),
]
RIGHT = [
    ("petitioner.addresses[0].from", "1999"),
    ("petitioner.addresses[0].from", "1999-04"),
    ("petitioner.ssn", "none"),
    ("petitioner.ssn", "123456789"),
    ("petitioner.name.family", "Nguyễn"),
    ("beneficiary.race", "white asian"),
    ("beneficiary.height", "68"),
]


@pytest.mark.parametrize(("path", "value"), WRONG)
def test_what_is_no_fact_or_has_another_shape_is_refused(validator, path, value):
    facts = structured([])
    put(facts, path, value)
    assert len(faults(validator, facts)) == 1


@pytest.mark.parametrize(("path", "value"), RIGHT)
def test_what_the_catalogue_keeps_is_taken(validator, path, value):
    facts = structured([])
    put(facts, path, value)
    assert faults(validator, facts) == []


def test_values_are_strings_and_groups_have_their_limit(validator):
    assert faults(validator, {"petitioner": {"height": 68}})
    assert faults(validator, {"petitioner": {"parents": [{}, {}, {}]}})
    assert faults(validator, {"petitioner": {"parents": [{}, {}]}}) == []
    assert faults(validator, {"stranger": {}})


def test_the_shell_prints_it():
    said = CliRunner().invoke(main, ["facts", "schema"])
    assert said.exit_code == 0
    assert json.loads(said.output) == json.loads(json.dumps(schema()))
