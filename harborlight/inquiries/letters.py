"""The letter that the firm does not take a case. Nobody has reviewed its words yet.

What such a letter says (ABA Model Rules 1.4 and 1.18): no lawyer was engaged, time limits
may run, another lawyer should be asked at once. It names no fact of the matter, no reason.
"""

from __future__ import annotations

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import override

from harborlight.firm.clock import today
from harborlight.firm.models import Firm
from harborlight.firm.words import telephone
from harborlight.people.models import Person

# Changed words are another version; a letter keeps the one that it was made of.
VERSION = 1


def not_engaged(firm: Firm, person: Person, language: str) -> str:
    """The letter in this language, as it is offered to the lawyer to read and change."""
    with override(language):
        said = {
            "name": person.full_name,
            "firm": firm.name,
            "day": formats.date_format(today(firm.time_zone), "DATE_FORMAT"),
            "phone": telephone(firm.phone),
        }
        text = _(
            "%(day)s\n\n"
            "Dear %(name)s,\n\n"
            "Thank you for asking %(firm)s for help. We are sorry: we cannot take your "
            "case.\n\n"
            "We are not your lawyer, and we will do nothing in your case. No "
            "attorney-client relationship was made between you and us.\n\n"
            "Time limits may be running. If a date passes, you may lose rights for good. "
            "If you want to go on, ask another lawyer at once. If you have a date in court "
            "or a letter to answer, go there and answer it, even without a lawyer.\n\n"
            "That we do not take your case says nothing about how good it is. Another "
            "lawyer may see it in another way.\n\n"
            "We keep secret what you told us, and use it against nobody. If you gave us "
            "papers, ask us to give them back.\n\n"
            "Beware of notaries and others who are no lawyers and promise papers. The "
            "immigration court and the government have lists of lawyers who help for "
            "little or no money.\n\n"
            "%(firm)s"
        )
        return text % said
