from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from harborlight.cases.models import Case
from harborlight.cases.queries import parties
from harborlight.facts.queries import case_facts, of_attorney, of_firm
from harborlight.filings import events
from harborlight.filings.composing import Made, make
from harborlight.filings.library import blank_of
from harborlight.filings.models import Filing, FilledForm, NeededForm
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now, today
from harborlight.firm.queries import credentials_of
from harborlight.firm.vault.stored import keep_bytes
from harborlight.law.packs import Pack, pack_of


def plan_filing(
    actor: Actor, case: Case, *, name: str, forms: Sequence[tuple[str, str]]
) -> Filing:
    """Say what will be filed: the forms, each with the party it is about, if it asks."""
    with acting(actor, events.PLANNED, case) as event:
        filing = Filing.objects.create(
            firm=actor.firm, case=case, name=name, planned_at=now()
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

    Raises NoBlank or NoEdition before anything is changed.
    """
    day = today(actor.firm.time_zone)
    facts = facts_for(actor, filing.case)
    needed = [*NeededForm.objects.filter(filing=filing).order_by("position", "pk")]
    made = [(one, *_make(one, facts, day)) for one in needed]
    return [_keep(actor, one, pack, form) for one, pack, form in made]


def facts_for(actor: Actor, case: Case) -> dict[str, Any]:
    """Everything that the packs may ask: of the parties, the case, the attorney, the firm."""
    attorney = credentials_of(actor, case.lead_id) if case.lead_id else None
    return {
        **case_facts(actor, case),
        "attorney": of_attorney(actor, attorney),
        "firm": of_firm(actor, actor.firm),
    }


def _make(needed: NeededForm, facts: dict[str, Any], day: Any) -> tuple[Pack, Made]:
    pack = pack_of(needed.form, on=day)
    return pack, make(pack, blank_of(pack), facts, on=day, client=needed.client)


def _keep(actor: Actor, needed: NeededForm, pack: Pack, made: Made) -> FilledForm:
    with acting(actor, events.FILLED, needed) as event:
        # The needed form's row is held: two people filling at once get two numbers.
        NeededForm.objects.select_for_update().get(pk=needed.pk)
        earlier = FilledForm.objects.filter(needed=needed)
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
            signers=_signers(actor, needed, made),
            **_findings(made),
            prepared_at=now(),
            prepared_by_id=actor.user_id,
            prepared_human=actor.human,
        )
        event.made(filled)
        event.say(
            form=pack.form, missing=len(filled.missing), sha256=filled.file.sha256
        )
    return filled


def _signers(actor: Actor, needed: NeededForm, made: Made) -> list[str]:
    """The parts of the parties who sign: attorneys sign at their own desk."""
    parts = {party.part for party in parties(actor, needed.case)}
    wanted = {
        needed.client if signature.party == "client" else signature.party
        for signature in made.composed.signatures
    }
    return sorted(wanted & parts)


def _findings(made: Made) -> dict[str, list[dict[str, str]]]:
    """What a person must still see to: places and paths, never a value."""
    composed = made.composed
    return {
        "missing": [
            {"item": one.item, "path": one.path, "person": one.person}
            for one in composed.missing
        ],
        "continued": [{"item": str(one.place)} for one in composed.continued],
        "problems": [
            *({"code": one.code, "item": str(one.place)} for one in composed.problems),
            *(
                {"code": "not printed", "item": one.box, "why": one.sentence}
                for one in made.not_printed
            ),
        ],
    }
