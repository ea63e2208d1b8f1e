"""The checks of the preflight, as the certificate lists what was looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from harborlight.filings.preflight_words import Words

# Every check, by the codes of what it may find: what stands on the certificate as looked at.
CHECKS: tuple[tuple[Words, tuple[str, ...]], ...] = (
    (
        _("Each form is filled, approved and of an edition taken that day"),
        ("not filled", "not approved", "old edition", "no edition", "other blank"),
    ),
    (
        _("Each form has all its pages, printed and as it was signed"),
        ("pages", "scan short", "scan long"),
    ),
    (
        _("Each form is signed in ink after its last change"),
        (
            "signers changed",
            "nobody signs",
            "not signed",
            "same scan",
            "attorney signs",
        ),
    ),
    (
        _("What the forms say is what was answered, and complete"),
        ("changed", "missing", "problems", "unsent"),
    ),
    (
        _("Names, dates of birth and numbers are the same on all forms"),
        ("differs", "spelled", "unread"),
    ),
    (
        _("Required evidence is accepted, and no paper is out of date"),
        ("not accepted", "applies", "stale"),
    ),
    (_("Every paper in another language has its translation"), ("not translated",)),
    (
        _("The packet is complete, and built as it is now"),
        ("no packet", "packet", "discretion"),
    ),
    (
        _("The fees of the day are what the payment forms say"),
        (
            "no fee",
            "no way",
            "way not taken",
            "by exemption",
            "waiver",
            "no waiver",
            "payment",
        ),
    ),
    (
        _("The same is held in the client's own trust account"),
        ("short", "over", "client pays"),
    ),
    (
        _("The address is the one of the book for that day"),
        (
            "other way",
            "not online",
            "no home",
            "no address",
            "two addresses",
            "old address",
        ),
    ),
    (_("The rules were compared with the agency's own pages"), ("book",)),
)
