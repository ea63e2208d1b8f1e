"""What the forms of a case can ask, and its questions need not: something else settles it."""


def of(subject, names):
    return {f"{subject}.{name}" for name in names.split()}


# Other relatives than a spouse, or settled by whom the form is made for.
OF_A_SPOUSE = of("case", "child_kind sibling_by_adoption appearance_forms")
# A spouse's category, and that they are the principal; an affidavit of support is filed.
# Whether 245(i) is needed the lawyer decides, where it is not sure. The present marriage
# and the spouse are the case's and the petitioner's.
OF_ONE_STEP = (
    OF_A_SPOUSE
    | of(
        "beneficiary.adjustment",
        "applies_as as_child_over_21 asylum_date category diversity_rank i140_relative "
        "i140_relative_kind i140_relative_status other_category priority_date "
        "principal.birth_date principal.family principal.given public_charge "
        "refugee_date support_exemption under_245i",
    )
    | of("beneficiary.marriage", "city country date province state")
    | of(
        "beneficiary.spouse",
        "applies_too birth_country birth_date city country family given in_military "
        "state street zip",
    )
)
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
