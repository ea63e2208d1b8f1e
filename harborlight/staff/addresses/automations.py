from __future__ import annotations

from django.urls import URLPattern, path

from harborlight.staff.views import automations as kept
from harborlight.staff.views import hooks, reminding
from harborlight.staff.views import writing_automations as writing

ONE = "office/automations/<id:automation_id>"
urlpatterns: list[URLPattern] = [
    path("office/automations/", kept.listed, name="automations"),
    path("office/automations/take/", kept.take, name="take-automation"),
    path(
        "office/automations/versions/<id:rule_version_id>/",
        kept.version,
        name="automation-version",
    ),
    path(f"{ONE}/", kept.one, name="automation"),
    path(f"{ONE}/on/", kept.on, name="automation-on"),
    path(f"{ONE}/off/", kept.off, name="automation-off"),
    path(f"{ONE}/remove/", kept.remove, name="remove-automation"),
    path(f"{ONE}/write/", writing.write, name="write-automation"),
    path(f"{ONE}/write/when/", writing.when, name="automation-when"),
    path(f"{ONE}/write/if/", writing.condition, name="automation-if"),
    path(f"{ONE}/write/then/", writing.deed, name="automation-then"),
    path(f"{ONE}/write/drop/", writing.drop_row, name="drop-automation-row"),
    path(f"{ONE}/write/discard/", writing.discard, name="discard-automation"),
    path(f"{ONE}/publish/", writing.publish, name="publish-automation"),
    path(
        "office/automations/programs/<id:hook_id>/secret/",
        hooks.turn,
        name="turn-secret",
    ),
    path(
        "office/automations/messages/<id:delivery_id>/again/",
        hooks.again,
        name="send-again",
    ),
    path("office/automations/programs/", hooks.programs, name="hooks"),
    path(
        "office/automations/programs/<id:hook_id>/remove/",
        hooks.remove,
        name="remove-hook",
    ),
    path("office/reminders/", reminding.chosen, name="reminders"),
    path("office/reminders/<slug:about>/", reminding.steps, name="cadence"),
    path(
        "office/reminders/sent/<id:reminder_id>/looked/",
        reminding.looked,
        name="reminder-looked",
    ),
    path("people/<id:person_id>/reaching/", reminding.reaching, name="reaching"),
]
