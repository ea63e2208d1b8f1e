"""What the questionnaires of protection and stays must be enough for, and need not ask."""

from __future__ import annotations

from harborlight.law.packs import packs, required_paths

# Settled by who files, and where: they are told elsewhere.
OF_ANY = {"case.appearance_forms", "case.apply.where"}
# Of other categories than those of such a case.
OF_OTHER_PERMITS = {
    f"applicant.{name}"
    for name in (
        "eligibility.arrested_or_convicted",
        "work_permit.h1b_receipt",
        "work_permit.i140_receipt",
        "work_permit.stem_degree",
        "work_permit.stem_employer",
        "work_permit.stem_everify",
    )
}
# Part 3 of the I-821D is for a first request.
OF_A_FIRST_REQUEST = {
    f"applicant.{name}"
    for name in (
        *("daca.arrived_before_16", "daca.status_2012"),
        *("daca.education", "daca.school", "daca.school_until"),
        *("military.branch", "military.discharge", "military.from"),
        *("military.served", "military.to"),
        *("us.first_entry_date", "us.first_entry_place", "us.had_i94"),
    )
}


def of_other_grounds(*beginnings):
    """Of the I-360: what only others are asked, and the home that nobody is asked for."""
    (pack,) = [one for one in packs() if one.form == "I-360"]
    others = (
        *("applicant.amerasian_", "applicant.late_spouse.", "case.religious."),
        *("applicant.safe_address.", "applicant.addresses[]", "case.special.other"),
        *beginnings,
    )
    return {path for path in required_paths(pack) if path.startswith(others)}


# key -> (forms, what they can ask and is settled otherwise)
ENOUGH = {
    "asylum": ({"G-28", "I-589"}, OF_ANY),
    "tps": ({"G-28", "G-1145", "I-821", "I-765"}, OF_ANY | OF_OTHER_PERMITS),
    "i-290b": ({"G-28", "G-1145", "I-290B"}, OF_ANY),
    "i-539": ({"G-28", "G-1145", "I-539"}, OF_ANY),
    "daca": (
        {"G-28", "G-1145", "I-821D", "I-765"},
        OF_ANY | OF_OTHER_PERMITS | OF_A_FIRST_REQUEST,
    ),
    "vawa": ({"G-28", "I-360"}, OF_ANY | of_other_grounds("applicant.juvenile.")),
    "sij": (
        {"G-28", "I-360"},
        OF_ANY
        | of_other_grounds(
            *("applicant.abuser.", "applicant.spouse.", "applicant.times_married"),
            "applicant.eligibility.",
        ),
    ),
}
