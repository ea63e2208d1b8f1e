"""Kinds of families and residents: the forms their questions feed, and what stays open.

Key -> (forms, facts that the forms may need and nobody is asked: something settles them,
or the lawyer decides). test_definition.py compares them with the packs.
"""

from harborlight.questionnaires.tests.settled import of

NO_G28_CHOICES = of("case", "appearance_forms apply.where") | {
    "beneficiary.adjustment.petition_receipt"
}
# What is asked only of whoever files alone.
ALONE = of("beneficiary.conditional", "through waivers") | of(
    "beneficiary.conditional.spouse",
    "birth_date city country family given state street zip",
)
ENOUGH = {
    # K-3 is not asked for; which waiver of several petitions is the lawyer's decision.
    "i-129f": (
        {"G-1145", "G-28", "I-129F"},
        NO_G28_CHOICES | of("case", "fiance.filed_i130 fiance.waiver"),
    ),
    # We appear for the resident alone.
    "i-751": (
        {"G-1145", "G-28", "I-751"},
        NO_G28_CHOICES
        | ALONE
        | of("petitioner.mailing", "city country state street zip"),
    ),
    "i-751-waiver": ({"G-1145", "G-28", "I-751"}, NO_G28_CHOICES),
    "i-751-abuse": ({"G-1145", "G-28", "I-751"}, NO_G28_CHOICES),
    "i-90": ({"G-1145", "G-28", "I-90"}, of("case", "appearance_forms apply.where")),
    # Only for relatives; we appear for whoever asks for the waiver.
    "i-601a": (
        {"G-1145", "G-28", "I-601A"},
        of("case", "appearance_forms apply.where visa_case.kcc_number")
        | of("petitioner.addresses[]", "city country state street zip")
        | of("petitioner.mailing", "city country state street zip"),
    ),
}
