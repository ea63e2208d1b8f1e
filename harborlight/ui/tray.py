"""Several photos that come with a form: laid in order, turned, cut, put together.

Beside what ui/chosen.py reads: `turned-KEY`, `left-KEY`, `top-KEY`, `right-KEY`,
`bottom-KEY` for each.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from harborlight.documents.actions import Checked, Sent
from harborlight.documents.checking import FileRefused
from harborlight.documents.pieces import PURPOSE, Laid, Put, kept, look, put_together
from harborlight.firm.numbers import whole
from harborlight.firm.vault.stored import forget_file
from harborlight.papers.gathering import TURNS, Cut
from harborlight.papers.inspection import safe_name
from harborlight.ui.chosen import SEND, Chosen

if TYPE_CHECKING:
    from harborlight.documents.models import Request as Asking
    from harborlight.firm.doors import Request
    from harborlight.firm.models import Upload

SIDES = ("left", "top", "right", "bottom")
# Of a side, in hundredths: two opposite ones leave something between them.
MOST_CUT = 45


class Tray(Chosen):
    """What lies in the tray of a paper after what this request says was done."""

    asking: Asking

    def __init__(self, request: Request, asking: Asking) -> None:
        self.checked: Checked | None = None
        super().__init__(
            request,
            asking.case_id,
            purpose=PURPOSE,
            reference=asking.key,
            asking=asking,
        )

    def hear(self, *, enough: bool = False) -> bool:
        """Take in new files and do what was asked. True when all of it is one file now.

        enough: whether what must be said of the paper was said; else nothing is put
        together. What is no paper is taken out, and said. Raises beside.Needs.
        """
        if self.do != SEND:
            self.take_in()
            self._move()
            return False
        self._take_new()
        sends = enough and bool(self.laid) and not self.wrong
        put = self._done(put_together if sends else look)
        self._note(put)
        if not self.laid and not self.wrong:
            self.wrong.append(_("Choose the photos first."))
        return sends and not self.wrong and self._is_kept(put)

    def how_laid(self, upload: Upload) -> Laid:
        said, key = self.request.POST, upload.key
        turned = _whole(said.get(f"turned-{key}"), most=270)
        cut = [_whole(said.get(f"{side}-{key}"), most=MOST_CUT) for side in SIDES]
        left, top, right, bottom = (part / 100 for part in cut)
        how = turned if turned in TURNS else 0
        return Laid(upload, how, (left, top, right, bottom))

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

    def _is_kept(self, put: Put) -> bool:
        title = self.asking.name or self.asking.kind
        try:
            self.checked = kept(
                self.request.actor,
                self.case_id,
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
        """Do what a button of the tray says: `earlier:KEY`, `later`, `turn`."""
        deed, _colon, key = self.do.partition(":")
        at = next((n for n, o in enumerate(self.laid) if o.upload.key == key), None)
        if at is None:
            return
        one = self.laid.pop(at)
        if deed == "turn":
            one = replace(one, turned=(one.turned + 90) % 360, cut=_turned(one.cut))
        to = {"earlier": at - 1, "later": at + 1}.get(deed, at)
        self.laid.insert(max(0, to), one)


def _turned(cut: Cut) -> Cut:
    """The same cut when the picture is turned by a quarter, clockwise."""
    left, top, right, bottom = cut
    return bottom, left, top, right


def _whole(words: str | None, *, most: int) -> int:
    return min(whole(words, 0), most)
