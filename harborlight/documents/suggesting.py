"""What was read on a paper, offered: to be confirmed by a person, with its place as proof.

Nothing read is believed by itself. A value that was read stands beside what is known, and
where the two differ both the team and the client are shown it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from harborlight.documents.models import Version
from harborlight.facts.accepting import accept
from harborlight.facts.catalogue import Entry, catalogue
from harborlight.facts.choices import country_name
from harborlight.facts.days import apart
from harborlight.facts.queries import Sheet, sheet
from harborlight.facts.refusals import Refusal
from harborlight.facts.showing import shown
from harborlight.facts.versions import version as word_of
from harborlight.firm.actor import Actor
from harborlight.law.countries import UNITED_STATES, of_three_letters
from harborlight.law.pack_conditions import NONE, UNKNOWN
from harborlight.papers.language import language_of
from harborlight.papers.mrz import Value, Zone, read_mrz
from harborlight.papers.notices import Notice, read_notice
from harborlight.papers.page_text import PageText
from harborlight.papers.places import Place
from harborlight.people.names import folded

# What lines for machines say -> the fact of the person that it is.
FACTS = {
    "birth": "birth.date",
    "sex": "sex",
    "number": "passport.number",
    "country": "passport.country",
    "expires": "passport.expires",
}
# Those of passports alone: a card's number is no passport's.
_OF_PASSPORTS = frozenset({"number", "country", "expires"})
_SEXES = {"M": "male", "F": "female"}
_NAMES = {
    "surname": _("Family name in capitals"),
    "given": _("Given names in capitals"),
}
_TOLD = {
    "receipt_number": _("Receipt number"),
    "case_form": _("Form"),
    "received_on": _("Received date"),
    "noticed_on": _("Notice date"),
    "priority_on": _("Priority date"),
    "valid_from": _("Valid from"),
    "valid_to": _("Valid until"),
}
NOTICES = {
    "receipt": _("Receipt"),
    "approval": _("Approval"),
    "transfer": _("Transfer"),
    "biometrics": _("Biometrics appointment"),
    "interview": _("Interview"),
    "evidence": _("Request for evidence"),
    "rejection": _("Rejection"),
    "reopening": _("Reopening"),
    "denial": _("Denial"),
    "intent": _("Notice of intent to deny"),
    "intent to revoke": _("Notice of intent to revoke"),
}
_OF_PAPER = {"issued_on": _("Date on the paper"), "country": _("Issuing country")}

Standing = Literal["new", "same", "differs", "told"]


@dataclass(frozen=True)
class Suggestion:
    """One value that was read.

    key: names it in an address. value: as it would be kept; said: in the reader's words,
    now: what is known, in the same words, "" where nothing is. standing: "new" and
    "differs" can be confirmed; "told" has no place in our record and is only shown.
    agrees: whether its check digit did; None where it has none. over: the word for what
    stands now (facts.versions), so that nobody overwrites what they have not seen.
    """

    key: str
    label: str
    value: str
    said: str
    place: Place
    now: str = ""
    standing: Standing = "told"
    agrees: bool | None = None
    fact: str = ""
    field: str = ""
    over: str = ""

    @property
    def can_be_confirmed(self) -> bool:
        return self.standing in ("new", "differs") and bool(self.fact or self.field)


@dataclass(frozen=True)
class Understood:
    """What the pages of a version are, as far as a program can tell."""

    zone: Zone | None
    notice: Notice | None


def understood(pages: Sequence[PageText], on: date) -> Understood:
    """Lines for machines and notices on these pages. on: today."""
    return Understood(read_mrz(pages, on), read_notice(pages))


def suggestions(
    actor: Actor,
    version: Version,
    pages: Sequence[PageText],
    *,
    language: str,
    on: date,
) -> list[Suggestion]:
    """What was read on a version and what is known beside it. on: today."""
    found, person = understood(pages, on), version.document.person
    several: list[Suggestion] = []
    if found.zone and person is not None:
        known = sheet(actor, version.case, person)
        several += _facts(version, found.zone, known, language, on)
        several += _names(found.zone, known)
    several += _of_the_paper(version, found, language)
    if found.notice:
        several += _told(found.notice)
    return several


def prefilled(pages: Sequence[PageText], on: date) -> dict[str, Any]:
    """issued_on, country and language of a paper, as far as they were read. on: today."""
    found = understood(pages, on)
    said: dict[str, Any] = {}
    if found.notice:
        said = {"country": UNITED_STATES, "language": "en"}
        day = found.notice.get("noticed_on")
        said |= {"issued_on": date.fromisoformat(day)} if day else {}
    elif code := _country(found.zone):
        said["country"] = code
    language = language_of("\n".join(page.text for page in pages))
    return {"language": language, **said} if language else said


def read_at_upload(pages: Sequence[PageText], on: date) -> dict[str, str]:
    """The same of a paper that is being sent, as its form takes it; and expires_on, where
    a passport's lines for machines say it and its check digit agrees. on: today.
    """
    said = prefilled(pages, on)
    if said.get("issued_on", on) > on:
        del said["issued_on"]
    zone = understood(pages, on).zone
    day = zone.get("expires") if zone and zone.format == "TD3" else None
    if day and day.agrees:
        said["expires_on"] = day.text
    return {name: str(value) for name, value in said.items()}


def _country(zone: Zone | None) -> str:
    value = zone.get("country") if zone else None
    return of_three_letters().get(value.text, "") if value else ""


def _facts(
    version: Version, zone: Zone, known: Sheet, language: str, on: date
) -> Iterator[Suggestion]:
    for value in zone.values:
        name = FACTS.get(value.name, "")
        entry = catalogue().entries["person", name] if name else None
        kept = kept_of(entry, zone, value, on) if entry else ""
        if not entry or not kept:
            continue
        now = known.get(name)
        standing = _standing(entry, now, kept)
        yield Suggestion(
            key=f"fact-{value.name}",
            label=entry.label(language),
            value=kept,
            said=shown(entry, kept, language=language),
            place=value.place,
            now=shown(entry, now, language=language) if now else "",
            standing=standing,
            agrees=value.agrees,
            fact=name,
            over=word_of(version.case_id, name, None, now),
        )


def _standing(entry: Entry, now: str, kept: str) -> Standing:
    """A day of which a part was answered is no other one: the paper says more of it."""
    if now == kept:
        return "same"
    is_more = entry.type == "date" and now and not apart(now, kept)
    return "differs" if now and not is_more else "new"


def kept_of(entry: Entry, zone: Zone, value: Value, on: date) -> str:
    """The value as the catalogue keeps it; "" where it would not be taken. on: today."""
    text = value.text
    if value.name in _OF_PASSPORTS and zone.format != "TD3":
        return ""
    if value.name == "sex":
        text = _SEXES.get(text, "")
    elif value.name == "country":
        text = of_three_letters().get(text, "")
    try:
        return accept(entry, text, on=on)
    except Refusal:
        return ""


def _names(zone: Zone, known: Sheet) -> Iterator[Suggestion]:
    """Names have neither accents nor small letters there: they are compared, not kept."""
    family, *given = [
        "" if (said := known.get(f"name.{part}")) in (NONE, UNKNOWN) else said
        for part in ("family", "given", "middle")
    ]
    now = {"surname": family, "given": " ".join(given).strip()}
    for name, label in _NAMES.items():
        value = zone.get(name)
        if value is None:
            continue
        standing: Standing = "told"
        if now[name]:
            standing = "same" if _same_name(now[name], value.text) else "differs"
        yield Suggestion(
            key=f"name-{name}",
            label=str(label),
            value=value.text,
            said=value.text,
            place=value.place,
            now=now[name],
            standing=standing,
        )


def _same_name(one: str, other: str) -> bool:
    """Accents, capitals and dashes aside; a name that is cut off there is the same."""
    first, second = folded(one).split(), folded(other).split()
    return first == second or "".join(first) == "".join(second)


def _of_the_paper(
    version: Version, found: Understood, language: str
) -> Iterator[Suggestion]:
    """What the paper's own record may say: its day and its country."""
    document, notice = version.document, found.notice
    told = notice.told if notice else ()
    if noticed := next((one for one in told if one.name == "noticed_on"), None):
        day, place = noticed.text, noticed.place
        now = document.issued_on
        yield _paper("issued_on", day, _day(day), place, _day(now) if now else "")
    country = _country(found.zone)
    value = found.zone.get("country") if found.zone else None
    if country and value:
        was = document.country
        named = country_name(was, language) if was else ""
        said = country_name(country, language)
        yield _paper("country", country, said, value.place, named)


def _paper(field: str, value: str, said: str, place: Place, now: str) -> Suggestion:
    standing: Standing = "same" if now == said else "differs" if now else "new"
    return Suggestion(
        key=f"paper-{field.replace('_', '-')}",
        label=str(_OF_PAPER[field]),
        value=value,
        said=said,
        place=place,
        now=now,
        standing=standing,
        field=field,
    )


def _told(notice: Notice) -> Iterator[Suggestion]:
    for one in notice.told:
        said = (
            _day(one.text) if one.name.endswith(("_on", "_from", "_to")) else one.text
        )
        label = str(_TOLD[one.name])
        yield Suggestion(
            f"notice-{one.name.replace('_', '-')}", label, one.text, said, one.place
        )


def _day(day: str | date) -> str:
    as_day = date.fromisoformat(day) if isinstance(day, str) else day
    return date_format(as_day, "DATE_FORMAT")
