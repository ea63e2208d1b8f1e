"""How an application for residence tells entries that have no slot on the form."""

from __future__ import annotations

from collections.abc import Mapping

from harborlight.law.pack_types import Value

Told = tuple[str, Value]

ENDED = {"divorce": "Divorce", "death": "Death", "annulment": "Annulment", "other": ""}
CHILDREN = {
    "son": "Biological child",
    "daughter": "Biological child",
    "stepson": "Stepchild",
    "stepdaughter": "Stepchild",
    "adopted_son": "Legally adopted child",
    "adopted_daughter": "Legally adopted child",
}
YES_NO = {"yes": "Yes", "no": "No"}
# What the form wants of whoever neither works nor studies.
KINDS_OF_WORK = {
    "job": "Employer",
    "own": "Self-employed",
    "student": "School",
    "unemployed": "Unemployed",
    "home": "Unemployed (homemaker)",
    "retired": "Retired",
}


def _of(
    label: str, name: str, form: str = "text", words: Mapping[str, str] | None = None
) -> Told:
    return label, Value("fact", f"it.{name}", form=form, words=words)


def _in(label: str, *parts: Told) -> Told:
    """Several facts in one breath: a city, a state and a country."""
    return label, Value("join", text=", ", parts=tuple(value for _, value in parts))


_NAME = (
    _of("Family name", "family"),
    _of("Given name", "given"),
    _of("Middle name", "middle"),
)
_PERIOD = (
    _of("From", "from", "date"),
    (
        "To",
        Value(
            "first",
            parts=(
                Value("fact", "it.to", form="date"),
                Value("fact", "it.current", words={"yes": "present", "no": ""}),
            ),
        ),
    ),
)
_EXEMPT = _of("In a category exempt from public charge", "exempt", words=YES_NO)

# As TELL in pack_tell.py.
OF_RESIDENCE: Mapping[str, tuple[Told, ...]] = {
    "birth_date": (_of("", "date", "date"),),
    "a_number": (_of("", "number", "a_number"),),
    "work_or_school": (
        _of("", "kind", words=KINDS_OF_WORK),
        _of("", "school"),
        _of("", "employer"),
        ("", Value("address", "it")),
        _of("Occupation", "occupation"),
        *_PERIOD,
        _of("Source of financial support", "support"),
    ),
    "former_marriage": (
        *_NAME,
        _of("Date of birth", "birth_date", "date"),
        _of("Country of birth", "birth_country", "country"),
        _of("Nationality", "nationality", "country"),
        _of("Date of marriage", "married_on", "date"),
        _in(
            "Place of marriage",
            _of("", "married_city"),
            _of("", "married_region"),
            _of("", "married_country", "country"),
        ),
        _of("Date marriage ended", "ended_on", "date"),
        _in(
            "Place where it ended",
            _of("", "ended_city"),
            _of("", "ended_region"),
            _of("", "ended_country", "country"),
        ),
        _of("How it ended", "ended_how", words=ENDED),
        _of("How it ended", "ended_otherwise"),
    ),
    "child_who_may_apply": (
        *_NAME,
        _of("A-Number", "a_number", "a_number"),
        _of("Date of birth", "birth_date", "date"),
        _of("Country of birth", "birth_country", "country"),
        _of("Relationship", "relationship", words=CHILDREN),
        _of("Applying now on a separate Form I-485", "applies_too", words=YES_NO),
    ),
    "organization": (
        _of("", "name"),
        _in("", _of("", "city"), _of("", "region"), _of("", "country", "country")),
        _of("Nature", "nature"),
        _of("Involvement", "role"),
        *_PERIOD,
    ),
    "arrest": (
        _of("", "charge"),
        _of("Date", "date", "date"),
        _in(
            "Place",
            _of("", "city"),
            _of("", "state", "state"),
            _of("", "country", "country"),
        ),
        _of("Outcome", "outcome"),
        _of("Date of conviction", "convicted_on", "date"),
        _of("Sentence", "sentence"),
    ),
    "certification": (_of("", "name"),),
    "benefit": (_of("", "name"), *_PERIOD, _of("Dollar amount", "amount"), _EXEMPT),
    "institution": (
        _in("", _of("", "name"), _of("", "city"), _of("", "state", "state")),
        *_PERIOD,
        _of("Reason", "reason"),
        _EXEMPT,
    ),
}
