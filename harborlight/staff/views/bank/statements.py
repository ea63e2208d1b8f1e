"""Statements of a bank: brought in, typed, and their columns told."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from harborlight.bank.actions import (
    BroughtBefore,
    ReadBefore,
    bring_statement,
    bytes_of,
    choose_columns,
    write_statement,
)
from harborlight.bank.events import BROUGHT, READ
from harborlight.bank.forms import ColumnsForm, HandForm
from harborlight.bank.models import BankStatement
from harborlight.bank.queries import (
    get_bank_account,
    get_statement,
    lines_of,
    matches_of,
)
from harborlight.bank.reading.lines import UnfitStatement, text_of
from harborlight.bank.reading.table import Columns, Table, read_table
from harborlight.cases.actions import note_download
from harborlight.firm.acting import must
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.vault.downloads import file_response
from harborlight.papers.visible import visible
from harborlight.trust.models import BankAccount

ROWS, SAMPLE = 100, 6


@staff_page
def bring(request: Request, bank_account_id: UUID) -> HttpResponse:
    found = get_bank_account(request.actor, bank_account_id)
    must(request.actor, BROUGHT)
    error = ""
    if request.method == "POST":
        try:
            made = _sent(request, found)
            return _on(request, made)
        except BroughtBefore as why:
            messages.info(request, str(why))
            return redirect("staff:bank-statement", why.statement.pk)
        except UnfitStatement as why:
            error = str(why)
    shown = {"account": found, "file_error": error}
    return render(request, "staff/bank/bring.html", shown, status=422 if error else 200)


def _sent(request: Request, account: BankAccount) -> BankStatement:
    sent = request.FILES.get("file")
    if sent is None:
        raise UnfitStatement(_("Choose a file."))
    name = visible(sent.name or "")[:120]
    return bring_statement(request.actor, account, name=name, pieces=sent.chunks())


def _on(request: Request, made: BankStatement) -> HttpResponse:
    """To its lines; or to its columns, where a person has to say which is what."""
    if made.read_at is None:
        return redirect("staff:bank-columns", made.pk)
    messages.success(request, _read_words(made))
    return redirect("staff:bank-statement", made.pk)


def _read_words(made: BankStatement) -> str:
    new, known = made.new_lines or 0, made.known_lines or 0
    said = ngettext("%(n)s new line.", "%(n)s new lines.", new) % {"n": new}
    if known:
        before = ngettext(
            "%(n)s line was here already.", "%(n)s lines were here already.", known
        )
        said = f"{said} {before % {'n': known}}"
    return said


@staff_page
def columns(request: Request, bank_statement_id: UUID) -> HttpResponse:
    found = get_statement(request.actor, bank_statement_id)
    must(request.actor, READ)
    if found.read_at or found.file is None:
        return redirect("staff:bank-statement", found.pk)
    table = read_table(text_of(bytes_of(found)))
    known = Columns.kept(found.account.columns)
    data = request.POST if request.method == "POST" else None
    form = ColumnsForm(data, names=table.names, known=known)
    if _chosen(request, found, form):
        return _on(request, found)
    shown = {"statement": found, "account": found.account, "form": form}
    shown |= _sample(table)
    status = 422 if form.is_bound else 200
    return render(request, "staff/bank/columns.html", shown, status=status)


def _sample(table: Table) -> dict[str, object]:
    return {"names": table.names, "sample": table.rows[:SAMPLE]}


def _chosen(request: Request, found: BankStatement, form: ColumnsForm) -> bool:
    if not (form.is_bound and form.is_valid()):
        return False
    try:
        choose_columns(request.actor, found, **form.said())
    except UnfitStatement as why:
        form.add_error(None, str(why))
        return False
    except ReadBefore as why:
        messages.info(request, str(why))
    return True


@staff_page
def write(request: Request, bank_account_id: UUID) -> HttpResponse:
    found = get_bank_account(request.actor, bank_account_id)
    must(request.actor, BROUGHT)
    form = HandForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            made = write_statement(request.actor, found, **form.said())
            return _on(request, made)
        except BroughtBefore as why:
            messages.info(request, str(why))
            return redirect("staff:bank-statement", why.statement.pk)
        except UnfitStatement as why:
            form.add_error(None, str(why))
    shown = {"account": found, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "staff/bank/write.html", shown, status=status)


@staff_page
def statement(request: Request, bank_statement_id: UUID) -> HttpResponse:
    found = get_statement(request.actor, bank_statement_id)
    rows = Paginator(lines_of(request.actor, found), ROWS)
    page = rows.get_page(request.GET.get("page"))
    matched = matches_of(request.actor, found)
    shown = {
        "statement": found,
        "account": found.account,
        "page": page,
        "lines": [(one, matched.get(one.pk, [])) for one in page],
    }
    return render(request, "staff/bank/statement.html", shown)


@staff_page
def file(request: Request, bank_statement_id: UUID) -> HttpResponse:
    found = get_statement(request.actor, bank_statement_id)
    if found.file is None:
        raise Http404
    note_download(request.actor, found, name=found.name)
    return file_response(request, found.file, name=found.name, kind="txt")
