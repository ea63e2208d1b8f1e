"""Why an edition of a form is not taken on a day, in a sentence."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from harborlight.law.editions import edition_of, taken
from harborlight.law.packs import NoEdition, Pack, pack_of, pack_of_edition, packs


def refused(form: str, edition: date, *, on: date) -> str:
    """The sentence that refuses the edition on that day; "" when the agency takes it."""
    pack = next(
        (one for one in packs() if (one.form, one.edition) == (form, edition)), None
    )
    row = edition_of(form, edition)
    known = pack or row
    if known is None:
        return _("We do not know this edition of Form %(form)s.") % {"form": form}
    if known.accepted(on):
        return ""
    begins = pack.accepted_from if pack else row.effective_from if row else edition
    said = {"form": form, "edition": row.called if row else f"{edition:%m/%d/%y}"}
    if on < begins:
        said["day"] = date_format(begins, "DATE_FORMAT")
        return (
            _("The edition %(edition)s of Form %(form)s is taken from %(day)s on.")
            % said
        )
    return " ".join([_ended(form, edition, said), _instead(form, on)]).strip()


def pack_to_fill(form: str, *, on: date) -> Pack:
    """The pack of the edition taken on that day. NoEdition says which one is, and since when.

    TwoEditions where a person must choose.
    """
    try:
        return pack_of(form, on=on)
    except NoEdition as why:
        raise NoEdition(none_to_fill(form, on=on)) from why


def pack_chosen(form: str, edition: date, *, on: date) -> Pack:
    """The pack of an edition that somebody chose. NoEdition where it is not taken then."""
    if why := refused(form, edition, on=on):
        raise NoEdition(why)
    return pack_of_edition(form, edition)


def packs_to_choose(form: str, *, on: date) -> list[Pack]:
    """The editions with boxes that we know and that are taken on that day, oldest first."""
    return [pack for pack in packs() if pack.form == form and pack.accepted(on)]


def taken_packs(*, on: date) -> list[Pack]:
    """Every form that can be filled on that day, by its name, one edition each."""
    taken_now = [pack for pack in packs() if pack.accepted(on)]
    return [*{pack.form: pack for pack in taken_now}.values()]


def none_to_fill(form: str, *, on: date) -> str:
    """Why the form cannot be filled on that day: no edition of which we know the boxes."""
    ours = [pack for pack in packs() if pack.form == form]
    if not ours:
        sentence = _("We know no boxes of Form %(form)s.") % {"form": form}
        return " ".join([sentence, _instead(form, on)]).strip()
    return refused(form, ours[-1].edition, on=on)


def _ended(form: str, edition: date, said: dict[str, str]) -> str:
    try:
        until = pack_of_edition(form, edition).accepted_until
    except LookupError:
        row = edition_of(form, edition)
        until = row.until if row else None
    if until is None or until <= edition:
        return _("The edition %(edition)s of Form %(form)s is outdated.") % said
    said = {**said, "day": date_format(until, "DATE_FORMAT")}
    return (
        _("The edition %(edition)s of Form %(form)s was taken until %(day)s only.")
        % said
    )


def _instead(form: str, on: date) -> str:
    """Which editions are taken now, as far as the book knows."""
    now = [row.called for row in taken(form, on)]
    if not now:
        return _("Look up at the agency which edition it takes now.")
    said = ngettext(
        "The agency takes the edition %(editions)s now.",
        "The agency takes the editions %(editions)s now.",
        len(now),
    )
    return said % {"editions": ", ".join(now)}
