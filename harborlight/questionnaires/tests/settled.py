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
