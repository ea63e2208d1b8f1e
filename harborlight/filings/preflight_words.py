"""What the preflight says of each thing that it finds: what, why it matters, who answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Words = str | _StrPromise

# What was read of the agency's own charts longer ago is read again.
CHECKED_DAYS = 30
ATTORNEY = _("An attorney")
PREPARER = _("Whoever prepares it")
CHECKER = _("Whoever checks it")
MONEY = _("Whoever keeps the money, then an attorney")


@dataclass(frozen=True)
class Kind:
    """what: with the finding's own words in it. who: must answer. is_hard: nothing goes
    out with it unless an attorney lifts it; is_final: nor does an attorney lift it, the
    record must be put right."""

    what: Words
    why: Words
    who: Words = CHECKER
    is_hard: bool = False
    is_final: bool = False
    # So many days an answer counts; 0: as long as the finding is the same.
    good_days: int = 0


_REJECTED = _("The agency sends such a filing back, and the day is lost.")
_FORMS = {
    "not filled": Kind(
        _("It is not filled."), _("There is nothing to send."), PREPARER, True, True
    ),
    "not approved": Kind(
        _("Nobody has approved it."),
        _("A second person reads every form before it is signed."),
        CHECKER,
        True,
        True,
    ),
    "signers changed": Kind(
        _("An answer that decides who signs has changed. Fill it again."),
        _("A form that lacks a signature is rejected, or denied and the fee kept."),
        PREPARER,
        True,
        True,
    ),
    "nobody signs": Kind(
        _("Nobody on the case is whoever must sign it."),
        _("A form that lacks a signature is rejected, or denied and the fee kept."),
        ATTORNEY,
        True,
    ),
    "not signed": Kind(
        _("The pages signed in ink, after its last change, are not accepted."),
        _(
            "A signature older than the form's last change is none. A filing without one "
            "is rejected, or denied and the fee kept (8 CFR 103.2(a)(2))."
        ),
        ATTORNEY,
        True,
    ),
    "old edition": Kind("%(sentence)s", _REJECTED, ATTORNEY, True),
    "no edition": Kind(
        _("We do not know the edition %(edition)s."), _REJECTED, ATTORNEY, True
    ),
    "other blank": Kind(
        _("It was filled on a file that is not the agency's blank as we know it."),
        _("A blank that somebody changed is not the agency's form."),
        ATTORNEY,
        True,
    ),
    "pages": Kind(
        _("It has %(has)s pages, and the blank has %(wants)s."),
        _("A form that lacks a page is sent back."),
        ATTORNEY,
        True,
    ),
    "scan short": Kind(
        _("Pages of the signed scan: %(has)s. Pages of what was printed: %(wants)s."),
        _("A form that lacks a page is sent back."),
        ATTORNEY,
        True,
    ),
    "scan long": Kind(
        _("Pages of the signed scan: %(has)s. Pages of what was printed: %(wants)s."),
        _("What else lies in the scan goes to the agency with the form."),
    ),
    "changed": Kind(
        _("Answered otherwise since it was filled: %(answers)s."),
        _("Whoever signs swears to what stands on the form."),
    ),
    "missing": Kind(
        _("Without an answer: %(items)s."),
        _("An empty box may get the filing sent back, or asked about."),
    ),
    "problems": Kind(
        _("To be looked at: %(items)s"),
        _("What the form and the answers say does not fit."),
    ),
    "differs": Kind(
        _("%(fact)s is not the same on every form: %(said)s."),
        _("Two forms of one filing that name somebody differently are asked about."),
        ATTORNEY,
        True,
    ),
    "spelled": Kind(
        _("%(fact)s is written in more than one way: %(said)s."),
        _("It can be one name. Forms should bear it as the passport does."),
    ),
    "unread": Kind(
        _(
            "It was filled before we kept what its boxes say. Fill it again, or compare it."
        ),
        _("Names, dates of birth and numbers must be the same on every form."),
    ),
    "same scan": Kind(
        _("The signed pages of these came as one and the same file: %(forms)s."),
        _("Each form bears a signature of its own: a copied one is none."),
    ),
    "attorney signs": Kind(
        _("The attorney signs these by hand: %(forms)s."),
        _("Nobody scans these signatures: somebody must have seen them in ink."),
    ),
    "unsent": Kind(
        _("%(person)s has not said that their answers are complete."),
        _("They may still change them."),
    ),
}
_EVIDENCE = _(
    "This kind of case asks for it, and evidence goes with the filing (8 CFR 103.2(b)(1))."
)
_PAPERS = {
    "not accepted": Kind(
        _("It is required and not accepted."),
        _EVIDENCE,
        ATTORNEY,
        True,
    ),
    "applies": Kind(
        _("By what was answered it applies, and it is not accepted."),
        _EVIDENCE,
        ATTORNEY,
        True,
    ),
    "not translated": Kind(
        _("Its English translation or the translator's certificate is not here."),
        _("Nothing in another language counts without both (8 CFR 103.2(b)(3))."),
        ATTORNEY,
        True,
    ),
    "stale": Kind(
        _("It was good until %(day)s."),
        _("An agency gives little to what is out of date."),
    ),
    "no packet": Kind(
        _("No packet of exhibits goes with it."),
        _("Evidence is shown in a packet, so that it is known what was sent."),
    ),
    "packet": Kind(
        "%(sentence)s",
        _("What is certified is what was built, page by page."),
        PREPARER,
        True,
    ),
    "discretion": Kind(
        _("No exhibit of the kind “Discretion” goes with it."),
        _("Since %(since)s this form is decided with discretion (%(source)s)."),
        ATTORNEY,
        True,
    ),
}
_MONEY = {
    "no fee": Kind(
        "%(sentence)s", _("A wrong fee is sent back with the filing."), ATTORNEY, True
    ),
    "no way": Kind(
        _("Nobody has said how the fee of %(due)s is paid."), _REJECTED, PREPARER, True
    ),
    "way not taken": Kind(
        _("The agency takes no such payment on %(on)s: %(way)s."),
        _REJECTED,
        ATTORNEY,
        True,
    ),
    "by exemption": Kind(
        _("It is paid with Form %(form)s: the proof of the exemption lies with it."),
        _("Only who is exempted pays so."),
    ),
    "waiver": Kind(
        _("A fee waiver is asked for with Form I-912."),
        _("Not every fee can be waived, and a refusal sends everything back."),
    ),
    "no waiver": Kind(
        _("A fee waiver is asked for, and Form I-912 is not in the filing."),
        _REJECTED,
        ATTORNEY,
        True,
    ),
    "payment": Kind(
        _("%(fee)s: %(due)s is due, and the payment form says %(says)s."),
        _("One wrong amount gets the whole envelope sent back."),
        PREPARER,
        True,
    ),
    "short": Kind(
        _(
            "%(fee)s: %(due)s is due, and less is held for it in the client's trust account."
        ),
        _("Nobody else's money pays this fee (ABA Model Rule 1.15)."),
        MONEY,
        True,
    ),
    "over": Kind(
        _(
            "%(fee)s: %(due)s is due, and more is held for it in the client's trust account."
        ),
        _("What is not spent goes back to the client."),
        MONEY,
    ),
    "client pays": Kind(
        _(
            "The client pays %(due)s with their own card or account, and not from trust."
        ),
        _("Whether that payment goes through, nobody here can see."),
    ),
}
_WRONG_PLACE = _("A filing that comes to the wrong place is sent back or lost.")
_ENVELOPE = {
    "other way": Kind(
        _("%(name)s lies in the same envelope, and another way is said for it."),
        _("What is filed together goes one way, by one carrier."),
        PREPARER,
        True,
        True,
    ),
    "not online": Kind("%(sentence)s", _REJECTED, ATTORNEY, True),
    # What the client answers, and what the book lacks: only one is put right here.
    "no home": Kind("%(sentence)s", _WRONG_PLACE, ATTORNEY, True),
    "no address": Kind("%(sentence)s", _WRONG_PLACE, ATTORNEY, True),
    "two addresses": Kind("%(sentence)s", _WRONG_PLACE, ATTORNEY, True),
    "old address": Kind(
        _("The agency's chart was last read on %(day)s, %(days)s days before."),
        _("The agency moves its mail rooms: read the chart again before mailing."),
        good_days=CHECKED_DAYS,
    ),
    "book": Kind(
        _("Nobody has compared these with the agency's own page yet: %(rows)s."),
        _(
            "What a program knows of fees, editions and addresses was typed by somebody."
        ),
    ),
}
KINDS: dict[str, Kind] = {**_FORMS, **_PAPERS, **_MONEY, **_ENVELOPE}
