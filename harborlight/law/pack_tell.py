"""How an entry that has no slot on the form is told in its additional information."""

from __future__ import annotations

from collections.abc import Mapping

from harborlight.law.countries import field_offices
from harborlight.law.pack_facts import CaseFacts
from harborlight.law.pack_tell_further import OF_FURTHER_FORMS
from harborlight.law.pack_tell_residence import CHILDREN, KINDS_OF_WORK, OF_RESIDENCE
from harborlight.law.pack_tell_workers import OF_WORKERS
from harborlight.law.pack_types import Value
from harborlight.law.pack_values import UNITS, told

YES_NO = {"yes": "Yes", "no": "No"}


def _of(path: str, form: str = "text") -> Value:
    """A fact of the entry that is told."""
    return Value("fact", f"it.{path}", form=form)


_WHERE = (_of("city"), _of("state", "state"), _of("country", "country"))
_NAME = (
    ("Family name", Value("fact", "it.family")),
    ("Given name", Value("fact", "it.given")),
    ("Middle name", Value("fact", "it.middle")),
)
_PERIOD = (
    ("From", Value("fact", "it.from", form="date")),
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
RELATIONSHIPS = {
    "son": "Son",
    "daughter": "Daughter",
    "stepson": "Stepson",
    "stepdaughter": "Stepdaughter",
    "adopted_son": "Adopted son",
    "adopted_daughter": "Adopted daughter",
    "spouse": "Spouse",
    "parent": "Parent",
    "sibling": "Brother/Sister",
    "child": "Child",
}
NO_WORK = {
    "unemployed": "Unemployed",
    "student": "Unemployed (student)",
    "home": "Unemployed (homemaker)",
    "retired": "Unemployed (retired)",
}
# What stands in the box for the occupation of somebody who does not work.
NO_OCCUPATION = {
    "unemployed": "N/A",
    "student": "Student",
    "home": "Homemaker",
    "retired": "Retired",
    "job": "",
    "own": "",
}
PROCEEDINGS = {
    "removal": "Removal",
    "exclusion": "Exclusion/Deportation",
    "rescission": "Rescission",
    "judicial": "Other Judicial Proceedings",
}
# The forms' own words for a child of an applicant for naturalization.
KINDS_OF_CHILD = {
    "son": "biological son or daughter",
    "daughter": "biological son or daughter",
    "stepson": "stepchild",
    "stepdaughter": "stepchild",
    "adopted_son": "legally adopted son or daughter",
    "adopted_daughter": "legally adopted son or daughter",
}
CHILD_RESIDENCE = {
    "with": "resides with me",
    "elsewhere": "does not reside with me",
    "missing": "unknown/missing",
}
# What stands for an employer or school in the history of an applicant for naturalization.
NO_EMPLOYER = {
    "unemployed": "Unemployed",
    "home": "Unemployed",
    "retired": "Retired",
    "student": "",
    "job": "",
    "own": "",
}
# The lists of words that a pack's row may name.
WORDS: Mapping[str, Mapping[str, str]] = {
    "relationships": RELATIONSHIPS,
    "no_occupation": NO_OCCUPATION,
    "proceedings": PROCEEDINGS,
    "children": CHILDREN,
    "kinds_of_work": KINDS_OF_WORK,
    "no_employer": NO_EMPLOYER,
    "units": UNITS,
    "kinds_of_child": KINDS_OF_CHILD,
    "child_residence": CHILD_RESIDENCE,
    "field_offices": {key: row["printed"] for key, row in field_offices().items()},
}
_IN_PLACE_OF_IT = Value(
    "fact", "it.kind", words={**NO_EMPLOYER, "own": "Self-employed"}
)
_KIND_OF_WORK = Value("fact", "it.kind", words={**NO_WORK, "job": "", "own": ""})
_RELATIONSHIP = ("Relationship", Value("fact", "it.relationship", words=RELATIONSHIPS))
_PLACE = (
    "Place",
    Value(
        "join",
        text=", ",
        parts=(Value("fact", "it.city"), Value("fact", "it.state", form="state")),
    ),
)

# Kind of entry -> (label, value) in the order in which they are told.
TELL: Mapping[str, tuple[tuple[str, Value], ...]] = {
    "name": _NAME,
    "address": (("", Value("address", "it")), *_PERIOD),
    "job": (
        ("", Value("first", parts=(Value("fact", "it.employer"), _KIND_OF_WORK))),
        ("", Value("address", "it")),
        ("Occupation", Value("fact", "it.occupation")),
        *_PERIOD,
    ),
    "spouse": (
        *_NAME,
        ("Date marriage ended", Value("fact", "it.ended_on", form="date")),
    ),
    "child": (
        *_NAME,
        _RELATIONSHIP,
        ("Date of birth", Value("fact", "it.birth_date", form="date")),
        ("Country of birth", Value("fact", "it.birth_country", form="country")),
    ),
    "petition": (
        *_NAME,
        _PLACE,
        ("Date filed", Value("fact", "it.filed_on", form="date")),
        ("Result", Value("fact", "it.result")),
    ),
    "relative": (*_NAME, _RELATIONSHIP),
    "sponsored": (
        *_NAME,
        _RELATIONSHIP,
        ("Date of birth", Value("fact", "it.birth_date", form="date")),
        ("A-Number", Value("fact", "it.a_number", form="a_number")),
    ),
    "earner": (
        *_NAME,
        ("Relationship", Value("fact", "it.relationship")),
        ("Current income", Value("fact", "it.income", form="money")),
    ),
    "birth_date": (("", _of("date", "date")),),
    "occupation": (
        (
            "",
            Value("first", parts=(_of("school"), _of("employer"), _IN_PLACE_OF_IT)),
        ),
        ("", Value("address", "it")),
        ("", Value("first", parts=(_of("field_of_study"), _of("occupation")))),
        *_PERIOD,
    ),
    "trip": (
        ("Left", _of("from", "date")),
        ("Returned", _of("to", "date")),
        ("Countries", _of("countries")),
    ),
    "minor": (
        ("", Value("join", text=" ", parts=(_of("given"), _of("family")))),
        ("Date of birth", _of("birth_date", "date")),
        ("Residence", Value("fact", "it.residence", words=CHILD_RESIDENCE)),
        ("Relationship", Value("fact", "it.relationship", words=KINDS_OF_CHILD)),
        ("I provide support", Value("fact", "it.supported", words=YES_NO)),
        ("Address", Value("address", "it")),
    ),
    "offense": (
        ("", _of("charge")),
        ("Date", _of("date", "date")),
        ("Date of conviction or guilty plea", _of("convicted_on", "date")),
        ("Place", Value("join", text=", ", parts=_WHERE)),
        ("Result", _of("outcome")),
        ("Sentence", _of("sentence")),
    ),
    "proceeding": (
        ("", Value("fact", "it.kind", words=PROCEEDINGS)),
        _PLACE,
        ("Date", Value("fact", "it.date", form="date")),
    ),
    **OF_RESIDENCE,
    **OF_FURTHER_FORMS,
    **OF_WORKERS,
}


def told_entry(tell: str, called: str, case: CaseFacts) -> tuple[str, tuple[str, ...]]:
    """The entry `it` of the case in a sentence or two, and the facts it came from."""
    pieces: list[str] = []
    used: list[str] = []
    for label, value in TELL[tell]:
        one = told(value, case)
        used.extend(one.used)
        if one.text:
            pieces.append(f"{label}: {one.text}" if label else one.text)
    return f"{called}: {'; '.join(pieces)}.", tuple(dict.fromkeys(used))
