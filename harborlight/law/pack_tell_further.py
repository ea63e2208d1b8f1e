"""How further forms tell entries that have no slot on them (I-821D, I-129F and others)."""

from __future__ import annotations

from collections.abc import Mapping

from harborlight.law.pack_types import Value

Told = tuple[str, Value]


def _of(
    label: str, name: str, form: str = "text", words: Mapping[str, str] | None = None
) -> Told:
    return label, Value("fact", f"it.{name}", form=form, words=words)


WILL_APPLY = {
    "adjust": "adjustment of status",
    "visa": "a visa abroad",
    "no": "neither",
}
LIVES_WITH = {"with": "Yes", "elsewhere": "No", "missing": "No, unknown or missing"}
_NAME = (
    _of("Family name", "family"),
    _of("Given name", "given"),
    _of("Middle name", "middle"),
)

# As TELL in pack_tell.py.
OF_FURTHER_FORMS: Mapping[str, tuple[Told, ...]] = {
    "absence": (
        _of("Left", "from", "date"),
        _of("Returned", "to", "date"),
        _of("Reason", "reason"),
    ),
    "fiance_petition": (
        _of("A-Number", "a_number", "a_number"),
        *_NAME,
        _of("Date of filing", "filed_on", "date"),
        _of("Action by USCIS", "result"),
    ),
    "young_child": (("Age", Value("age", "it.birth_date")),),
    "waiver_member": (
        *_NAME,
        _of("A-Number", "a_number", "a_number"),
        _of("Date of birth", "birth_date", "date"),
        _of("Relationship", "relationship"),
        _of("Forms being filed", "forms"),
    ),
    "means_tested": (
        _of("", "person"),
        _of("Relationship", "relationship"),
        _of("Agency", "agency"),
        _of("Type of benefit", "kind"),
        _of("Awarded", "awarded", "date"),
        _of("Expires", "expires", "date"),
    ),
    "asset": (_of("", "kind"), _of("Value (U.S. dollars)", "value", "money")),
    "child_of_worker": (
        *_NAME,
        _of("Date of birth", "birth_date", "date"),
        _of("Country of birth", "birth_country", "country"),
        _of("Applies for", "will_apply", words=WILL_APPLY),
    ),
    "stay": (
        _of("", "city"),
        _of("", "state", "state"),
        _of("From", "from", "date"),
        _of("To", "to", "date"),
        _of("Status", "status"),
    ),
    "passport": (
        _of("", "number"),
        _of("Issued by", "country", "country"),
        _of("Expires", "expires", "date"),
    ),
    "residence": (
        _of("State", "state", "state_name"),
        _of("Country", "country", "country"),
    ),
    "fiance_child": (
        *_NAME,
        _of("Country of birth", "birth_country", "country"),
        _of("Date of birth", "birth_date", "date"),
        _of("Resides with the beneficiary", "residence", words=LIVES_WITH),
        ("", Value("address", "it")),
    ),
}
