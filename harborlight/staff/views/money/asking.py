"""A page that asks for one thing about money, and what was wrong with it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render

from harborlight.cases.models import Case
from harborlight.firm.doors import Request


def ask(
    request: Request,
    form: forms.Form,
    *,
    title: str,
    button: str,
    back: str,
    case: Case | None = None,
    **also: Any,
) -> HttpResponse:
    """The form, of a case or of the whole office. also: note, facts, tab."""
    shown = {"form": form, "title": title, "button": button, "back": back}
    shown |= {"case": case, "tab": "case-money", **also}
    page = "staff/money/asked.html" if case else "staff/money/asked_office.html"
    status = 422 if form.is_bound else 200
    return render(request, page, shown, status=status)


def heard(request: Request) -> Any:
    """What was sent, or nothing where the page is only opened."""
    return request.POST if request.method == "POST" else None
