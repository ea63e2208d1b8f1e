"""The answers that a choice offers, in the reader's language."""

from __future__ import annotations

from functools import cache

from babel import Locale, UnknownLocaleError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from harborlight.facts.catalogue import LANGUAGES, Entry, Option
from harborlight.firm.words import in_every_language
from harborlight.law.countries import (
    admission_classes,
    countries,
    field_offices,
    former_countries,
    states,
    states_in_spanish,
)


def options_of(entry: Entry) -> tuple[Option, ...]:
    """The options of a choice, a country, a state or a yes-or-no; () for other types."""
    if entry.type == "country":
        return country_options()
    if entry.type == "us_state":
        return state_options()
    if entry.type == "yes_no":
        return yes_no()
    if entry.options_from == "admission_classes":
        return admission_options()
    if entry.options_from == "field_offices":
        return office_options()
    return entry.options


# What the two words that stand for no value are called.
NO_VALUE = {"unknown": _("I don't know"), "none": _("I have none")}


@cache
def yes_no() -> tuple[Option, ...]:
    """The two answers, named in every language of the house."""
    return (
        Option("yes", in_every_language(_("Yes"))),
        Option("no", in_every_language(_("No"))),
    )


def no_value(word: str, language: str) -> str:
    """What a word that stands for no value is called there."""
    with override(language):
        return str(NO_VALUE[word])


@cache
def country_options() -> tuple[Option, ...]:
    """Every country with its names; sort by the label of the language that is shown."""
    return tuple(Option(code, _country_names(code, name)) for code, name in _all())


def country_name(code: str, language: str) -> str:
    """The country's name in any language of the CLDR; as the forms write it in English."""
    former = former_countries().get(code)
    if former:
        return former.get(language, former["name"])
    name = countries().get(code, code)
    if language == "en":
        return name
    return str(_territories(language).get(code, name))


@cache
def state_options() -> tuple[Option, ...]:
    """Every state by the two letters that the forms hold, with its names."""
    spanish = states_in_spanish()
    return tuple(
        Option(code, {"en": name, "es": spanish.get(code, name)})
        for code, name in states().items()
    )


@cache
def admission_options() -> tuple[Option, ...]:
    """The classes of admission: those with plain words first, then the form's others."""
    return tuple(
        Option(
            code,
            {key: row.get(key, f"{code} - {row['printed']}") for key in LANGUAGES},
            common="en" in row,
        )
        for code, row in admission_classes().items()
    )


@cache
def office_options() -> tuple[Option, ...]:
    """The offices of the agency; they have one name in every language."""
    return tuple(
        Option(key, dict.fromkeys(LANGUAGES, row.get("name", row["printed"]).strip()))
        for key, row in field_offices().items()
    )


def _all() -> list[tuple[str, str]]:
    return list(countries().items())


def _country_names(code: str, name: str) -> dict[str, str]:
    return {"en": name, "es": country_name(code, "es")}


@cache
def _territories(language: str) -> dict[str, str]:
    try:
        return dict(Locale.parse(language.replace("-", "_")).territories)
    except (UnknownLocaleError, ValueError):
        return {}
