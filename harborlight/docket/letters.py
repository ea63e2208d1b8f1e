"""The final letter, as it is offered to the lawyer to read and change. Nobody has reviewed
its words yet (ABA Model Rules 1.4 and 1.16: that the matter is over, what was done, what
to keep, and which days are the client's own from now on)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import override

from harborlight.cases.models import Case
from harborlight.docket.ahead import Texts
from harborlight.firm.clock import today
from harborlight.firm.models import Firm
from harborlight.firm.words import telephone
from harborlight.people.models import Person


def final_letter(firm: Firm, case: Case, person: Person, language: str) -> str:
    """The words of the letter in this language."""
    with override(language):
        said = {
            "name": person.full_name,
            "firm": firm.name,
            "case": case.number,
            "day": formats.date_format(today(firm.time_zone), "DATE_FORMAT"),
            "phone": telephone(firm.phone),
        }
        text = _(
            "%(day)s\n\n"
            "Dear %(name)s,\n\n"
            "Our work in your case %(case)s is done, and we close it.\n\n"
            "[Write here what came of it.]\n\n"
            "Keep the papers of this case in a safe place: the decision, the receipts and "
            "the card. You may need them for many years.\n\n"
            "From now on we watch no dates for you. If your address changes, or the "
            "police or an agency asks you something, ask a lawyer first.\n\n"
            "Your page with us stays open: you find your papers there. If you want our "
            "help again, write or call us%(phone)s.\n\n"
            "%(firm)s"
        )
        said["phone"] = f": {said['phone']}" if said["phone"] else ""
        return text % said


def with_days(ahead: Sequence[tuple[date, Texts]], language: str) -> str:
    """Days ahead as somebody edits them: a line each, the day and the words."""
    return "\n".join(
        f"{day.isoformat()} {words.get(language) or words.get('en', '')}"
        for day, words in ahead
    )
