"""What a person must still see to on a filled form, in words."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from harborlight.facts import days

SENTENCES = {
    "interpreter_by_hand": gettext_lazy(
        "If somebody interpreted, fill their part by hand."
    ),
    "place_contradicts_address": gettext_lazy(
        "Where the spouse will apply does not fit the address given."
    ),
    "us_address_is_abroad": gettext_lazy(
        "The address in the United States lies abroad."
    ),
    "adjusts_but_is_abroad": gettext_lazy(
        "The spouse is said to adjust status in the United States, but lives abroad."
    ),
    "files_from_abroad": gettext_lazy(
        "This form is filed inside the United States, and the client is said to be abroad."
    ),
    "adjusts_from_abroad": gettext_lazy(
        "Only somebody in the United States adjusts status; the answers say abroad."
    ),
    "card_needs_consent": gettext_lazy(
        "A Social Security card is wanted, but the consent that it needs is refused."
    ),
    "entry_contradicts_answer": gettext_lazy(
        "They came without admission or parole, and say that they never did."
    ),
    "card_by_hand": gettext_lazy(
        "The card holder writes the card's number by hand, after the signed page was "
        "scanned. No scan may show it, for what is sent to us is kept."
    ),
    "card_billed_abroad": gettext_lazy(
        "The card is billed abroad. The agency takes cards of banks in the United States only."
    ),
    "sponsor_lives_abroad": gettext_lazy(
        "A sponsor must live in the United States, and this one is said to live abroad."
    ),
    "tax_return_missing": gettext_lazy(
        "A tax return of the last three years was not filed. Attach an explanation."
    ),
    "no_parole_yet": gettext_lazy(
        "Whoever is in removal proceedings may be kept out after a trip. An attorney "
        "decides whether this is filed."
    ),
    "may_be_citizen": gettext_lazy(
        "A parent was a U.S. citizen before the applicant turned 18: the applicant may be "
        "a citizen already, and need no N-400."
    ),
    "needs_medical_certificate": gettext_lazy(
        "Form N-648 must go along, for an exception to the test is asked for."
    ),
    "card_without_consent": gettext_lazy(
        "A Social Security card is asked for, but without the consent that it needs."
    ),
    "half_year_away": gettext_lazy(
        "A trip lasted more than six months: show that the home here was kept."
    ),
    "year_away": gettext_lazy(
        "A trip lasted a year or more, which breaks the years of residence unless an "
        "exception applies."
    ),
    "sentence_not_completed": gettext_lazy(
        "A suspended sentence, probation or parole is not over: the application cannot be "
        "approved until it is."
    ),
    "not_registered_for_service": gettext_lazy(
        "The applicant did not register for the Selective Service. Look up in the "
        "instructions what must go along at this age."
    ),
    "no_to_the_oath": gettext_lazy(
        "A question about the Oath is answered No. See what the instructions say about a "
        "modified Oath."
    ),
    "oath_waiver": gettext_lazy(
        "The applicant cannot take the Oath: a waiver and a representative are needed."
    ),
    "left_without_parole": gettext_lazy(
        "The client left the United States without advance parole, which may end the "
        "residence that deferred action asks for."
    ),
    "broker_consent": gettext_lazy(
        "A marriage broker was used: the beneficiary's signed consent to the release of "
        "contact information must go along."
    ),
    "not_met_in_two_years": gettext_lazy(
        "The couple did not meet in the last two years: the petition needs an exemption, "
        "with evidence."
    ),
    "fiance_of_a_resident": gettext_lazy(
        "Only a U.S. citizen can file Form I-129F, and this petitioner is a permanent "
        "resident."
    ),
    "co_applicants": gettext_lazy(
        "Each family member who applies too needs a Form I-539A of their own."
    ),
    "worksheet": gettext_lazy(
        "This form is filed in the agency's own system. The PDF is a worksheet for it: "
        "nobody sends it on paper."
    ),
    "tied_boxes": gettext_lazy(
        "In this blank G.1 “No”, G.2, H.b and H.e cannot be marked one by one. Mark them "
        "in the agency's system, or by hand."
    ),
    "others_sign_too": gettext_lazy(
        "Somebody beside the petitioner signs a part of this form, in ink."
    ),
    "separate_part_c": gettext_lazy(
        "Each further joint employer fills and signs a copy of Part C."
    ),
    "moves_within_the_us": gettext_lazy(
        "Form AR-11 tells of a move within the United States, and the present home is "
        "said to be abroad."
    ),
    "no_previous_address": gettext_lazy(
        "Form AR-11 asks for the previous address too, and none is known."
    ),
    "court_has_its_own_form": gettext_lazy(
        "The client is or was in immigration court: the court learns of a new address "
        "only by its own form (EOIR-33)."
    ),
    "no_basis_for_waiver": gettext_lazy(
        "None of the three reasons for a fee waiver is said to apply."
    ),
    "labor_certification_missing": gettext_lazy(
        "A petition in this category rests on a labor certification, and none is named."
    ),
    "waiver_ineligible": gettext_lazy(
        "By what is answered the form itself calls the applicant ineligible for this "
        "waiver."
    ),
    "brief_within_30_days": gettext_lazy(
        "The brief must reach the Administrative Appeals Office within 30 days of the "
        "appeal."
    ),
    "asylum_late": gettext_lazy(
        "More than a year has passed since the last arrival: an application for asylum "
        "needs changed or extraordinary circumstances, and the evidence of them."
    ),
    "asylum_supplement_a": gettext_lazy(
        "There are more than four children: the applicant signs and dates Supplement A "
        "by hand too."
    ),
    "denomination_signs": gettext_lazy(
        "The religious denomination signs and dates its certification by hand."
    ),
    "tps_bar": gettext_lazy(
        "A felony, a particularly serious crime or persecution of others bars Temporary "
        "Protected Status."
    ),
    "conditions_first": gettext_lazy(
        "A conditional resident whose card expires files Form I-751, not this form."
    ),
    "reason_not_for_status": gettext_lazy(
        "This reason is not open to a conditional resident. Choose another one."
    ),
    "no_current_entry": gettext_lazy(
        "No address, job or marriage is marked as the present one."
    ),
    "answer_unknown": gettext_lazy(
        "The answer is “I don't know”, and the form has no box for that."
    ),
    "date_not_whole": gettext_lazy(
        "Only a part of this day is known, and the form asks for all of it. Ask for a paper "
        "that shows the day. If there is none, an attorney decides what to write."
    ),
    "no_such_choice": gettext_lazy("The form does not offer this answer."),
    "cannot_be_written": gettext_lazy(
        "This answer cannot be written the way the form asks."
    ),
    "not printed": gettext_lazy("This answer could not be printed into its box."),
    "answer changed below": gettext_lazy(
        "The answer changed after an attorney typed over this box. Look whether what was "
        "typed is still right."
    ),
}


# Why somebody need not sign a form, by the code in its pack.
SPARED = {
    "other_classification": gettext_lazy(
        "A supplement of Form %(form)s needs no signature: it is for another classification."
    ),
    "no_religious_worker": gettext_lazy(
        "Form %(form)s needs no attestation: it is not for a religious worker."
    ),
    "another_petitions": gettext_lazy(
        "Form %(form)s is signed by whoever petitions for this person."
    ),
    "petitions_alone": gettext_lazy(
        "Form %(form)s is signed by the person who petitions for himself or herself."
    ),
    "attorney_requests": gettext_lazy(
        "Form %(form)s is requested by the attorney for the client, and signed so."
    ),
    "client_requests": gettext_lazy(
        "Form %(form)s is requested by the client, and signed so."
    ),
    "filed_alone": gettext_lazy(
        "Form %(form)s goes without the other spouse's signature: the conditional resident "
        "files alone."
    ),
    "card_holder_signs": gettext_lazy(
        "Form %(form)s is signed by the card holder, who has no part in this case."
    ),
    "spouse_abroad": gettext_lazy(
        "Form %(form)s goes without the spouse's signature: whoever is not in the United "
        "States need not sign it."
    ),
}


def in_words(problem: Mapping[str, str]) -> str:
    """A problem of a filled form as a sentence."""
    known = SENTENCES.get(problem["code"]) or days.SENTENCES.get(problem["code"])
    return str(known) if known else _("See to this by hand: %(code)s.") % problem
