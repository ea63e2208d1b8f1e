from __future__ import annotations

from django.urls import URLPattern, path

from harborlight.staff.views import cases

urlpatterns: list[URLPattern] = [
    path("cases/", cases.cases, name="cases"),
    path("cases/<id:case_id>/", cases.case, name="case"),
]
