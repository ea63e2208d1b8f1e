"""All of it: the firm, the moulds, the cases on every core, the chain."""

from __future__ import annotations

import gc
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction

from harborlight.config.synth.casting import Cast, Keys
from harborlight.config.synth.chaining import Waiting, ahead, sealed
from harborlight.config.synth.founding import Office, found_office
from harborlight.config.synth.harvesting import HOME
from harborlight.config.synth.making import make_moulds
from harborlight.config.synth.moulds import Mould
from harborlight.config.synth.parting import begun, ended
from harborlight.config.synth.planning import (
    YEARS,
    Plan,
    last_numbers,
    plan_cases,
)
from harborlight.config.synth.tables import tables
from harborlight.config.synth.writing import Postgres, Writer
from harborlight.config.synth.writing_sqlite import Sqlite
from harborlight.firm.clock import now
from harborlight.firm.models import (
    EventLog,
    Firm,
    Membership,
    Numbering,
    ReaderPosition,
)
from harborlight.firm.readers import READERS, keep_up_in
from harborlight.firm.roles import Role
from harborlight.firm.tenancy import inside
from harborlight.firm.vault.log_end import sealed_end
from harborlight.trust.actions import home_of
from harborlight.trust.models import AT_A_TRUST_BANK, Account

Say = Callable[[str], object]
# How many couples are played: of one come names in two scripts, of six in many.
COUPLES = 6
FEWER = ((200, 1), (2000, 3))
BATCH = 50
# Of so many of the newest cases the files are written, not only their rows.
PAPERS = 500


def write_firm(
    name: str,
    *,
    cases: int,
    seed: int,
    password: str,
    say: Say,
    papers: int = PAPERS,
    couples: int = 0,
    processes: int = 0,
    into: Writer | None = None,
) -> Firm:
    """A new firm with so many cases. Its people sign in with this password."""
    begun = time.monotonic()
    into = into or (Postgres() if settings.ON_POSTGRES else Sqlite())
    founded = now() - timedelta(days=365 * YEARS)
    office = found_office(
        name, cases=cases, day=founded, password=make_password(password), seed=seed
    )
    keep_up_in(office.firm)
    with inside(office.firm):
        keys = Keys.of(office.firm)
    moulds = make_moulds(office, couples or couples_for(cases), say)
    zone = office.firm.time_zone
    outlines = [mould.outline for mould in moulds]
    plans = plan_cases(outlines, cases, seed=seed, now=now(), zone=zone, papers=papers)
    _prepare(office, moulds, plans)
    say(f"{len(moulds)} moulds after {time.monotonic() - begun:.0f} s")
    with tempfile.TemporaryDirectory(prefix="harborlight-synth-") as folder:
        work = Work(office, keys, moulds, into, Path(folder))
        with into.load(cases), _uncollected():
            processes = processes or into.processes
            _cast_all(work, plans, processes)
            say(f"{cases} cases after {time.monotonic() - begun:.0f} s")
            log = _chain(work, processes)
            say(f"{log.last_n} events after {time.monotonic() - begun:.0f} s")
    _close_books(office, log)
    into.finish()
    say(f"the whole firm after {time.monotonic() - begun:.0f} s")
    return office.firm


def couples_for(cases: int) -> int:
    """Playing takes its time: a small firm is not kept waiting for many."""
    return next((few for below, few in FEWER if cases < below), COUPLES)


# --- Cases ----------------------------------------------------------------------


class Work:
    """What every process needs to cast cases."""

    def __init__(
        self,
        office: Office,
        keys: Keys,
        moulds: Sequence[Mould],
        into: Writer,
        folder: Path,
    ) -> None:
        self.office, self.keys, self.moulds = office, keys, moulds
        self.into, self.folder = into, folder

    def cast(self, plans: Sequence[Plan], name: str) -> None:
        rest = iter(plans)
        with _uncollected(), Waiting(self.folder, name) as waiting:
            while several := [*islice(rest, BATCH)]:
                self._cast(several, waiting)

    def _cast(self, plans: Sequence[Plan], waiting: Waiting) -> None:
        texts: dict[Any, list[str]] = defaultdict(list)
        for plan in plans:
            cast = Cast(self.moulds[plan.mould], plan, self.office, self.keys)
            for table, columns, text in cast.rows():
                texts[table, tuple(columns)].append(text)
            waiting.add(cast, self.into)
        with inside(self.office.firm), self.into.together():
            self.into.rows(self._in_order(texts))

    def _in_order(self, texts: dict[Any, list[str]]) -> dict[Any, list[str]]:
        place = {model._meta.db_table: n for n, model in enumerate(tables())}
        return {key: texts[key] for key in sorted(texts, key=lambda k: place[k[0]])}


@contextmanager
def _uncollected() -> Iterator[None]:
    """Nothing made in here goes in circles; looking for such takes an eighth of it."""
    gc.freeze()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.unfreeze()


def _cast_all(work: Work, plans: Sequence[Plan], processes: int) -> None:
    if processes == 1:
        work.cast(plans, "0")
        return
    work.into.part()
    several = begun(
        [partial(work.cast, plans[n::processes], str(n)) for n in range(processes)]
    )
    work.into.gather(several)
    ended(several)


def _chain(work: Work, processes: int) -> EventLog:
    firm, into = work.office.firm, work.into
    with inside(firm):
        log = EventLog.objects.get(firm=firm)
    weeks = sealed(work.folder, log.last_hash, log.last_n)
    for rows in ahead(weeks) if processes > 1 else weeks:
        with inside(firm), into.together():
            into.events(rows)
        _row, log.last_n, log.last_hash = rows[-1]
    return log


# --- Books ----------------------------------------------------------------------


def _prepare(office: Office, moulds: Sequence[Mould], plans: Sequence[Plan]) -> None:
    """The accounts that all cases share, with what the cases will have posted."""
    posted: Counter[str] = Counter()
    for plan in plans:
        posted.update(moulds[plan.mould].posted)
    with inside(office.firm):
        home = home_of(office.firm.pk)
        office.books[HOME] = home.pk
        for book, cents in posted.items():
            account = Account.objects.create(
                firm=office.firm,
                book=book,
                bank=home if book in AT_A_TRUST_BANK else None,
                cents=cents,
            )
            office.books[book] = account.pk
        for series, last in last_numbers(plans).items():
            Numbering.objects.create(firm=office.firm, series=series, last=last)


def _close_books(office: Office, log: EventLog) -> None:
    """The log ends where the chain does, and its readers have read it."""
    with inside(office.firm), transaction.atomic():
        log.seal = sealed_end(office.firm, log.last_n, log.last_hash)
        log.sealed_at = now()
        log.save(update_fields=["last_n", "last_hash", "seal", "sealed_at"])
        for name in READERS:
            ReaderPosition.objects.update_or_create(
                firm=office.firm,
                reader=name,
                defaults={"n": log.last_n, "moved_at": now()},
            )


def sign_ins(firm: Firm) -> Iterator[str]:
    """Some people of the firm, and what they sign in with."""
    with inside(firm):
        playing = Membership.objects.select_related("user").order_by("since", "pk")
        for role in Role:
            if one := playing.filter(role=role).first():
                yield f"{role.label}: {one.user.email}"
