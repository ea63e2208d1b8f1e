"""Which tables hold what belongs to cases: these are cast again for each made-up case."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.models import ForeignKey, Model

from harborlight.agency import models as agency
from harborlight.agreements import models as agreements
from harborlight.billing import models as billing
from harborlight.deadlines import models as deadlines
from harborlight.docket import models as docket
from harborlight.documents import models as documents
from harborlight.firm.models import (
    EventLog,
    FirmKey,
    FirmRecord,
    Numbering,
    ReaderPosition,
    Sighting,
    Upload,
    User,
)
from harborlight.packets.models import ExhibitSet, Paragraph
from harborlight.questionnaires.models import QuestionnaireDraft
from harborlight.search.models import SavedSearch
from harborlight.tasks import models as tasks

# Kept by the house itself, or made anew by whoever casts.
NOT_OF_A_CASE = {
    *agency.OF_NO_CASE,
    *agreements.OF_NO_CASE,
    *billing.OF_NO_CASE,
    *deadlines.OF_NO_CASE,
    *tasks.OF_NO_CASE,
    documents.Detail,
    docket.KeepingRule,
    docket.SavedView,
    # Written anew by the schedule, from what was cast.
    docket.Standing,
    docket.UsualStay,
    EventLog,
    ExhibitSet,
    FirmKey,
    documents.NamePattern,
    Numbering,
    documents.PaperSettings,
    documents.PaperTag,
    Paragraph,
    QuestionnaireDraft,
    ReaderPosition,
    documents.RoutingRule,
    SavedSearch,
    Sighting,
    documents.Standard,
    Upload,
}


def tables() -> list[type[Model]]:
    """Every table that a case may write to, in an order that foreign keys allow."""
    every = (model for model in apps.get_models() if issubclass(model, FirmRecord))
    records = [model for model in every if model not in NOT_OF_A_CASE]
    left: list[type[Model]] = [User, *records]
    found: list[type[Model]] = []
    while left:
        ready = [m for m in left if not _needs(m) & {*left} - {m}]
        found += ready
        left = [model for model in left if model not in ready]
    return found


def _needs(model: type[Model]) -> set[Any]:
    keys = [f for f in model._meta.concrete_fields if isinstance(f, ForeignKey)]
    return {key.related_model for key in keys}
