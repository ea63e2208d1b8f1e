"""Which form and edition a PDF is, and whether it is the agency's own file: a sentence."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from harborlight.filings.edition_words import refused
from harborlight.filings.pack_drafts import NoPrintedName, printed_name
from harborlight.law.editions import edition_of
from harborlight.law.packs import NoEdition, Pack, pack_of_blank, pack_of_edition, packs
from harborlight.papers.blanks import Blank
from harborlight.papers.opening import NeedsPassword, UnreadablePdf
from harborlight.papers.preparing import prepare
from harborlight.papers.reading import read

# A file is of a form whose bar codes it lacks when it has nearly all of its boxes.
ALIKE = 0.9


@dataclass(frozen=True)
class Checked:
    """code: official, filled, reissued, other_boxes, unknown_edition, unknown_form,
    locked or damaged. sentences: what to know and to do, first what it is."""

    code: str
    sentences: tuple[str, ...]
    form: str = ""
    edition: date | None = None

    @property
    def is_fit(self) -> bool:
        """Whether it can be put into the library as it is."""
        return self.code == "official"


def checked(pdf: bytes, *, on: date) -> Checked:
    """What the file is, and whether its edition is taken on that day."""
    pack = pack_of_blank(hashlib.sha256(pdf).hexdigest())
    if pack:
        sentence = _(
            "This is the agency's own blank of Form %(form)s, edition %(edition)s."
        )
        return _of(pack, "official", sentence % _said(pack.form, pack.edition), on)
    try:
        blank = prepare(pdf)
    except NeedsPassword as why:
        return Checked("locked", (str(why),))
    except UnreadablePdf as why:
        return Checked("damaged", (str(why),))
    return _looked_at(blank, on)


def _looked_at(blank: Blank, on: date) -> Checked:
    try:
        form, edition = printed_name(blank)
    except NoPrintedName:
        return _by_boxes(blank, on)
    try:
        return _beside(pack_of_edition(form, edition), blank, on)
    except NoEdition:
        return _unknown(form, edition, on)


def _unknown(form: str, edition: date, on: date) -> Checked:
    """The blank says what it is, and we have no pack for it."""
    said = _said(form, edition)
    sentences = [
        _(
            "It says that it is Form %(form)s, edition %(edition)s, which we cannot fill."
        )
        % said
    ]
    if edition_of(form, edition):
        sentences += filter(None, [refused(form, edition, on=on)])
    held = [f"{pack.edition:%m/%d/%y}" for pack in packs() if pack.form == form]
    if held:
        ours = {"form": form, "editions": ", ".join(held)}
        sentences.append(_("Of Form %(form)s we can fill: %(editions)s.") % ours)
    sentences.append(_("`harborlight forms draft` proposes its boxes as a form pack."))
    return Checked("unknown_edition", tuple(sentences), form, edition)


def _by_boxes(blank: Blank, on: date) -> Checked:
    """A blank without bar codes is known by the names of its boxes."""
    names = set(blank.by_name)
    for pack in packs():
        boxes = set(pack.all_boxes())
        if len(names & boxes) >= ALIKE * max(len(boxes), len(names)):
            return _beside(pack, blank, on)
    return Checked("unknown_form", (_("This is no form that we know."),))


def _beside(pack: Pack, blank: Blank, on: date) -> Checked:
    """A file that is none of the pack's blanks, beside the boxes of the pack."""
    filled, said = _filled(blank), _said(pack.form, pack.edition)
    if set(pack.all_boxes()) != set(blank.by_name):
        return _of(pack, "other_boxes", _other_boxes(pack, blank, said), on)
    if filled:
        sentence = ngettext(
            "This is Form %(form)s, edition %(edition)s, with %(n)s answer in it, not the "
            "blank.",
            "This is Form %(form)s, edition %(edition)s, with %(n)s answers in it, not the "
            "blank.",
            filled,
        )
        return _of(pack, "filled", sentence % {**said, "n": filled}, on)
    sentence = _(
        "This is Form %(form)s, edition %(edition)s, but not the file we know: it has the "
        "same boxes and another hash. Either the agency has saved it anew, or somebody "
        "else has. Compare it with `harborlight forms compare`, and add its hash to the "
        "pack: %(hash)s."
    )
    return _of(pack, "reissued", sentence % {**said, "hash": blank.sha256}, on)


def _other_boxes(pack: Pack, blank: Blank, said: dict[str, str]) -> str:
    ours, theirs = set(pack.all_boxes()), set(blank.by_name)
    sentence = _(
        "It says that it is Form %(form)s, edition %(edition)s, but it has other boxes: "
        "%(gone)s of ours are gone, %(new)s are new."
    )
    return sentence % {**said, "gone": len(ours - theirs), "new": len(theirs - ours)}


def _filled(blank: Blank) -> int:
    """How many boxes have an answer; bar codes always have one."""
    answers = read(blank.pdf)
    kinds = ("text", "check", "choice")
    boxes = (box for box in blank.boxes if box.kind in kinds and not box.read_only)
    given = [str(answers.get(box.name) or "").strip() for box in boxes]
    return sum(one not in ("", "False", "Off") for one in given)


def _of(pack: Pack, code: str, sentence: str, on: date) -> Checked:
    more = refused(pack.form, pack.edition, on=on) or _("Its edition is taken today.")
    return Checked(code, (sentence, more), pack.form, pack.edition)


def _said(form: str, edition: date) -> dict[str, str]:
    row = edition_of(form, edition)
    return {"form": form, "edition": row.called if row else f"{edition:%m/%d/%y}"}
