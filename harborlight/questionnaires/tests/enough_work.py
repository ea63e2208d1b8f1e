"""Kinds of work: the forms their questions feed, and what stays open.

Key -> (forms, facts that the forms may need and nobody is asked: something settles them,
or the lawyer decides). test_definition.py compares them with the packs.
"""

from harborlight.questionnaires.tests.settled import of

# An H-1B for one worker: the other supplements, further workers, who the petitioner is.
OF_H1B = (
    of("beneficiary.mailing", "city country state street zip")
    | of("petitioner.addresses[]", "city country state street zip")
    | of("beneficiary", "adjustment.petition_receipt")
    | of("case", "appearance_forms apply.where h1b.dod_manager")
    | of(
        "case.temporary",
        "named new_to_group new_to_group_details owns owns_details",
    )
)
# Of the I-129: the supplements of other classifications.
_SUPPLEMENTS = {
    *("case.h1b.", "case.h2.", "case.h3.", "case.l1.", "case.o1."),
    *("petitioner.joint_employers[]", "petitioner.other_workers[]"),
    *("petitioner.recruiters[]", "petitioner.related_companies[]"),
    *("beneficiary.abroad_work[]", "beneficiary.education.", "beneficiary.hl_stays[]"),
}
OTHER_SUPPLEMENTS = {
    "h1b": _SUPPLEMENTS - {"case.h1b.", "beneficiary.education."},
    "l1a": _SUPPLEMENTS - {"case.l1.", "petitioner.related_companies[]"},
    "o1": _SUPPLEMENTS - {"case.o1."},
}
# An L-1A for one worker: no H-1B, no specialist placed with others, no blanket petition.
OF_L1A = (
    (OF_H1B - of("case", "h1b.dod_manager"))
    | of(
        "petitioner.related_companies[]",
        "city country postal_code province relationship state street unit unit_kind zip",
    )
    | of("case.temporary", "controls controls_details experience")
    | of("case.l1", "offsite offsite_control offsite_reasons")
)
# An O-1: nobody who comes along with the artist.
OF_O1 = (
    (OF_H1B - of("case", "h1b.dod_manager temporary.owns temporary.owns_details"))
    | of("case.temporary", "controls controls_details experience fifty half_h_l")
    | of("case.o1", "earlier_work")
    | of("case.o1.o2_union", "city name phone sent state street zip")
)

# A company has one address, and no green card petition says how it was amended.
COMPANY_ALONE = of("petitioner.addresses[]", "city country state street zip")
OF_I140 = of("case", "appearance_forms worker.amended_receipt worker.petitioner_other")
UNCERTIFIED = of(
    "case.worker",
    "certification_duplicate_details certification_expires certification_filed "
    "certification_used_details",
)
OF_COMPANY = OF_I140 | COMPANY_ALONE | of("beneficiary", "adjustment.petition_receipt")
# What the I-140 asks of the worker is asked of the petitioner only who is the worker.
OF_THE_WORKER = tuple(
    of(
        "petitioner",
        "admission. birth. children[] foreign_address. has_children in_proceedings "
        "income. jobs[] nationality native_ passport. petitioned_before roman_script "
        "spouse. travel_document.",
    )
)
EMPLOYERS = ("i140-perm", "eb1a-employer", "niw-employer")
OTHERS = {
    **{key: tuple(starts) for key, starts in OTHER_SUPPLEMENTS.items()},
    **dict.fromkeys(EMPLOYERS, OF_THE_WORKER),
    **dict.fromkeys(("eb1a", "niw"), ("petitioner.company.",)),
}
I140 = {"G-28", "I-140"}
ENOUGH = {
    "h1b": ({"G-28", "I-129"}, OF_H1B),
    "l1a": ({"G-28", "I-129"}, OF_L1A),
    "o1": ({"G-28", "I-129"}, OF_O1),
    "perm": (
        {"ETA-9089", "ETA-9089-A"},
        COMPANY_ALONE | {"beneficiary.admission.class"},
    ),
    "i140-perm": (I140, OF_COMPANY),
    "eb1a": (I140, OF_I140 | UNCERTIFIED),
    "niw": (I140, OF_I140 | UNCERTIFIED),
    "eb1a-employer": (I140, OF_COMPANY | UNCERTIFIED),
    "niw-employer": (I140, OF_COMPANY | UNCERTIFIED),
}
