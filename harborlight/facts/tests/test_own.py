"""Facts that no form knows: what a firm asks of its own."""

import pytest

from harborlight.facts.accepting import accept
from harborlight.facts.catalogue import NoSuchFact, catalogue
from harborlight.facts.own import KINDS, is_own, own_path
from harborlight.facts.refusals import Refusal

pytestmark = pytest.mark.feature("F009")


@pytest.mark.parametrize("kind", KINDS)
def test_its_path_says_what_it_is_and_what_it_is_called(kind):
    path = own_path(kind, "How they heard of us?")
    entry = catalogue().entry(f"petitioner.{path}")
    assert (entry.type, entry.label("es")) == (kind, "How they heard of us")
    assert is_own(f"beneficiary.{path}") and catalogue().knows(f"beneficiary.{path}")
    assert ("person", path) in catalogue().entries


def test_names_of_every_script_and_length_make_a_path():
    for name in ("¿Cómo supo de nosotros?", "Как вы узнали", "2 pets", "x" * 300):
        assert catalogue().knows(f"petitioner.{own_path('text', name)}")
    assert own_path("text", " !? ") == ""


def test_values_are_taken_by_its_kind():
    entry = catalogue().entry("petitioner.own.yes_no.pets")
    assert accept(entry, "yes") == "yes"
    with pytest.raises(Refusal):
        accept(entry, "perhaps")


@pytest.mark.parametrize(
    "path",
    ["petitioner.own.moon.pets", "petitioner.own.text.Pets", "case.own.text.pets",
     "petitioner.own.text", "petitioner.addresses[].own.text.pets"],
)  # fmt: skip
def test_what_only_looks_like_one_is_no_fact(path):
    assert not catalogue().knows(path)
    with pytest.raises(NoSuchFact):
        catalogue().entry(path)


def test_they_stand_in_no_list_of_the_catalogue():
    catalogue().entry("petitioner.own.text.pets")
    assert not any(path.startswith("own.") for _of, path in catalogue().entries)
