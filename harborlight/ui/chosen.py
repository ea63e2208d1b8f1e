"""Files that came with a form, one after another: kept in order, and looked into.

The form itself says what came before, so that it works without scripts: `piece` (an
upload's key) once for each, in order. New files come as `file`. `do` says which button was
pressed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from django import forms
from django.db import transaction
from django.utils.translation import gettext as _

from harborlight.documents.actions import refuse_file
from harborlight.documents.checking import FileRefused, note_if_final
from harborlight.documents.pieces import (
    MOST_PIECES,
    Laid,
    Opened,
    Put,
    limits,
    look,
    refusal_of,
    waiting_pieces,
    with_files,
)
from harborlight.firm import beside
from harborlight.firm.beside import Work
from harborlight.firm.ids import read
from harborlight.firm.vault.incoming import keep_sent
from harborlight.firm.vault.stored import forget_file
from harborlight.firm.vault.uploads import arrived_upload, came_with_form
from harborlight.papers.inspect_verdicts import Limits, Refusal
from harborlight.papers.visible import visible
from harborlight.ui.arrivals import KNOWN_TROUBLE, in_words, why_of

if TYPE_CHECKING:
    from harborlight.documents.models import Request as Asking
    from harborlight.firm.doors import Request
    from harborlight.firm.models import Upload

SEND = "send"
_ABOUT = "chosen"


class Chosen:
    """What was chosen so far, in order. wrong: sentences about what was not taken.

    purpose, reference: of harborlight/api/purposes.py, where a script sent them. asking:
    what they were sent for, if anything was asked.
    """

    def __init__(
        self,
        request: Request,
        case_id: UUID,
        *,
        purpose: str,
        reference: str,
        asking: Asking | None = None,
    ) -> None:
        self.request, self.case_id, self.asking = request, case_id, asking
        self.purpose, self.reference = purpose, reference
        self.wrong: list[str] = []
        self.laid = [*self._posted()] if request.method == "POST" else [*self._kept()]

    @property
    def do(self) -> str:
        return str(self.request.POST.get("do", ""))

    def take_in(self) -> None:
        """Take in new files, and out what a button says. Raises beside.Needs."""
        self._take_new()
        self._note(self._done(look))
        self._drop_twice()
        deed, _colon, key = self.do.partition(":")
        for one in [*self.laid]:
            if deed == "remove" and one.upload.key == key:
                self.laid.remove(one)
                forget_file(one.upload.file)

    def how_laid(self, upload: Upload) -> Laid:
        """One of them, as the form says that it lies."""
        return Laid(upload)

    def _posted(self) -> Iterator[Laid]:
        keys = self.request.POST.getlist("piece")
        again = self.request.META.get(beside.ABOUT, "").split()
        if again[:1] == [_ABOUT]:
            # The files of the form were kept before the work was done.
            keys = again[2:]
        for key in dict.fromkeys(keys[: 2 * MOST_PIECES]):
            if upload := self._upload(key):
                yield self.how_laid(upload)
            elif not self.wrong:
                # Else a page would be missing, and nobody had said so.
                words = _(
                    "Something that you chose is not here any more: it was sent or "
                    "taken out in another window. Look whether all of it is here."
                )
                self.wrong.append(words)
        self._forget_told(keys)

    def _kept(self) -> Iterator[Laid]:
        """What was here when the page was left, if it was sent by the script."""
        actor, case, purpose = self.request.actor, self.case_id, self.purpose
        for one in waiting_pieces(actor, purpose, self.reference, case):
            refusal = refusal_of(one)
            if refusal is None:
                yield Laid(one)
            else:
                # The page was left before anybody could say it.
                self.wrong.append(_refused(one, refusal))

    def _forget_told(self, keys: Sequence[str]) -> None:
        """What the page said that we do not take (`_kept`) is not said for ever."""
        actor, case, purpose = self.request.actor, self.case_id, self.purpose
        for one in waiting_pieces(actor, purpose, self.reference, case):
            refusal = refusal_of(one)
            if refusal is None or one.key in keys:
                continue
            if self.asking is not None:
                refuse_file(actor, self.asking, **why_of(refusal))
            forget_file(one.file)

    def _upload(self, key: str) -> Upload | None:
        try:
            pk: UUID = read(key)
        except ValueError:
            return None
        found = arrived_upload(self.request.actor, pk, self.case_id)
        return found if found and found.taken_at is None else None

    def _take_new(self) -> None:
        """Files that came in the form itself, in the order in which they were chosen."""
        actor, case = self.request.actor, self.case_id
        for sent in self.request.FILES.getlist("file"):
            name = visible(sent.name or "")
            try:
                with transaction.atomic():
                    file = keep_sent(actor.firm, case, sent)
                    upload = came_with_form(actor, file, name)
            except KNOWN_TROUBLE as no:
                self.wrong.append(f"{name}: {in_words(no)}")
                continue
            self.laid.append(Laid(upload))
        self._drop_too_many()

    def _drop_too_many(self) -> None:
        for one in self.laid[MOST_PIECES:]:
            forget_file(one.upload.file)
        if len(self.laid) > MOST_PIECES:
            self.laid = self.laid[:MOST_PIECES]
            words = _(
                "Up to %(most)s photos become one paper. The first ones are here."
            )
            self.wrong.append(words % {"most": MOST_PIECES})

    def _drop_twice(self) -> None:
        """The same file twice, under whatever name, is one: the first stays."""
        first: dict[str, Laid] = {}
        for one in [*self.laid]:
            twin = first.setdefault(one.upload.file.sha256, one)
            if twin is one:
                continue
            self.laid.remove(one)
            forget_file(one.upload.file)
            words = _(
                "%(name)s is the same file as %(twin)s, which is here already. It is "
                "not sent twice."
            )
            names = {"name": one.upload.name, "twin": twin.upload.name}
            self.wrong.append(words % names)

    def _done(self, work: Callable[[Sequence[Opened], Limits], Put]) -> Put:
        """What came of the work on them: of looking, on those nobody looked into yet."""
        unseen = [one for one in self.laid if one.upload.seen is None]
        those = unseen if work is look else self.laid
        if not those:
            return Put({})
        opened, most = with_files(those), limits()
        keys = " ".join(one.upload.key for one in self.laid)
        about, whose = (
            f"{_ABOUT} {work.__name__} {keys}",
            str(self.request.actor.account),
        )
        put: Put = beside.done(
            self.request, Work(about, lambda: work(opened, most), whose=whose)
        )
        return put

    def _note(self, put: Put) -> None:
        """Keep what was seen; take out what is not taken, and say why."""
        for one in [*self.laid]:
            if one.upload.seen is None and (seen := put.seen.get(one.upload.key)):
                note_if_final(one.upload, seen)
                one.upload.seen = seen
            refusal = refusal_of(one.upload)
            if refusal is None:
                continue
            self.wrong.append(_refused(one.upload, refusal))
            if refusal.code == "not-checked":
                one.upload.seen = None
                continue
            if self.asking is not None:
                refuse_file(self.request.actor, self.asking, **why_of(refusal))
            self.laid.remove(one)
            forget_file(one.upload.file)


def _refused(upload: Upload, refusal: Refusal) -> str:
    return f"{upload.name}: {FileRefused(refusal).words}"


def without_errors(form: forms.Form) -> forms.Form:
    """The same form with what was said so far; nobody is told yet what is missing."""
    if form.is_bound:
        form.errors.clear()
    return form
