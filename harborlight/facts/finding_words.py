"""What is said of everything that may not fit: what, and why it matters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from django.utils.translation import gettext_lazy as _

from harborlight.facts.days import IMPOSSIBLE, SENTENCES

if TYPE_CHECKING:
    from harborlight.firm.events import Words

# What cannot be; what is odd and may be so; what is taken for the same.
Weight = Literal["impossible", "odd", "spelling"]


@dataclass(frozen=True)
class Kind:
    """law: the matter of the book that it rests on (law/consistency.yaml), or "".

    by_team: the team answers for it, not the people whose answers it is about.
    """

    what: Words
    why: Words
    weight: Weight = "odd"
    law: str = ""
    by_team: bool = False


_SIGNED = _(
    "Whoever signs a form says under penalty of perjury that all of it is true."
)
_DOUBTED = _(
    "The agency compares what it is told in different places, and asks for proof of "
    "which one is right."
)
_WHOLE = _("Forms ask for every address and every occupation of the last five years.")
_MARRIED = _("A marriage counts only if every earlier one of both spouses had ended.")
_CARD = _("Letters and searches use the card, forms use the answers.")
_PASSPORT = _(
    "It is taken for the same name. Forms should bear the one in the passport."
)
_OLD_FORM = _("What goes out must be what is answered now.")
_OF_DAYS = {
    "wed_young": ("marriage age", _("Whether a marriage so young counts, the law of the "
                                    "place of the wedding decides.")),
    "wed_again": ("earlier marriages", _MARRIED),
}  # fmt: skip

KINDS: dict[str, Kind] = {
    **{
        code: Kind(
            sentence,
            _OF_DAYS.get(code, ("", _SIGNED))[1],
            "impossible" if code in IMPOSSIBLE else "odd",
            _OF_DAYS.get(code, ("truth", ""))[0],
        )
        for code, sentence in SENTENCES.items()
    },
    "before_birth": Kind(
        _("This day is before the birth. Check both days."),
        _SIGNED,
        "impossible",
        "truth",
    ),
    "of_helper": Kind(
        _("A helper wrote this, and the client has not said yet that it is right."),
        _SIGNED,
        law="truth",
    ),
    "in_future": Kind(
        _("This day has not come yet."), _SIGNED, "impossible", "truth"
    ),
    "wed_after_death": Kind(
        _("An earlier marriage to the same spouse is said to have ended by death, before "
          "the present wedding."),
        _MARRIED,
        "impossible",
        "earlier marriages",
    ),
    "child_before_parent": Kind(
        _("A child was born before their parent. Check both days."),
        _SIGNED,
        "impossible",
        "truth",
    ),
    "stay_before_arrival": Kind(
        _("The stay was allowed until a day before the arrival."),
        _SIGNED,
        "impossible",
        "truth",
    ),
    "number_of_two": Kind(
        _("Two people are said to have the same number."),
        _("A number belongs to one person. With the wrong one, two files are mixed up."),
        "impossible",
        "inconsistent",
    ),
    "trips_overlap": Kind(
        _("Two trips are at the same time."),
        _("Days outside the United States are counted for naturalization."),
        "impossible",
        "absences",
    ),
    "gap_addresses": Kind(
        _("No address is told from %(since)s to %(until)s."), _WHOLE, law="histories"
    ),
    "gap_jobs": Kind(
        _("No occupation is told from %(since)s to %(until)s. Time without work and "
          "studies count too."),
        _WHOLE,
        law="histories",
    ),
    "overlap_addresses": Kind(
        _("Two addresses are at the same time, from %(since)s to %(until)s."),
        _WHOLE,
        law="histories",
    ),
    "overlap_jobs": Kind(
        _("Somebody is said to have had no work and to have worked at the same time, from "
          "%(since)s to %(until)s."),
        _WHOLE,
        law="histories",
    ),
    "two_present": Kind(
        _("Two addresses are said to be the present one."), _WHOLE, law="histories"
    ),
    "step_too_old": Kind(
        _("The child was 18 or older at the wedding that makes them a stepchild."),
        _("A stepchild counts only if the marriage took place before their 18th "
          "birthday."),
        law="stepchild",
    ),
    "not_married": Kind(
        _("A wedding is told, but the answer is not “married”."), _DOUBTED,
        law="inconsistent",
    ),
    "two_statuses": Kind(
        _("The spouses give different answers on whether they are married."), _DOUBTED,
        law="inconsistent",
    ),
    "lives_elsewhere": Kind(
        _("Whether they are in the United States does not fit the present address."),
        _DOUBTED,
        law="inconsistent",
    ),
    "born_abroad": Kind(
        _("A citizen by birth in the United States is said to be born abroad."),
        _("How somebody became a citizen decides which papers prove it."),
        law="citizens by birth",
    ),
    "citizen_before_resident": Kind(
        _("The certificate of naturalization is older than the permanent residence."),
        _DOUBTED,
        law="inconsistent",
    ),
    "child_told_twice": Kind(
        _("Both parents tell of %(name)s, but with different days of birth."), _DOUBTED,
        law="inconsistent",
    ),
    "last_arrival": Kind(
        _("The last arrival and the end of the last trip are different days."), _DOUBTED,
        law="inconsistent",
    ),
    "zip_elsewhere": Kind(
        _("The ZIP code %(zip)s does not lie in that state."),
        _("Notices and cards go to this address. What comes back is destroyed or sent "
          "late."),
    ),
    "paper_differs": Kind(
        _("A paper says something else than the answer."), _DOUBTED, law="inconsistent"
    ),
    "paper_too_early": Kind(
        _("A certificate bears a day before what it certifies."), _DOUBTED,
        law="inconsistent",
    ),
    "paper_name": Kind(
        _("A paper bears another name than the answer."), _DOUBTED, law="inconsistent"
    ),
    "paper_spelling": Kind(
        _("A paper spells the name in another way: %(how)s."), _PASSPORT, "spelling",
        by_team=True,
    ),
    "card_name": Kind(_("The person's card bears another name than the answer."), _CARD,
        by_team=True,
    ),
    "card_birth": Kind(
        _("The person's card bears another day of birth than the answer."), _CARD,
        by_team=True,
    ),
    "card_spelling": Kind(
        _("The person's card spells the name in another way: %(how)s."),
        _PASSPORT,
        "spelling",
        by_team=True,
    ),
    "draft_differs": Kind(
        _("Form %(forms)s was filled before this answer changed. Fill it anew."),
        _OLD_FORM,
        law="truth",
        by_team=True,
    ),
    "sent_differs": Kind(
        _("Form %(forms)s went out with another answer."), _DOUBTED, law="inconsistent",
        by_team=True,
    ),
    "filed_differs": Kind(
        _("We filed another answer before, with Form %(forms)s."), _DOUBTED,
        law="inconsistent",
    ),
    "filed_name": Kind(
        _("We filed another name before, with Form %(forms)s."), _DOUBTED,
        law="inconsistent",
    ),
    "filed_spelling": Kind(
        _("We filed the name in another spelling before, with Form %(forms)s: %(how)s."),
        _PASSPORT,
        "spelling",
        by_team=True,
    ),
    "filed_address": Kind(
        _("We filed another address for the same time before, with Form %(forms)s."),
        _DOUBTED,
        law="inconsistent",
    ),
}  # fmt: skip

# In what two spellings of a name differ (people/likeness.py).
HOW = {
    "order": _("the names in another order"),
    "initial": _("an initial"),
    "part": _("one of the names is left out"),
    "sounds": _("other letters for the same sounds"),
    "known": _("another name that they told us"),
}
