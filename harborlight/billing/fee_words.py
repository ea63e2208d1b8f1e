"""What the government's fees are called, in words: the book tells them apart by codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from harborlight.firm.words import money
from harborlight.law.fees import ANY, ORDINARY, Fee

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

CHANNELS = {"paper": _("on paper"), "online": _("online")}
# Why another amount is due for the same form (law/fees.yaml).
CIRCUMSTANCES: dict[str, _StrPromise] = {
    ORDINARY: _("none of the others applies"),
    "sij": _("special immigrant juvenile"),
    "vawa": _("self-petition under VAWA"),
    "t": _("seeks or has T status"),
    "u": _("seeks or has U status"),
    "exempt": _("exempt from the fee"),
    "refugee": _("refugee who adjusts status"),
    "under 14 with a parent": _("under 14, filing with a parent"),
    "under 17": _("unmarried and under 17"),
    "family unity": _("family unity (Form I-817)"),
    "with a paid i-485": _("with or after an I-485 whose fee was paid, still pending"),
    "i-485 paid before 2024-04-01": _(
        "an I-485 whose fee was paid before April 1, 2024 is pending"
    ),
    "error of uscis": _("to put an error of USCIS right"),
    "c8 initial": _("asylum pending (c)(8), first"),
    "c8 renewal": _("asylum pending (c)(8), renewal"),
    "a5 initial": _("asylum granted (a)(5), first"),
    "a5 renewal": _("asylum granted (a)(5), renewal"),
    "c14 sij": _("deferred action of a special immigrant juvenile (c)(14)"),
    "c33": _("DACA (c)(33)"),
    "tps initial": _("temporary protected status, first"),
    "tps renewal": _("temporary protected status, renewal"),
    "reentry permit": _("reentry permit"),
    "advance parole": _("advance parole"),
    "parole": _("parole document for somebody abroad"),
    "travel document of an asylee, 16 or older": _(
        "travel document of an asylee of 16 or older"
    ),
    "travel document of an asylee, under 16": _(
        "travel document of an asylee under 16"
    ),
    "travel document of a refugee": _("travel document of a refugee"),
    "abuse waiver": _("waiver because of abuse"),
    "reduced": _("reduced fee"),
    "initial": _("first application, 14 or older"),
    "initial, under 14": _("first application, under 14"),
    "re-registration": _("registration anew, 14 or older"),
    "re-registration, under 14": _("registration anew, under 14"),
    "small employer": _("employer with 25 workers or fewer"),
    "nonprofit": _("nonprofit or research organization"),
    "h-1b new": _("H-1B, new to this employer"),
    "h-1b new, small employer": _(
        "H-1B, new to this employer, which has 25 workers or fewer"
    ),
    "h-1b new, mostly h-1b or l": _(
        "H-1B, new to an employer of 50 or more, most of them in H-1B or L"
    ),
    "h-1b first extension": _("H-1B, first extension with this employer"),
    "h-1b first extension, small employer": _(
        "H-1B, first extension with this employer, which has 25 workers or fewer"
    ),
    "h-1b later extension": _("H-1B, second or later extension with this employer"),
    "h-1b later extension, small employer": _(
        "H-1B, second or later extension with this employer, "
        "which has 25 workers or fewer"
    ),
    "l new": _("L, new to this employer"),
    "l new, small employer": _(
        "L, new to this employer, which has 25 workers or fewer"
    ),
    "l new, mostly h-1b or l": _(
        "L, new to an employer of 50 or more, most of them in H-1B or L"
    ),
    "l extension": _("L, extension with this employer"),
    "l extension, small employer": _(
        "L, extension with this employer, which has 25 workers or fewer"
    ),
    "o": _("O, of an employer with more than 25 workers"),
    "o, small employer": _("O, of an employer with 25 workers or fewer"),
    "o, nonprofit": _("O, of a nonprofit"),
    "i-129 or i-140": _("of an I-129 or I-140"),
    "i-539": _("of an I-539"),
    "i-129 h-2b or r, or i-765": _("of an I-129 for H-2B or R, or of an I-765"),
}
LAWS: dict[str, _StrPromise] = {
    "pl 119-21": _("further fee of Public Law 119-21"),
    "biometrics": _("biometric services"),
    "asylum program": _("Asylum Program Fee"),
    "acwia": _("fee of ACWIA, which the worker never pays"),
    "fraud": _("fraud prevention and detection fee"),
    "pl 114-113": _("further fee of Public Law 114-113"),
}


def name_of(form: str, law: str = "") -> str:
    """The fee as a line of an invoice keeps it: "i-765", "i-765 pl 119-21"."""
    return f"{form.lower()} {law}".strip()


def fee_words(row: Fee) -> str:
    """ "I-765, on paper, with or after an I-485…"; what another law asks is said so."""
    parts = [row.form.upper()]
    if row.channel != ANY:
        parts.append(str(CHANNELS[row.channel]))
    if row.circumstance != ORDINARY:
        parts.append(str(CIRCUMSTANCES[row.circumstance]))
    if row.law:
        parts.append(str(LAWS[row.law]))
    return ", ".join(parts)


def circumstance_words(circumstance: str, rows: tuple[Fee, ...]) -> str:
    """A circumstance with what is due in it: "reduced fee: $380.00"."""
    said = gettext("%(circumstance)s: %(amount)s") % {
        "circumstance": CIRCUMSTANCES[circumstance],
        "amount": money(sum(row.cents for row in rows)),
    }
    return said[:1].upper() + said[1:]
