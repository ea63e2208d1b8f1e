"""A form's fields are its action's arguments: what is said is what is done."""

from __future__ import annotations

import importlib
import inspect
from pathlib import Path

import pytest
from django import forms
from django.apps import apps

from tests.guards import pairs

HOUSE = Path(__file__).parents[2] / "harborlight"
ROOMS = [
    importlib.import_module(f"{pairs.__name__}.{path.stem}")
    for path in sorted(Path(pairs.__path__[0]).glob("[a-z]*.py"))
]
PAIRS = {
    form: pair for room in ROOMS for form, pair in getattr(room, "PAIRS", {}).items()
}
OTHERS = {
    form: why for room in ROOMS for form, why in getattr(room, "OTHERS", {}).items()
}


def all_forms():
    found = {}
    for path in sorted([*HOUSE.glob("*/*forms.py"), *HOUSE.glob("*/forms/*.py")]):
        parts = path.relative_to(HOUSE).with_suffix("").parts
        room = parts[0]
        module = importlib.import_module(".".join(("harborlight", *parts)))
        for name, one in vars(module).items():
            ours = isinstance(one, type) and one.__module__ == module.__name__
            if ours and issubclass(one, forms.BaseForm):
                found[f"{room}.{name}"] = one
    return found


FORMS = all_forms()


def arguments(pair, fields):
    """What an action is told besides who acts and on what."""
    if pair.columns:
        columns = {one.name for one in apps.get_model(pair.columns)._meta.fields}
        return columns & fields
    room, _, action = pair.action.partition(".")
    found = getattr(importlib.import_module(f"harborlight.{room}.actions"), action)
    told = inspect.signature(found).parameters.values()
    assert all(one.kind is not inspect.Parameter.VAR_KEYWORD for one in told)
    return {one.name for one in told if one.kind is inspect.Parameter.KEYWORD_ONLY}


def test_every_form_is_heard_by_an_action_or_says_why_not():
    assert set(FORMS) == PAIRS.keys() | OTHERS.keys()
    assert not PAIRS.keys() & OTHERS.keys()


@pytest.mark.parametrize("name", PAIRS)
def test_the_fields_of_a_form_are_the_arguments_of_its_action(name):
    pair, fields = PAIRS[name], set(FORMS[name].base_fields)
    told = arguments(pair, fields)
    assert fields - pair.also.keys() == told - pair.known.keys()
    # An exception that is none any more goes.
    assert pair.also.keys() <= fields - told
    assert pair.known.keys() <= told - fields


@pytest.mark.parametrize("name", FORMS)
def test_no_box_cuts_off_what_people_write(name):
    """A browser does it without a word where the box has a `maxlength`."""
    cut = {
        field
        for field, asked in FORMS[name].base_fields.items()
        if "maxlength" in asked.widget.attrs and not asked.widget.is_hidden
    }
    # A state is two letters; an address of e-mail is asked for by allauth.
    assert cut - {"state", "email"} == set()
