"""Several photos that come with a form: laid in order, turned, cut, put together.

The form itself says what lies in the tray, so that it works without scripts: `piece` (an
upload's key) once for each, in order, and beside it `turned-KEY`, `left-KEY`, `top-KEY`,
`right-KEY`, `bottom-KEY`. New files come as `file`. `do` says which button was pressed.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.db import transaction
from django.forms.utils import ErrorDict
from django.utils.translation import gettext as _

from harborlight.documents.actions import Checked, Sent, refuse_file
from harborlight.documents.checking import FileRefused, note_if_final
from harborlight.documents.pieces import (
    MOST_PIECES,
    Laid,
    Put,
    kept,
    limits,
    look,
    put_together,
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
from harborlight.papers.gathering import TURNS, Cut
from harborlight.papers.inspection import safe_name
from harborlight.papers.visible import visible
from harborlight.ui.arrivals import KNOWN_TROUBLE, in_words, why_of

if TYPE_CHECKING:
    from harborlight.documents.models import Request as Asking
    from harborlight.firm.doors import Request
    from harborlight.firm.models import Upload

SIDES = ("left", "top", "right", "bottom")
# Of a side, in hundredths: two opposite ones leave something between them.
MOST_CUT = 45
SEND = "send"
_ABOUT = "tray"


class Tray:
    """What lies in the tray of a paper after what this request says was done.

    laid: in order. wrong: sentences about what was not taken.
    """

    def __init__(self, request: Request, asking: Asking) -> None:
        self.request, self.asking = request, asking
        self.wrong: list[str] = []
        self.checked: Checked | None = None
        self.laid = [*self._posted()] if request.method == "POST" else [*self._kept()]

    @property
    def do(self) -> str:
        return str(self.request.POST.get("do", ""))

    def hear(self, *, enough: bool = False) -> bool:
        """Take in new files and do what was asked. True when all of it is one file now.

        enough: whether what must be said of the paper was said; else nothing is put
        together. What is no paper is taken out, and said. Raises beside.Needs.
        """
        self._take_new()
        self._drop_too_many()
        sends = self.do == SEND and enough and bool(self.laid) and not self.wrong
        put = self._done(sends=sends)
        self._note(put)
        if self.do == SEND:
            self._complain()
            return sends and not self.wrong and self._is_kept(put)
        self._move()
        return False

    @property
    def shown(self) -> list[dict[str, Any]]:
        """Each as the page shows it; what is cut off, in hundredths."""
        return [
            {"key": one.upload.key, "name": one.upload.name, "turned": one.turned}
            | {
                side: round(part * 100)
                for side, part in zip(SIDES, one.cut, strict=True)
            }
            for one in self.laid
        ]

    def sent(self) -> list[Sent]:
        """The pieces as the action keeps them."""
        return [
            Sent(
                one.upload.file,
                safe_name(one.upload.name),
                one.kind,
                one.turned,
                one.cut,
            )
            for one in self.laid
        ]

    def give_up(self) -> None:
        """The whole was not taken after all: it is not kept either."""
        if self.checked is not None:
            forget_file(self.checked.file)

    def _posted(self) -> Any:
        said, keys = self.request.POST, self.request.POST.getlist("piece")
        again = self.request.META.get(beside.ABOUT, "").split()
        if again[:1] == [_ABOUT]:
            # The files of the form were kept before the work was done.
            keys = again[2:]
        for key in dict.fromkeys(keys[: 2 * MOST_PIECES]):
            if upload := self._upload(key):
                turned = _whole(said.get(f"turned-{key}"), most=270)
                cut = [_whole(said.get(f"{s}-{key}"), most=MOST_CUT) for s in SIDES]
                left, top, right, bottom = (part / 100 for part in cut)
                how = turned if turned in TURNS else 0
                yield Laid(upload, how, (left, top, right, bottom))

    def _kept(self) -> Any:
        """What lay here when the page was left, if it was sent by the script."""
        reference = self.asking.key
        for one in waiting_pieces(self.request.actor, reference, self.asking.case_id):
            if refusal_of(one) is None:
                yield Laid(one)

    def _upload(self, key: str) -> Upload | None:
        try:
            pk: UUID = read(key)
        except ValueError:
            return None
        found = arrived_upload(self.request.actor, pk, self.asking.case_id)
        return found if found and found.taken_at is None else None

    def _take_new(self) -> None:
        """Files that came in the form itself, in the order in which they were chosen."""
        actor, case = self.request.actor, self.asking.case_id
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

    def _drop_too_many(self) -> None:
        for one in self.laid[MOST_PIECES:]:
            forget_file(one.upload.file)
        if len(self.laid) > MOST_PIECES:
            self.laid = self.laid[:MOST_PIECES]
            words = _(
                "Up to %(most)s photos become one paper. The first ones are here."
            )
            self.wrong.append(words % {"most": MOST_PIECES})

    def _done(self, *, sends: bool) -> Put:
        """What was seen in them and, if they are to be sent, what became of them."""
        unseen = [one for one in self.laid if one.upload.seen is None]
        if not sends and not unseen:
            return Put({})
        work = put_together if sends else look
        those = with_files(self.laid if sends else unseen)
        keys = " ".join(one.upload.key for one in self.laid)
        about = f"{_ABOUT} {SEND if sends else 'look'} {keys}"
        whose, most = str(self.request.actor.account), limits()
        put: Put = beside.done(
            self.request, Work(about, lambda: work(those, most), whose=whose)
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
            self.wrong.append(f"{one.upload.name}: {FileRefused(refusal).words}")
            if refusal.code == "not-checked":
                one.upload.seen = None
                continue
            refuse_file(self.request.actor, self.asking, **why_of(refusal))
            self.laid.remove(one)
            forget_file(one.upload.file)

    def _complain(self) -> None:
        if not self.laid and not self.wrong:
            self.wrong.append(_("Choose the photos first."))

    def _is_kept(self, put: Put) -> bool:
        title = self.asking.title.get("en") or self.asking.kind
        try:
            self.checked = kept(
                self.request.actor,
                self.asking.case_id,
                put,
                self.laid,
                f"{title[:80]}.pdf",
            )
        except FileRefused as no:
            names = {one.upload.key: one.upload.name for one in self.laid}
            which = f"{names[put.wrong]}: " if put.wrong in names else ""
            self.wrong.append(which + no.words)
            return False
        return True

    def _move(self) -> None:
        """Do what a button of the tray says: `earlier:KEY`, `later`, `turn`, `remove`."""
        deed, _colon, key = self.do.partition(":")
        at = next((n for n, o in enumerate(self.laid) if o.upload.key == key), None)
        if at is None:
            return
        one = self.laid.pop(at)
        if deed == "remove":
            forget_file(one.upload.file)
            return
        if deed == "turn":
            one = replace(one, turned=(one.turned + 90) % 360, cut=_turned(one.cut))
        to = {"earlier": at - 1, "later": at + 1}.get(deed, at)
        self.laid.insert(max(0, to), one)


def _turned(cut: Cut) -> Cut:
    """The same cut when the picture is turned by a quarter, clockwise."""
    left, top, right, bottom = cut
    return bottom, left, top, right


def _whole(words: str | None, *, most: int) -> int:
    return min(int(words), most) if words and words.isdigit() else 0


def without_errors(form: forms.Form) -> forms.Form:
    """The same form with what was said so far; nobody is told yet what is missing."""
    if form.is_bound:
        form._errors = ErrorDict()  # type: ignore[attr-defined]
    return form
