"""A fee agreement is written and accepted; who pays; what was said about fees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Max
from django.utils.translation import gettext

from harborlight.agreements import events
from harborlight.agreements.models import AgreedPart, Agreement, FeeNote, Payer
from harborlight.billing.actions import CaseIsClosed
from harborlight.cases.models import Case
from harborlight.documents.models import Version
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now, today
from harborlight.firm.words import in_every_language, money
from harborlight.people.models import Person
from harborlight.trust.who_pays import must_be_allowed_to_pay


@dataclass(frozen=True)
class PartSaid:
    """A part of the fee as it is written: when it is asked for, and whole cents."""

    at: str
    cents: int
    key: str = ""
    texts: dict[str, str] = field(default_factory=dict)


class PartsDiffer(Exception):
    """The parts of a flat fee are the fee, to the cent."""


class AlreadyDecided(Exception):
    """Somebody accepted it, or wrote another one, in the meantime."""


def write_agreement(
    actor: Actor,
    case: Case,
    *,
    shape: str,
    fee_cents: int = 0,
    retainer_cents: int = 0,
    least_cents: int = 0,
    notice_days: int = 0,
    words: str = "",
    parts: Sequence[PartSaid] = (),
) -> Agreement:
    """Write another version of the fee agreement; it holds once somebody accepted it.

    Raises PartsDiffer, CaseIsClosed.
    """
    with acting(actor, events.WRITTEN, case) as event:
        held = Case.objects.select_for_update(no_key=True).get(pk=case.pk)
        if held.closed_on is not None:
            raise CaseIsClosed(gettext("This case is closed. Open it again first."))
        _parts_are_the_fee(parts, fee_cents)
        made = Agreement.objects.create(
            firm=actor.firm,
            case=case,
            version=_next_version(case),
            shape=shape,
            fee_cents=fee_cents,
            retainer_cents=retainer_cents,
            least_cents=least_cents,
            notice_days=notice_days,
            words=words,
            written_at=now(),
            written_by_id=actor.account,
        )
        _keep_parts(made, parts)
        event.made(made)
        shape_words = in_every_language(Agreement.Shape(shape).label)
        event.say(version=made.version, shape=shape_words)
    return made


def _next_version(case: Case) -> int:
    rows = Agreement.objects.filter(case=case)
    return (rows.aggregate(last=Max("version"))["last"] or 0) + 1


def _keep_parts(made: Agreement, parts: Sequence[PartSaid]) -> None:
    for position, said in enumerate(parts):
        AgreedPart.objects.create(
            firm_id=made.firm_id,
            case_id=made.case_id,
            agreement=made,
            position=position,
            at=said.at,
            key=said.key,
            texts=said.texts,
            cents=said.cents,
        )


def _parts_are_the_fee(parts: Sequence[PartSaid], fee_cents: int) -> None:
    total = sum(one.cents for one in parts)
    if parts and total != fee_cents:
        raise PartsDiffer(
            gettext("The parts come to %(parts)s, and the fee is %(fee)s.")
            % {"parts": money(total), "fee": money(fee_cents)}
        )


def accept_agreement(
    actor: Actor,
    agreement: Agreement,
    *,
    by: Person,
    on: date,
    signed: Version | None = None,
) -> None:
    """Record who accepted it, on which day, and the signed paper. It replaces the last.

    Raises AlreadyDecided, NotTheirsToPay.
    """
    with acting(actor, events.ACCEPTED, agreement) as event:
        # Two versions of a case are two rows: whoever is first holds what both belong to.
        case = Case.objects.select_for_update(no_key=True).get(pk=agreement.case_id)
        _may_be_accepted(agreement, case)
        must_be_allowed_to_pay(case, by, on=on)
        _take_effect(agreement, by, on, signed)
        event.say(
            name=by.full_name,
            version=agreement.version,
            on=on.isoformat(),
            for_person=str(by.pk),
        )


def ask_agreement(actor: Actor, agreement: Agreement, *, of: Person) -> None:
    """Ask whoever will pay to read it and agree to it in the portal.

    What they were asked before in this case is asked no more. Raises AlreadyDecided,
    NotTheirsToPay, CaseIsClosed.
    """
    with acting(actor, events.ASKED, agreement) as event:
        case = Case.objects.select_for_update(no_key=True).get(pk=agreement.case_id)
        if case.closed_on is not None:
            raise CaseIsClosed(gettext("This case is closed. Open it again first."))
        _may_be_accepted(agreement, case)
        must_be_allowed_to_pay(case, of, on=today(actor.firm.time_zone))
        others = Agreement.objects.filter(case=case, accepted_on=None)
        others.update(asked_of=None, asked_at=None)
        agreement.asked_of, agreement.asked_at = of, now()
        agreement.save(update_fields=["asked_of", "asked_at"])
        event.say(name=of.full_name, version=agreement.version, for_person=str(of.pk))


def agree_to(actor: Actor, agreement: Agreement) -> None:
    """Agree to it, as whoever was asked; from now on it holds. Raises AlreadyDecided."""
    with acting(actor, events.AGREED, agreement) as event:
        case = Case.objects.select_for_update(no_key=True).get(pk=agreement.case_id)
        _may_be_accepted(agreement, case)
        asked = agreement.asked_of
        if asked is None or asked.login_id != actor.user_id:
            raise AlreadyDecided(
                gettext("We do not ask you for this any more. Nothing was agreed.")
            )
        on = today(actor.firm.time_zone)
        must_be_allowed_to_pay(case, asked, on=on)
        _take_effect(agreement, asked, on, None)
        event.say(
            version=agreement.version, on=on.isoformat(), for_person=str(asked.pk)
        )


def _take_effect(
    agreement: Agreement, by: Person, on: date, signed: Version | None
) -> None:
    """From now on this version holds, and who accepted it pays; the case is held."""
    before = Agreement.objects.filter(
        case=agreement.case_id, accepted_on__isnull=False, replaced_at=None
    )
    before.update(replaced_at=now())
    agreement.accepted_on, agreement.accepted_by = on, by
    agreement.signed = signed
    agreement.save(update_fields=["accepted_on", "accepted_by", "signed"])
    Payer.objects.get_or_create(
        firm_id=agreement.firm_id,
        case_id=agreement.case_id,
        person=by,
        defaults={"pays": Payer.Pays.EVERYTHING, "added_at": now()},
    )


def _may_be_accepted(agreement: Agreement, case: Case) -> None:
    agreement.refresh_from_db(
        fields=["accepted_on", "replaced_at", "asked_of", "asked_at"]
    )
    newer = Agreement.objects.filter(
        case=case, accepted_on__isnull=False, version__gt=agreement.version
    )
    if agreement.accepted_on or agreement.replaced_at or newer.exists():
        raise AlreadyDecided(gettext("This version was accepted or replaced already."))


def choose_payer(
    actor: Actor, case: Case, *, person: Person, pays: str, sees: str
) -> Payer:
    """Record that somebody pays, what of it, and how much of the account they see.

    Raises NotTheirsToPay.
    """
    with acting(actor, events.PAYER_CHOSEN, case) as event:
        must_be_allowed_to_pay(case, person, on=today(actor.firm.time_zone))
        payer, _ = Payer.objects.update_or_create(
            firm=actor.firm,
            case=case,
            person=person,
            defaults={"pays": pays, "sees": sees},
            create_defaults={"pays": pays, "sees": sees, "added_at": now()},
        )
        event.note(payer)
        what = in_every_language(Payer.Pays(pays).label)
        event.say(name=person.full_name, what=what)
    return payer


def remove_payer(actor: Actor, payer: Payer) -> None:
    """Somebody pays no more for what comes; what they were asked for stays theirs."""
    with acting(actor, events.PAYER_REMOVED, payer) as event:
        event.about(payer.case)
        event.say(name=payer.person.full_name)
        payer.delete()


def note_fees(actor: Actor, case: Case, *, words: str) -> FeeNote:
    """Note what was said about fees; nobody but readers of money sees it."""
    with acting(actor, events.FEES_TALKED, case) as event:
        made = FeeNote.objects.create(
            firm=actor.firm, case=case, words=words, at=now(), by_id=actor.account
        )
        event.about(made)
    return made
