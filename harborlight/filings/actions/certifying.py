"""A filing is prepared by one person and checked by another; both answer by name."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from harborlight.filings import events
from harborlight.filings.actions.enveloping import _still_here
from harborlight.filings.actions.reading import NotYourOwn
from harborlight.filings.certificate_sheet import certificate_sheet
from harborlight.filings.certificates import Stands, check
from harborlight.filings.models import Certificate, Filing, FindingAnswer
from harborlight.filings.preflight_types import Finding
from harborlight.filings.queries import may_check_alone
from harborlight.firm.acting import Refused, acting, must
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.membership import is_behind
from harborlight.firm.models import User
from harborlight.firm.vault.stored import keep_bytes
from harborlight.papers.printing import print_sheet


class NotAsSeen(Exception):
    """Something changed while the page was open: nobody certifies what they did not see."""


class FindingsOpen(Exception):
    """Something was found that nobody has answered, or no attorney lifted."""


class FoundNoMore(Exception):
    """The preflight does not find this any more."""


def say_prepared(actor: Actor, filing: Filing) -> None:
    """Say that one has put the filing together: from now on another may check it."""
    with acting(actor, events.PREPARED, filing) as event:
        _still_here(filing)
        filing.prepared_by_id, filing.prepared_at = actor.user_id, now()
        filing.save(update_fields=["prepared_by", "prepared_at"])
        event.say(name=filing.name)


def answer_finding(
    actor: Actor, filing: Filing, *, key: str, words: str, on: date
) -> None:
    """Say what becomes of something that the preflight finds for that day.

    Raises FoundNoMore where it finds it no more, Refused for a hard stop.
    """
    must(actor, events.FINDING_ANSWERED)
    found = _find(actor, filing, key, on)
    if found.is_hard:
        raise Refused(_("An attorney alone lets a filing go in spite of a hard stop."))
    with acting(actor, events.FINDING_ANSWERED, filing) as event:
        event.note(_keep(actor, filing, found, words, lifts=False))
        event.say(name=filing.name, what=_called(found), words=words)


def lift_stop(actor: Actor, filing: Filing, *, key: str, words: str, on: date) -> None:
    """Let the filing go out in spite of a hard stop; words: the attorney's reason.

    Raises FoundNoMore, or Refused where the record itself must be put right first.
    """
    must(actor, events.STOP_LIFTED)
    found = _find(actor, filing, key, on)
    if found.is_final:
        raise Refused(_("Nobody lifts this: it must be put right first."))
    with acting(actor, events.STOP_LIFTED, filing) as event:
        event.note(_keep(actor, filing, found, words, lifts=True))
        event.say(name=filing.name, what=_called(found), words=words)


def certify_filing(actor: Actor, filing: Filing, *, over: str, on: date) -> Certificate:
    """Answer for it, as the second person, that the filing can go out on that day.

    over: the state that was seen (Stands.sha256). Raises NotYourOwn, NotAsSeen,
    FindingsOpen or AlreadySent.
    """
    alone = _checks_alone(actor, filing)
    kind = events.CERTIFIED_ALONE if alone else events.CERTIFIED
    with acting(actor, kind, filing) as event:
        _still_here(filing)
        stands = check(actor, filing, on=on)
        _must_be_answered(stands, over)
        made = _certificate(actor, stands, alone=alone)
        event.note(made)
        other = made.prepared_by.name if made.prepared_by else ""
        event.say(name=filing.name, other=other, sha256=made.sha256)
    return made


def _certificate(actor: Actor, stands: Stands, *, alone: bool) -> Certificate:
    filing, moment = stands.filing, now()
    earlier = Certificate.objects.filter(filing=filing).count()
    made = Certificate(
        firm=actor.firm,
        case_id=filing.case_id,
        filing=filing,
        number=earlier + 1,
        on=stands.on,
        sha256=stands.sha256,
        content={"state": {**stands.state}},
        prepared_by=filing.prepared_by,
        checked_by=User.objects.get(pk=actor.account),
        alone=alone,
        made_at=moment,
    )
    pdf = print_sheet("preflight", certificate_sheet(actor.firm, made, stands))
    made.file = keep_bytes(actor.firm, filing.case_id, pdf)
    made.save(force_insert=True)
    return made


def _must_be_answered(stands: Stands, over: str) -> None:
    if stands.sha256 != over:
        raise NotAsSeen(
            _(
                "Something changed while this page was open. This is how it stands now: "
                "look at it again."
            )
        )
    if waiting := stands.open:
        raise FindingsOpen(
            _("Not everything that was found is answered: %(what)s")
            % {"what": f"{waiting[0].finding.where}: {waiting[0].finding.what}"}
        )


def _checks_alone(actor: Actor, filing: Filing) -> bool:
    """Whether the firm's only attorney checks their own work, by the firm's setting."""
    must(actor, events.CERTIFIED)
    if filing.prepared_by_id is None:
        raise NotYourOwn(_("Nobody has said yet that it is prepared."))
    own = is_behind(actor, filing.prepared_by_id)
    if own and not may_check_alone(actor):
        raise NotYourOwn(
            _("A second person must check this filing: you prepared it yourself.")
        )
    return own


def _find(actor: Actor, filing: Filing, key: str, on: date) -> Finding:
    for one in check(actor, filing, on=on).looked:
        if one.finding.key == key:
            return one.finding
    raise FoundNoMore(_("This is not found any more. Look at how it stands now."))


def _keep(
    actor: Actor, filing: Filing, found: Finding, words: str, *, lifts: bool
) -> FindingAnswer:
    return FindingAnswer.objects.create(
        firm=actor.firm,
        case_id=filing.case_id,
        filing=filing,
        key=found.key,
        code=found.code,
        words=words,
        lifts=lifts,
        answered_by_id=actor.user_id,
        answered_at=now(),
    )


def _called(found: Finding) -> str:
    return f"{found.where}: {found.what}"
