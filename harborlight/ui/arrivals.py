"""A file that comes with a form: kept, looked at, and taken, or refused in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING
from uuid import UUID
from zoneinfo import ZoneInfo

from django.forms import ChoiceField
from django.http import QueryDict
from django.utils.translation import gettext as _

from harborlight.documents.actions import Checked, refuse_file
from harborlight.documents.checking import (
    FileRefused,
    Seen,
    judged,
    looking,
    note_if_final,
)
from harborlight.documents.details import details_of
from harborlight.documents.forms import PaperForm, SignedPagesForm, form_of
from harborlight.documents.prefilling import for_form, may_be_read, read_for
from harborlight.documents.tags import tag_choices
from harborlight.firm import beside
from harborlight.firm.clock import today
from harborlight.firm.vault.incoming import (
    LARGEST,
    MEGABYTE,
    Arrived,
    NoLongerThere,
    NothingSent,
    TooLarge,
    arrived_file,
)
from harborlight.firm.vault.uploads import AlreadyTaken, OverQuota
from harborlight.law.expiry import is_printed
from harborlight.outside.storage import StorageDown, StorageFull
from harborlight.papers.inspect_verdicts import Refusal

if TYPE_CHECKING:
    from django import forms

    from harborlight.documents.models import Request as Asking
    from harborlight.firm.doors import Request
    from harborlight.firm.models import Upload


def about_form(request: Request, asking: Asking) -> PaperForm | SignedPagesForm:
    """What is asked of whoever sends this paper, with what they said."""
    data = request.POST if request.method == "POST" else None
    zone = request.actor.firm.time_zone
    asked_on = asking.asked_at.astimezone(ZoneInfo(zone)).date()
    form = form_of(asking)
    if form is SignedPagesForm:
        return form(data, today=today(zone), asked_on=asked_on)
    return PaperForm(
        data,
        today=today(zone),
        asked_on=asked_on,
        details=details_of(request.actor, asking.kind),
        expires=is_printed(asking.kind),
        own_tags=tag_choices(request.actor, asking.kind, at_upload=True),
    )


KNOWN_TROUBLE = (
    *(NoLongerThere, AlreadyTaken, TooLarge, OverQuota),
    *(StorageFull, StorageDown),
)


class Arrival:
    """The file of this request, if it brought or named one.

    Put it into the template's context as `arrival`: ui/components/upload.html then
    shows its error, or keeps the file while the answers are corrected.
    """

    def __init__(
        self,
        request: Request,
        case_id: UUID,
        *,
        optional: bool = False,
        only_pages: bool = False,
    ) -> None:
        self.request, self.case_id, self.optional = request, case_id, optional
        self.only_pages = only_pages
        self.error = ""
        self.kept: Arrived | None = None
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

        A good file stays while the answers are corrected. One that is refused is
        removed, and written down if somebody was asked for it.
        """
        if not form.is_bound:
            return False
        enough = form.is_valid()
        try:
            self.kept = arrived_file(self.request, self.case_id)
        except NothingSent:
            self.error = "" if self.optional else _("Choose a file first.")
            return enough and self.optional
        except KNOWN_TROUBLE as no:
            self.error = in_words(no)
            return False
        good = self._is_good(self.kept, asking)
        if good and not enough and asking is not None:
            self._fill_in(form, self.kept.upload, asking)
        return good and enough

    def _fill_in(self, form: forms.Form, upload: Upload, asking: Asking) -> None:
        """What was left empty and read on the file stands in the page that comes back."""
        if may_be_read(self.request.actor, upload, asking):
            ours = self.request.actor.at_desk
            said = for_form(self.request.actor, upload, read_for(upload) or {})
            fill_in(form, said, is_theirs=not ours)

    def _is_good(self, arrived: Arrived, asking: Asking | None) -> bool:
        try:
            self._checked = judged(
                arrived.file,
                arrived.name,
                self._seen(arrived),
                only_pages=self.only_pages or _is_signed(asking),
            )
        except FileRefused as refused:
            if refused.refusal.code == "not-checked":
                # Our trouble, not the file's: it stays, and is looked into again.
                self.error = refused.words
                return False
            if asking is not None:
                refuse_file(self.request.actor, asking, **why_of(refused.refusal))
            arrived.forget()
            self.kept, self.error = None, refused.words
            return False
        return True

    def _seen(self, arrived: Arrived) -> Seen:
        """What is in the file: seen when it had arrived, or now, beside Django's thread."""
        seen: Seen | None = arrived.upload.seen
        if seen is not None:
            return seen
        found: Seen = beside.done(self.request, looking(arrived.upload))
        note_if_final(arrived.upload, found)
        return found


def fill_in(form: forms.Form, said: Mapping[str, str], *, is_theirs: bool) -> None:
    """Fill what the form cannot do without and nobody said; marked as read.

    is_theirs: whoever reads the form sent their own paper.
    """
    mark = (
        _("Read on your paper. Please check it.")
        if is_theirs
        else _("Read on the paper. Please check it.")
    )
    assert isinstance(form.data, QueryDict)
    data = form.data.copy()
    for name, value in said.items():
        field, key = form.fields.get(name), form.add_prefix(name)
        if isinstance(field, ChoiceField) and field.required and not data.get(key):
            data[key] = value
            shown = form[name]
            shown.help_text = f"{shown.help_text} {mark}".strip()
    form.data = data


def why_of(refusal: Refusal) -> dict[str, str]:
    """As `refuse_file` writes it down."""
    virus = str(refusal.params.get("what", "")) if refusal.code == "virus" else ""
    return {"why": refusal.code, "virus": virus}


def _is_signed(asking: Asking | None) -> bool:
    return asking is not None and asking.is_signed_form


def in_words(trouble: Exception) -> str:
    """Why a file could not be kept, for whoever sent it."""
    match trouble:
        case TooLarge():
            words = _(
                "This file is larger than %(most)s MB. Send it in parts, or scan it in "
                "a lower resolution."
            )
            return words % {"most": LARGEST // MEGABYTE}
        case OverQuota():
            return _(
                "You have sent us very much within thirty days. Please tell us, so that "
                "we make room."
            )
        case NoLongerThere():
            return _("This file is not here any more. Please choose it again.")
        case AlreadyTaken():
            return str(trouble)
    return _("We cannot keep files just now. Please try again in a few minutes.")
