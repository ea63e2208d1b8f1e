"""Every query happens inside one firm; outside of one it fails, loudly.

The manager is the first wall. On PostgreSQL the same firm is told to the
database, for the length of one transaction, and row-level security is the second.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from django.db import connection, models, transaction

if TYPE_CHECKING:
    from harborlight.firm.actor import Actor
    from harborlight.firm.models import Firm, FirmRecord

Record = TypeVar("Record", bound="FirmRecord")
EVERYWHERE = "*"
_firm: ContextVar[Firm | None] = ContextVar("firm", default=None)
_everywhere: ContextVar[str] = ContextVar("everywhere", default="")


class OutsideFirm(Exception):
    """A query was made without saying for which firm."""


class NotFound(Exception):
    """There is no such thing, as far as this actor can see."""


@contextmanager
def inside(firm: Firm) -> Iterator[None]:
    """Do what follows inside one firm: its rows, and no others, exist.

    On PostgreSQL this is one transaction; an exception undoes all of it.
    """
    with _standing(firm, ""):
        yield


@contextmanager
def bound_to(firm: Firm) -> Iterator[None]:
    """Know the firm, and begin no transaction: each `inside(current_firm())` is one.

    For work that must be kept part by part. Outside of these parts PostgreSQL shows no
    row of any firm.
    """
    token = _firm.set(firm)
    try:
        yield
    finally:
        _firm.reset(token)


@contextmanager
def everywhere(reason: str) -> Iterator[None]:
    """Look into all firms: sign-in, webhooks, the clock. Say why, in words."""
    if not reason:
        raise ValueError("Say why all firms must be looked into.")
    with _standing(None, reason):
        yield


@contextmanager
def _standing(firm: Firm | None, reason: str) -> Iterator[None]:
    tokens = _firm.set(firm), _everywhere.set(reason)
    try:
        with _wall():
            yield
    finally:
        _firm.reset(tokens[0])
        _everywhere.reset(tokens[1])
        _tell_database_after()


@contextmanager
def _wall() -> Iterator[None]:
    if connection.vendor != "postgresql":
        yield
        return
    with transaction.atomic():
        _tell_database()
        yield


def _tell_database() -> None:
    """PostgreSQL's policies read this setting; it ends with the transaction."""
    firm = _firm.get()
    told = EVERYWHERE if _everywhere.get() else (str(firm.pk) if firm else "")
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.firm', %s, true)", [told])


def _tell_database_after() -> None:
    """Back in an outer firm's transaction, its setting must stand again."""
    on_postgres = connection.vendor == "postgresql"
    if on_postgres and connection.in_atomic_block and not connection.needs_rollback:
        _tell_database()


def current_firm() -> Firm:
    firm = _firm.get()
    if firm is None:
        raise OutsideFirm("Wrap this in `with inside(firm):`.")
    return firm


def current_firm_or_none() -> Firm | None:
    return _firm.get()


def where_we_are() -> tuple[UUID | None, bool]:
    """The id of the firm that we are inside of, and whether we look into all of them."""
    firm = _firm.get()
    return firm.pk if firm else None, bool(_everywhere.get())


class FirmManager(models.Manager[Record]):
    """Sees the rows of the firm we are in; outside of one it raises."""

    def get_queryset(self) -> models.QuerySet[Record]:
        rows = super().get_queryset()
        if _everywhere.get():
            return rows
        return rows.filter(firm=current_firm())

    def visible_to(self, actor: Actor) -> models.QuerySet[Record]:
        """The rows this actor reaches."""
        if actor.is_machine:
            return self.all()
        return self.filter(self.model.reach(actor))

    def one(self, actor: Actor, pk: UUID, *related: str, **also: Any) -> Record:
        """The row this actor asks for by its id. NotFound if they do not reach it.

        related: what it names and the page shows too, in the same question.
        """
        rows = self.visible_to(actor)
        try:
            return (rows.select_related(*related) if related else rows).get(
                pk=pk, **also
            )
        except self.model.DoesNotExist:
            raise NotFound from None
