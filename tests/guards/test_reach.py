"""What an actor reaches depends on who they are, and on nothing else.

So the question is put into SQL once (firm/questions.py): no reach may ask the database
while it is made, or the clock, or what the firm has set.
"""

from datetime import UTC, datetime

from django.apps import apps
from django.core.exceptions import EmptyResultSet
from django.test.utils import CaptureQueriesContext

from harborlight.firm.actor import Actor
from harborlight.firm.clock import standing_at
from harborlight.firm.models import FirmRecord

MODELS = [one for one in apps.get_models() if issubclass(one, FirmRecord)]
LONG_AGO, FAR_OFF = datetime(2001, 1, 1, tzinfo=UTC), datetime(2077, 7, 7, tzinfo=UTC)


def asked(model, actor):
    try:
        return model.objects.visible_to(actor).query.sql_with_params()
    except EmptyResultSet:
        return ""


def test_what_somebody_reaches_is_always_the_same_question(ada, pat, ben, maria):
    from django.db import connection

    clock = Actor.clock(ada.firm)
    for model in MODELS:
        for actor in (ada, pat, ben, maria, clock):
            with CaptureQueriesContext(connection) as looked:
                with standing_at(LONG_AGO):
                    first = asked(model, actor)
                with standing_at(FAR_OFF):
                    later = asked(model, actor)
            assert not looked.captured_queries, f"{model.__name__} asks as it is made"
            assert first == later, f"{model.__name__} asks the clock"
