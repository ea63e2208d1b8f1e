"""A page of a site is typed, and whoever typed it says so."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from harborlight.cases.models import Case
from harborlight.filings import events
from harborlight.filings.actions.certifying import NotAsSeen
from harborlight.filings.actions.sending import NotCertified
from harborlight.filings.models import TypedPage
from harborlight.filings.releasing import filings_of_site, why_site_kept
from harborlight.filings.site_sheets import lines_of, sheet_of
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.law.sites import Site


def mark_typed(
    actor: Actor, case: Case, *, site: Site, part: str, page: str, over: str, on: date
) -> None:
    """Say that one has typed a page of the site (or done a step), as it stood.

    over: what was seen on it (Page.over). Raises NotAsSeen where an answer changed while
    the sheet was open, NobodyThere without such a party; NotCertified of the page that
    submits it, while the certificate of its filing is lacking.
    """
    sheet = sheet_of(actor, case, site, part, on=on)
    found = next((one for one in sheet.pages if one.section.key == page), None)
    if found is None or found.over != over:
        raise NotAsSeen(
            _(
                "An answer on this page changed while the sheet was open. This is how it "
                "stands now: compare it with the site, then say that it is typed."
            )
        )
    if found.section.submits:
        several = filings_of_site(actor, case, site, part)
        if why := why_site_kept(actor, several, site, on=on):
            raise NotCertified(why)
    with acting(actor, events.PAGE_TYPED, case) as event:
        row, _made = TypedPage.objects.update_or_create(
            firm=actor.firm,
            case_id=case.pk,
            sheet=site.key,
            part=part,
            page=page,
            defaults={
                "lines": lines_of(found),
                "typed_at": now(),
                "typed_by_id": actor.user_id,
            },
        )
        event.note(row)
        event.say(page=found.section.name, form=site.form, agency=site.place)


def mark_untyped(actor: Actor, case: Case, *, site: Site, part: str, page: str) -> None:
    """Say that a page is to be typed again. Nothing happens where nobody typed it."""
    rows = TypedPage.objects.filter(
        case_id=case.pk, sheet=site.key, part=part, page=page
    )
    with acting(actor, events.PAGE_UNTYPED, case) as event:
        rows.delete()
        names = {one.key: one.name for one in site.sections}
        event.say(page=names.get(page, page), form=site.form)
