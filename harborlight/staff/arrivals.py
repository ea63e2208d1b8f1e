"""A file that comes with a form: kept, looked at, and taken, or refused in words."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext as _

from harborlight.documents.actions import Checked, refuse_file
from harborlight.documents.checking import FileRefused, look_at
from harborlight.firm.vault.incoming import NothingSent, arrived_file

if TYPE_CHECKING:
    from django import forms

    from harborlight.documents.models import Request as Asking
    from harborlight.firm.doors import Request
    from harborlight.firm.vault.incoming import Arrived


class Arrival:
    """The file of this request, if it brought one."""

    def __init__(
        self, request: Request, case_id: UUID, *, optional: bool = False
    ) -> None:
        self.request, self.case_id, self.optional = request, case_id, optional
        self.error = ""
        self._checked: Checked | None = None

    @property
    def checked(self) -> Checked:
        """The file, found good; only after `good_with` said so."""
        assert self._checked is not None
        return self._checked

    @property
    def checked_or_none(self) -> Checked | None:
        return self._checked

    def good_with(self, form: forms.Form, asking: Asking | None = None) -> bool:
        """Whether enough was said, and the file is one that we take; else `error` tells.

        A file that is refused is written down if somebody was asked for it.
        """
        if not form.is_bound:
            return False
        try:
            arrived = arrived_file(self.request, self.case_id)
        except NothingSent:
            self.error = "" if self.optional else _("Choose a file.")
            return form.is_valid() and self.optional
        if not form.is_valid():
            self.error = _("The file is kept here: correct the answers and send again.")
            return False
        return self._is_taken(arrived, asking)

    def _is_taken(self, arrived: Arrived, asking: Asking | None) -> bool:
        try:
            self._checked = look_at(arrived.file, arrived.name)
        except FileRefused as refused:
            if asking is not None:
                refuse_file(self.request.actor, asking, why=refused.refusal.code)
            arrived.forget()
            self.error = refused.words
            return False
        return True
