"""A form that is sent twice writes down one hour, and one cost."""

from __future__ import annotations

from django.utils.translation import gettext

from harborlight.agreements.models import Cost, TimeEntry
from harborlight.cases.models import Case


class AlreadyWritten(Exception):
    """The same form was sent before: what it said is written down once.

    differs: this time it says something else, and that was not written down.
    """

    rule = "T8"

    def __init__(self, *, differs: bool) -> None:
        super().__init__(
            gettext(
                "This form was sent before, and said something else then. Nothing was "
                "written down now. Open the page anew to write down more."
            )
            if differs
            else gettext(
                "This was written down already: the form was sent twice. It stands there "
                "once."
            )
        )
        self.differs = differs


def must_be_new(
    model: type[TimeEntry | Cost], case: Case, once: str, **said: object
) -> None:
    """once: stands for one opening of the form; "" where no form was sent.

    Behind a lock of the case, so that of two at once the second sees the first.
    Raises AlreadyWritten.
    """
    Case.objects.select_for_update(no_key=True).get(pk=case.pk)
    if not once:
        return
    found = model.objects.filter(once=once).first()
    if found is not None:
        same = all(getattr(found, name) == value for name, value in said.items())
        raise AlreadyWritten(differs=not same or found.case_id != case.pk)
