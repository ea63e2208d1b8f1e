from __future__ import annotations

from django.urls import URLPattern, path

from harborlight.staff.views import overview

urlpatterns: list[URLPattern] = [
    path("overview/", overview.overview, name="overview"),
    path("overview/save/", overview.save, name="save-view"),
    path("overview/views/<id:view_id>/delete/", overview.delete, name="delete-view"),
    path("overview/move/", overview.move, name="move-cases"),
    path("overview/workload/", overview.load, name="workload"),
    path("overview/usual/", overview.stays, name="usual-stays"),
]
