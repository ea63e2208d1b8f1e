"""How petitions for workers tell entries that have no slot on the form (I-129)."""

from __future__ import annotations

from collections.abc import Mapping

from harborlight.law.pack_types import Value

Told = tuple[str, Value]
YES_NO = {"yes": "Yes", "no": "No"}


def _of(
    label: str, name: str, form: str = "text", words: Mapping[str, str] | None = None
) -> Told:
    return label, Value("fact", f"it.{name}", form=form, words=words)


_NAME = (
    _of("Family name", "family"),
    _of("Given name", "given"),
    _of("Middle name", "middle"),
)
_PERIOD = (_of("From", "from", "date"), _of("To", "to", "date"))
_WHERE = ("", Value("address", "it"))

# As TELL in pack_tell.py.
OF_WORKERS: Mapping[str, tuple[Told, ...]] = {
    "worksite": (
        _WHERE,
        _of("Third-party location", "of_others", words=YES_NO),
        _of("Third-party organization", "organization"),
    ),
    "hl_stay": (_of("", "who"), *_PERIOD),
    "abroad_work": (*_PERIOD, _of("Interruptions", "breaks")),
    "owned_company": (
        _of("", "name"),
        _of("Ownership and control", "ownership"),
        _of("FEIN", "ein"),
    ),
    "related_company": (
        _of("", "name"),
        _WHERE,
        _of("Relationship", "relationship"),
    ),
    "recruiter": (*_NAME, _of("Organization", "organization"), _WHERE),
    "joint_employer": (
        *_NAME,
        _of("Company", "company"),
        _WHERE,
        _of("Daytime telephone", "phone_day", "phone"),
        _of("Mobile telephone", "phone_mobile", "phone"),
        _of("Email", "email"),
        _of("EIN", "ein"),
        _of("ITIN", "itin"),
        _of("SSN", "ssn"),
        _of("Type of business", "business"),
        _of("Year established", "established", "year"),
        _of("Employees in the U.S.", "employees"),
        _of("Gross annual income", "gross_income", "money"),
        _of("Net annual income", "net_income"),
        ("Authorized signatory", Value("name", "it.signer")),
        _of("Title", "signer_title"),
    ),
    "degree": (
        _of("", "level"),
        _of("", "other"),
        _of("Field", "field"),
        _of("Institution", "school"),
        _of("", "country", "country"),
        _of("Attained", "awarded", "month"),
    ),
    "training": (
        _of("", "provider"),
        _of("", "course"),
        _of("Attained", "credentials"),
        _of("From", "from", "month"),
        _of("To", "to", "month"),
        _of("Awarded", "awarded", "month"),
    ),
    "skill": (
        _of("", "provider"),
        _of("", "country", "country"),
        _of("", "region"),
        _of("", "description"),
    ),
    "job_with_duties": (
        _of("", "employer"),
        _WHERE,
        _of("Job title", "occupation"),
        _of("From", "from", "month"),
        _of("To", "to", "month"),
        _of("Present", "current", words=YES_NO),
        _of("Hours a week", "weekly_hours"),
        _of("Duties", "duties"),
    ),
    "other_worker": (
        *_NAME,
        _of("Date of birth", "birth_date", "date"),
        _of("Sex", "sex", words={"male": "Male", "female": "Female"}),
        _of("SSN", "ssn"),
        _of("A-Number", "a_number", "a_number"),
        ("Other name used", Value("name", "it.other_name")),
        ("Address in the U.S.", Value("address", "it.home")),
        ("Foreign address", Value("address", "it.abroad")),
        _of("Country of birth", "birth_country", "country"),
        _of("Citizenship or nationality", "nationality", "country"),
        _of("Last arrival", "arrived", "date"),
        _of("I-94", "i94"),
        _of("Passport", "passport"),
        _of("Issued on", "passport_issued", "date"),
        _of("Expires on", "passport_expires", "date"),
        _of("Issued by", "passport_country", "country"),
        _of("Current status", "status"),
        _of("Status expires", "status_until", "date"),
        _of("SEVIS number", "sevis"),
        _of("EAD number", "ead_number"),
    ),
}
