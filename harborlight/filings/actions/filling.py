from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from harborlight.cases.models import Case, Party
from harborlight.documents.actions import withdraw_request
from harborlight.facts.catalogue import general
from harborlight.facts.days import clashes
from harborlight.facts.queries import case_facts, of_attorney, of_firm
from harborlight.facts.structure import get
from harborlight.filings import events
from harborlight.filings.composing import Made, make
from harborlight.filings.edition_words import pack_to_fill
from harborlight.filings.library import blank_of
from harborlight.filings.models import (
    CHASE_DAYS,
    Filing,
    FilledBoxes,
    FilledForm,
    NeededForm,
    Signing,
)
from harborlight.filings.payment_forms import with_amount
from harborlight.filings.signed_pages import signed_in_ink
from harborlight.filings.written import plain_boxes
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now, today
from harborlight.firm.queries import credentials_of
from harborlight.firm.vault.stored import keep_bytes
from harborlight.law.packs import Pack, fact_paths


class AlreadySent(Exception):
    """A filing goes out once; its forms stay as they went."""


def plan_filing(
    actor: Actor,
    case: Case,
    *,
    name: str,
    forms: Sequence[tuple[str, str]],
    chase_days: int = CHASE_DAYS,
) -> Filing:
    """Say what will be filed: the forms, each with the party it is about, if it asks.

    chase_days: how long after it was sent the firm asks after a receipt.
    """
    with acting(actor, events.PLANNED, case) as event:
        filing = Filing.objects.create(
            firm=actor.firm,
            case=case,
            name=name,
            planned_at=now(),
            chase_days=chase_days,
        )
        event.made(filing)
        for position, (form, client) in enumerate(forms):
            NeededForm.objects.create(
                firm=actor.firm,
                case=case,
                filing=filing,
                form=form,
                client=client,
                position=position,
            )
        event.say(name=name, forms=[form for form, _ in forms])
    return filing


def fill_forms(actor: Actor, filing: Filing) -> list[FilledForm]:
    """Fill every form of the filing from what is known now; one event a form.

    Raises NoBlank, NoEdition or AlreadySent before anything is changed.
    """
    needed = NeededForm.objects.filter(filing=filing).select_related("pays")
    return _fill(actor, filing, [*needed.order_by("position", "pk")])


def fill_form(actor: Actor, needed: NeededForm) -> FilledForm:
    """Fill one form of the filing, as `fill_forms` does."""
    return _fill(actor, needed.filing, [needed])[0]


def _fill(
    actor: Actor, filing: Filing, needed: Iterable[NeededForm]
) -> list[FilledForm]:
    if filing.state != Filing.State.PREPARING:
        raise AlreadySent(_("This filing was sent. Its forms stay as they went out."))
    # What is answered from this moment on may not stand on the form.
    moment, day = now(), today(actor.firm.time_zone)
    facts = facts_for(actor, filing.case)
    made = [(one, *_make(one, facts, day)) for one in needed]
    return [_keep(actor, one, pack, form, moment, facts) for one, pack, form in made]


def facts_for(
    actor: Actor, case: Case, rows: Sequence[Party] | None = None
) -> dict[str, Any]:
    """Everything that the packs may ask: of the parties, the case, the attorney, the firm.

    rows: the parties, where the caller has them already.
    """
    attorney = credentials_of(actor, case.lead_id) if case.lead_id else None
    return {
        **case_facts(actor, case, rows),
        "attorney": of_attorney(actor, attorney, actor.firm),
        "firm": of_firm(actor, actor.firm),
    }


def _make(needed: NeededForm, facts: dict[str, Any], day: Any) -> tuple[Pack, Made]:
    pack = pack_to_fill(needed.form, on=day)
    facts = {**with_amount(facts, needed, day)}
    return pack, make(pack, blank_of(pack), facts, on=day, client=needed.client)


def _keep(
    actor: Actor,
    needed: NeededForm,
    pack: Pack,
    made: Made,
    moment: datetime,
    facts: dict[str, Any],
) -> FilledForm:
    with acting(actor, events.FILLED, needed) as event:
        # The needed form's row is held: two people filling at once get two numbers.
        NeededForm.objects.select_for_update().get(pk=needed.pk)
        earlier = FilledForm.objects.filter(needed=needed)
        _ask_no_longer(actor, needed)
        earlier.exclude(state=FilledForm.State.REPLACED).update(
            state=FilledForm.State.REPLACED
        )
        filled = FilledForm.objects.create(
            firm=actor.firm,
            case_id=needed.case_id,
            needed=needed,
            number=earlier.count() + 1,
            form=pack.form,
            edition=pack.edition,
            blank_sha256=pack.blanks[0],
            file=keep_bytes(actor.firm, needed.case_id, made.pdf),
            pages=made.pages,
            signers=_signers(needed, made),
            spared=sorted({one.spared for one in made.composed.spared}),
            **_findings(made, pack, facts),
            prepared_at=moment,
            prepared_by_id=actor.user_id,
        )
        _keep_boxes(filled, made)
        event.made(filled)
        event.say(
            form=pack.form, missing=len(filled.missing), sha256=filled.file.sha256
        )
    return filled


def _keep_boxes(filled: FilledForm, made: Made) -> None:
    """What stands on it, and what it rests on, for whoever checks it."""
    FilledBoxes.objects.create(
        firm_id=filled.firm_id,
        case_id=filled.case_id,
        filled=filled,
        boxes=plain_boxes(made.composed),
    )


def _ask_no_longer(actor: Actor, needed: NeededForm) -> None:
    """Nobody should sign the pages of a form that another one replaces."""
    asked = [
        *Signing.objects.filter(filled__needed=needed).select_related("request"),
    ]
    signed = signed_in_ink(actor, asked)
    for one in asked:
        if one.pk not in signed and one.request.withdrawn_at is None:
            withdraw_request(actor, one.request)


def _signers(needed: NeededForm, made: Made) -> list[str]:
    """The parts of the parties who sign, whether somebody on the case has that part or
    not yet: attorneys sign at their own desk."""
    wanted = {
        needed.client if signature.party == "client" else signature.party
        for signature in made.composed.signatures
    }
    return sorted(wanted - {"attorney"})


def _findings(
    made: Made, pack: Pack, facts: dict[str, Any]
) -> dict[str, list[dict[str, Any]]]:
    """What a person must still see to: places and paths, never a value.

    What was too long for its box stands "here", in the form's own part for more
    words, or "beyond": that part was full as well, and a sheet behind the form tells it.
    """
    composed, asked = made.composed, fact_paths(pack)
    places = {row.box: str(row.place) for row in pack.texts}
    return {
        "missing": [
            {
                "item": one.item,
                "path": one.path,
                "person": one.person,
                "also": [str(place) for place in one.also],
            }
            for one in composed.missing
        ],
        "continued": [
            *({"item": str(one.place), "on": "here"} for one in composed.additional),
            *({"item": str(one.place), "on": "beyond"} for one in composed.continued),
        ],
        "problems": [
            *({"code": one.code, "item": str(one.place)} for one in composed.problems),
            *(
                asdict(one) | {"item": ""}
                for one in clashes(facts)
                if not asked.isdisjoint(one.places)
            ),
            *(
                {"code": "not printed", "item": places.get(one.box, one.box)}
                | _answers(composed.used.get(one.box, ()), facts)
                for one in made.not_printed
            ),
        ],
    }


def _answers(paths: Sequence[str], facts: dict[str, Any]) -> dict[str, Any]:
    """The answers that a box is filled from; of one of several, which entry it is."""
    groups = [path[: path.rindex("]") + 1] for path in paths if "]" in path]
    rows = [get(facts, group) for group in groups[:1]]
    entry = next((row["entry"] for row in rows if isinstance(row, dict)), "")
    places = [general(path) for path in paths if entry or "]" not in path]
    return {"places": places, "entry": entry} if places else {}
