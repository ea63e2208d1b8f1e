"""A fact's value in words for a reader: countries, choices, dates, phones, secrets."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from babel import Locale
from babel.dates import format_date, format_skeleton

from harborlight.facts.catalogue import Entry
from harborlight.facts.choices import country_name, no_value, options_of
from harborlight.facts.typed_sizes import CM_IN_AN_INCH, KG_IN_A_POUND
from harborlight.law.pack_conditions import NONE, UNKNOWN

INCHES_IN_A_FOOT = 12
SECRET_TAIL = 4


def shown(entry: Entry, value: str, *, language: str, secrets: bool = False) -> str:
    """The value in the reader's language.

    A secret shows its last four signs only, unless `secrets` is true (which the caller
    allows and records).
    """
    if value in entry.may_be:
        return no_value(value, language)
    if entry.secret and not secrets:
        return "•" * max(len(value) - SECRET_TAIL, 0) + value[-SECRET_TAIL:]
    return _SHOWN.get(entry.type, _as_is)(entry, value, language)


# How "none" and "unknown" are typed where that is not English; `accept` takes them.
TYPED = {NONE: {"es": "ninguno"}, UNKNOWN: {"es": "no lo sé"}}


def offered(entry: Entry, value: str, language: str) -> str:
    """The value as a field offers it for changing: `accept` takes it for the same.

    A height or a weight never without its unit: a bare number could be read as
    another one.
    """
    if entry.type in ("height", "weight") and value and value not in entry.may_be:
        return shown(entry, value, language=language)
    if value in entry.may_be and not options_of(entry):
        return TYPED[value].get(language, value)
    return value


def _as_is(entry: Entry, value: str, language: str) -> str:
    return value


def _label(entry: Entry, value: str, language: str) -> str:
    """The labels of the chosen options, with commas between several."""
    labels = {option.value: option.labels for option in options_of(entry)}
    words = [labels.get(one, {"en": one}) for one in value.split()]
    return ", ".join(names.get(language, names["en"]) for names in words)


def _country(entry: Entry, value: str, language: str) -> str:
    return country_name(value, language)


def _date(entry: Entry, value: str, language: str) -> str:
    """In words, as far as it is known: "April 1999" has no day."""
    parts = [int(part) for part in value.split("-")]
    if len(parts) == 1:
        return value
    day = date(*(*parts, 1)[:3])
    locale = Locale.parse(language.replace("-", "_"))
    if len(parts) == 2:
        return format_skeleton("yMMMM", day, locale=locale)
    return format_date(day, format="long", locale=locale)


def _phone(entry: Entry, value: str, language: str) -> str:
    if value.startswith("+1") and len(value) == 12:
        return f"({value[2:5]}) {value[5:8]}-{value[8:]}"
    return value


def _height(entry: Entry, value: str, language: str) -> str:
    feet, inches = divmod(int(value), INCHES_IN_A_FOOT)
    return _both(
        f"{feet}′ {inches}″", f"{round(int(value) * CM_IN_AN_INCH)} cm", language
    )


def _weight(entry: Entry, value: str, language: str) -> str:
    return _both(f"{value} lb", f"{round(int(value) * KG_IN_A_POUND)} kg", language)


def _both(american: str, metric: str, language: str) -> str:
    """First the measure that the reader thinks in."""
    if language == "en":
        return f"{american} ({metric})"
    return f"{metric} ({american})"


def _money(entry: Entry, value: str, language: str) -> str:
    return f"${int(value):,}"


def _a_number(entry: Entry, value: str, language: str) -> str:
    return f"A{value}"


def _ssn(entry: Entry, value: str, language: str) -> str:
    return f"{value[:3]}-{value[3:5]}-{value[5:]}"


_SHOWN: Mapping[str, Callable[[Entry, str, str], str]] = {
    "yes_no": _label,
    "choice": _label,
    "choices": _label,
    "us_state": _label,
    "country": _country,
    "date": _date,
    "phone": _phone,
    "height": _height,
    "weight": _weight,
    "money": _money,
    "a_number": _a_number,
    "ssn": _ssn,
}
