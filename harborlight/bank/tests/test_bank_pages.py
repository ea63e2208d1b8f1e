"""The bank beside the books at the desk: Ben brings in and matches, Ada signs."""

from datetime import UTC, date, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from harborlight.bank.actions import sign_month
from harborlight.bank.jobs import make_pack, print_month
from harborlight.bank.models import AuditPack, BankLine, BankStatement, Reconciliation
from harborlight.bank.tests.conftest import moved, ofx
from harborlight.bank.tests.test_nights import text_of
from harborlight.billing.actions import add_line, draft_invoice, issue_invoice
from harborlight.cases.actions import raise_wall
from harborlight.cases.queries import parties
from harborlight.firm.clock import standing_at
from harborlight.firm.models import User
from harborlight.staff.tests.at_the_desk import at_the_desk, words
from harborlight.trust.models import Account, BankAccount, Book

MARCH = "?of=2026-03"


@pytest.fixture(autouse=True)
def _in_april():
    with standing_at(datetime(2026, 4, 3, 15, tzinfo=UTC)):
        yield


@pytest.fixture
def money(ben, case):
    moved(ben, case, 300_000, date(2026, 3, 3))
    moved(ben, case, -120_000, date(2026, 3, 10), number="2026-0002")


def address(name, *rows):
    return reverse(f"staff:{name}", args=[row.pk for row in rows])


def sent(data, name="march.ofx"):
    return {"file": SimpleUploadedFile(name, data)}


LINES = (
    ("20260304", "3000.00", "f1", "WIRE IN"),
    ("20260312", "-1200.00", "f2", "TRANSFER"),
)


@pytest.mark.feature("F177")
def test_a_month_is_brought_in_matched_prepared_and_signed(ben, ada, money):
    desk = at_the_desk(ben)
    assert "No account at a bank yet" in words(desk.get(address("bank")))
    said = {"name": "Harbor Bank", "book": "trust bank", "number_ends": "48x1"}
    page = desk.post(address("new-bank-account"), said)
    assert (page.status_code, "last four digits" in words(page)) == (422, True)
    page = desk.post(address("new-bank-account"), said | {"book": ""})
    assert "Choose whose money is in it." in words(page)
    desk.post(address("new-bank-account"), said | {"number_ends": "4821"})
    bank = BankAccount.objects.get()
    page = desk.post(address("bring-statement", bank), sent(b"%PDF-1.7 \x00"))
    assert (page.status_code, "no statement that can be read" in words(page)) == (
        422,
        True,
    )
    file = ofx(*LINES, balance="1800.00")
    page = words(desk.post(address("bring-statement", bank), sent(file), follow=True))
    assert "2 new lines." in page
    page = words(desk.post(address("bring-statement", bank), sent(file), follow=True))
    assert "brought in before" in page
    month = address("bank-month", bank) + MARCH
    assert "A line of the bank is in no movement" in words(desk.get(month))
    assert "Match the 2 lines without doubt" in words(
        desk.get(address("bank-match", bank))
    )
    desk.post(address("match-certain", bank))
    assert "It agrees to the cent." in words(desk.get(month))
    page = words(desk.post(month, follow=True))
    assert "Prepared. An attorney signs it now." in page
    assert "An attorney signs it. You will read here" in page
    found = Reconciliation.objects.get()
    lawyer = at_the_desk(ada)
    page = words(lawyer.post(address("sign-month", found), follow=True))
    assert "Signed. The month is closed." in page
    print_month.func(str(found.pk))
    page = words(desk.get(month))
    assert "The report (PDF)" in page
    assert found.sha256 in page
    report = b"".join(desk.get(address("month-report", found)).streaming_content)
    assert report.startswith(b"%PDF")
    table = desk.get(address("month-report", found) + "?as=csv")
    assert b"2026-03-04,300000,WIRE IN,300000" in b"".join(table.streaming_content)
    assert "What was held for each client (PDF)" in page


@pytest.mark.feature("F177", "F194")
def test_the_ledgers_of_a_signed_month_are_kept_by_name_and_not_for_whoever_is_walled_off(
    ben, ada, pat, money, case, trust
):
    desk = at_the_desk(ben)
    desk.post(address("bring-statement", trust), sent(ofx(*LINES, balance="1800.00")))
    desk.post(address("match-certain", trust))
    desk.post(address("bank-month", trust) + MARCH)
    found = Reconciliation.objects.get()
    at_the_desk(ada).post(address("sign-month", found))
    held = Account.objects.get(book=Book.CLIENT_TRUST)
    found.refresh_from_db()
    assert found.figures["ledgers"] == [[held.key, 180_000]]
    assert found.figures["clients"] == 180_000
    # Whatever moves afterwards, the paper says what was held then.
    moved(ben, case, 50_000, date(2026, 4, 2))
    print_month.func(str(found.pk))
    paper = address("month-report", found) + "?as=clients"
    said = text_of(b"".join(desk.get(paper).streaming_content))
    assert "María Rivas" in said and "$1,800.00" in said and case.number in said
    assert "$2,300.00" not in said
    raise_wall(ada, case, user=User.objects.get(pk=ben.user_id), reason="Knows them")
    page = desk.get(paper, follow=True)
    assert "is closed to you, and this paper names every client" in words(page)
    report = text_of(
        b"".join(desk.get(address("month-report", found)).streaming_content)
    )
    assert "María" not in report


def test_one_cent_is_red_and_signed_only_with_a_plan(ben, ada, money, trust):
    desk, lawyer = at_the_desk(ben), at_the_desk(ada)
    file = ofx(*LINES, balance="1800.01")
    desk.post(address("bring-statement", trust), sent(file))
    desk.post(address("match-certain", trust))
    month = address("bank-month", trust) + MARCH
    page = words(desk.get(month))
    assert "differs from the books by $0.01" in page
    desk.post(month)
    found = Reconciliation.objects.get()
    page = lawyer.post(address("sign-month", found), {"plan": ""})
    assert "Write down what is done about it." in words(page)
    lawyer.post(address("sign-month", found), {"plan": "Ask the bank by April 10"})
    assert "signed though it does not agree" in words(desk.get(address("bank")))
    page = lawyer.post(
        address("clear-exception", found),
        {"note": "The bank took it back"},
        follow=True,
    )
    assert "Settled. It is not red any more." in words(page)


def test_a_table_is_read_once_its_columns_are_told(ben, trust):
    desk = at_the_desk(ben)
    file = b"Date,Description,Amount\n03/04/2026,WIRE,3000.00\n"
    page = desk.post(
        address("bring-statement", trust), sent(file, "march.csv"), follow=True
    )
    assert "Which column is what" in words(page)
    found = BankStatement.objects.get()
    said = {"on": "Date", "days": "mdy", "amount": "Amount", "words": "Description"}
    page = desk.post(address("bank-columns", found), said | {"money_in": "Amount"})
    assert "The balance at the end" in words(page)
    said |= {"ends_on": "2026-03-31", "ending_cents": "3,000.00"}
    page = words(desk.post(address("bank-columns", found), said, follow=True))
    assert "1 new line." in page
    assert "WIRE" in page


def test_a_statement_on_paper_is_typed_and_slips_are_found(ben, trust):
    desk, where = at_the_desk(ben), address("write-statement", trust)
    said = {
        "ends_on": "2026-03-31",
        "ending_cents": "1,800.00",
        "ending_again": "1,800.01",
        "lines": "03/04/2026 3,000.00 Wire\n2026-03-12 -1,200.00 Transfer",
        "total": "1,801.00",
    }
    page = desk.post(where, said)
    assert page.status_code == 422
    assert "This is another balance than above." in words(page)
    assert "The lines above come to $1,800.00." in words(page)
    assert "-1,200.00 Transfer" in page.content.decode()
    right = said | {"ending_again": "1800", "total": "1800.00"}
    page = words(desk.post(where, right, follow=True))
    assert "2 new lines." in page


@pytest.mark.feature("F194")
def test_the_records_are_whole_and_downloaded_once(ben, pat, ada, money, case):
    desk, where = at_the_desk(pat), address("trust-records")
    said = {"begins_on": "2026-03-01", "ends_on": "2026-03-31", "reason": "State bar"}
    assert at_the_desk(ben).post(where, said).status_code == 403
    desk.post(where, said)
    pack = AuditPack.objects.get()
    take = address("take-records", pack)
    assert "still being made" in words(desk.post(take, follow=True))
    make_pack.func(str(pack.pk))
    raise_wall(ada, case, user=User.objects.get(pk=pat.user_id), reason="Knows them")
    assert "another partner" in words(desk.post(take, follow=True))


def test_what_lies_in_the_records(ben, pat, money, case):
    desk, where = at_the_desk(pat), address("trust-records")
    said = {"begins_on": "2026-03-01", "ends_on": "2026-03-31", "reason": "State bar"}
    desk.post(where, said)
    pack = AuditPack.objects.get()
    make_pack.func(str(pack.pk))
    take = address("take-records", pack)
    made = ZipFile(BytesIO(b"".join(desk.post(take).streaming_content)))
    names = sorted(made.namelist())
    assert {"contents.pdf", "journals.csv", "register.csv", "invoices.csv"} < {*names}
    ledger = next(
        name for name in names if name.startswith("ledgers/") and ".csv" in name
    )
    assert made.read(ledger).decode().splitlines()[-1].endswith("-120000,180000")
    balances = made.read("client-balances.csv").decode().splitlines()
    assert balances[1] == f"{case.number},María Rivas,Trust account,180000"
    assert "downloaded already" in words(desk.post(take, follow=True))


def test_a_clients_statement_is_a_paper(ben, money):
    held = Account.objects.get(book=Book.CLIENT_TRUST)
    page = at_the_desk(ben).get(address("client-statement", held) + "?in=es")
    assert page.content.startswith(b"%PDF")


def test_money_of_a_closed_month_is_refused_at_its_day_and_nothing_typed_is_lost(
    ben, ada, money, case, trust
):
    desk = at_the_desk(ben)
    desk.post(address("bring-statement", trust), sent(ofx(*LINES, balance="1800.00")))
    desk.post(address("match-certain", trust))
    desk.post(address("bank-month", trust) + MARCH)
    sign_month(ada, Reconciliation.objects.get())
    payer = parties(ada, case)[0].person
    invoice = draft_invoice(ada, case, payer=payer)
    line = {"kind": "fee", "words": "Advance", "cents": 50_000, "to": "trust"}
    add_line(ada, invoice, **line)
    issue_invoice(ada, invoice)
    said = {"cents": "500.00", "method": "check", "number": "1042", "on": "2026-03-30"}
    said |= {"once": "a", "early": "on"}
    page = desk.post(address("receive", invoice), said)
    assert page.status_code == 422
    assert "March 2026 is reconciled, signed and closed" in words(page)
    assert 'value="1042"' in page.content.decode()
    assert "Written down" in words(
        desk.post(address("receive", invoice), said | {"on": "2026-04-01"}, follow=True)
    )
    day = {"on_year": "2026", "on_month": "3", "on_day": "30", "once": "b"}
    own = {"kind": "own money", "cents": "50", "why": "Found later"} | day
    more = {"person": payer.key, "purpose": "advance fee", "method": "cash"} | own
    for name, rows, typed in (("house-money", [], own), ("put-in", [case], more)):
        page = desk.post(address(name, *rows), typed)
        assert page.status_code == 422, name
        assert "March 2026 is reconciled, signed and closed" in words(page)
        assert 'value="50"' in page.content.decode()


@pytest.mark.feature("F177")
def test_a_line_that_is_no_movement_yet_is_posted_from_where_it_is_matched(ben, trust):
    desk, match = at_the_desk(ben), address("bank-match", trust)
    file = ofx(
        ("20260331", "-12.00", "c1", "SERVICE CHARGE"),
        ("20260331", "0.85", "i1", "INTEREST PAID"),
        balance="-11.15",
    )
    desk.post(address("bring-statement", trust), sent(file))
    page = words(desk.get(match))
    assert page.count("Post it to the books</a>") or "Post it to the books" in page
    line = BankLine.objects.get(cents=-1200)
    post = f"{reverse('staff:house-money')}?line={line.key}"
    assert post in page
    form = words(desk.get(post))
    assert 'value="12.00"' in form and 'value="SERVICE CHARGE"' in form
    assert '"bank charge" selected' in form and f'href="{match}"' in form
    said = {"kind": "bank charge", "cents": "12.00", "why": "Charge", "once": "h"}
    said |= {"on_month": "3", "on_day": "31", "on_year": "2026"}
    done = desk.post(post, said, follow=True)
    assert done.redirect_chain[-1][0] == match
    assert "Without doubt" in words(done) and post not in words(done)
    assert desk.get(f"{reverse('staff:house-money')}?line=x").status_code == 404


@pytest.mark.feature("F177")
def test_whoever_matches_reads_whose_money_it_is_and_by_which_check(
    ben, ada, money, case, trust
):
    """And behind a wall that the movement is there, but not whose it is."""
    desk, match = at_the_desk(ben), address("bank-match", trust)
    to = {"number": "2026-0003", "payee": "Dept. of Homeland Security, check 1044"}
    moved(ben, case, -50_000, date(2026, 3, 20), words=to)
    file = ofx(("20260320", "-500.00", "f9", "CHECK 1044"), ends="20260321")
    desk.post(address("bring-statement", trust), sent(file))
    page = words(desk.get(match))
    who = parties(ben, case)[0].person.full_name
    assert page.count(who) == 4, "three movements, and the one that is proposed"
    assert "check 1044" in page and case.number in page
    journal = words(desk.get(address("journal")))
    assert "approved by Ben" in journal and "Asked for by Ada" in journal
    raise_wall(ada, case, user=User.objects.get(pk=ben.user_id), reason="Knows them")
    page = words(desk.get(match))
    assert "$3,000.00" in page and "Payment on invoice 2026-0001" in page
    assert who not in page and f"Case {case.number}" not in page
    assert "Homeland" not in page
    assert who not in words(desk.get(address("journal")))
