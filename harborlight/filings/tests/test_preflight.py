"""Nothing goes out but what two people answered for, and only as they saw it."""

from datetime import date, timedelta

import pytest
from pypdfium2 import PdfDocument

from harborlight.billing.actions import (
    add_government_fee,
    draft_invoice,
    issue_invoice,
    receive_payment,
)
from harborlight.cases.models import Party
from harborlight.config.demo.checking import SEEN, certify
from harborlight.documents.models import Document, Request, Version
from harborlight.facts.actions import add_entry
from harborlight.facts.models import Fact
from harborlight.filings import events
from harborlight.filings.actions import (
    ChangedSince,
    FindingsOpen,
    FoundNoMore,
    NotAsSeen,
    NotCertified,
    NotReady,
    NotYourOwn,
    answer_finding,
    approve_form,
    attach_packet,
    certify_filing,
    choose_envelope,
    fill_forms,
    lift_stop,
    note_payments,
    plan_filing,
    record_delivered,
    record_receipt,
    record_rejected,
    record_sent,
    say_prepared,
    share_envelope,
)
from harborlight.filings.certificates import check
from harborlight.filings.models import (
    Certificate,
    FilledBoxes,
    FilledForm,
    FindingAnswer,
    NeededForm,
    Signing,
)
from harborlight.filings.preflight import preflight, record_of
from harborlight.filings.preflight_checks import CHECKS
from harborlight.filings.preflight_words import KINDS
from harborlight.filings.provenance import provenance, provenance_paper
from harborlight.filings.queries import filings
from harborlight.firm.acting import Refused
from harborlight.firm.clock import now, today
from harborlight.firm.models import Event, StoredFile
from harborlight.firm.vault.stored import plain_of
from harborlight.packets.actions import (
    add_papers,
    change_exhibit,
    make_packet,
    remove_exhibit,
    save_set,
    use_set,
)
from harborlight.questionnaires.actions import correct_answer
from harborlight.staff.tests.at_the_desk import answered, joined
from tests.whole_case import accept_papers, begin, furnish, send_papers

DAY = date(2026, 6, 15)


@pytest.fixture
def ready(clock, ada, paul, maria, omar):
    """A practice filing, signed: Omar's papers never came."""
    furnish(clock)
    begun = begin(ada, playbook="practice-spouse")
    joined(begun, petitioner=maria, beneficiary=omar)
    filed = filings(ada, begun.case).get()
    approve_form(ada, fill_forms(paul, filed)[0], despite_open=True)
    send_papers(maria, begun.case)
    accept_papers(paul, begun.case)
    return filed


@pytest.fixture
def day(harbor):
    return today(harbor.time_zone)


def found(actor, filing, on=DAY):
    """By its code: what the preflight finds, the last of several."""
    rows = preflight(record_of(actor, filing, on=on), on=on)
    return {one.code: one for one in rows}


def printed(pdf):
    """The words of a sheet of ours, one blank between them."""
    pages = [page.get_textpage().get_text_range() for page in PdfDocument(pdf)]
    return " ".join(" ".join(pages).split())


def planned(actor, case, *forms, **circumstances):
    """A filing of official forms: planned, and none of them filled."""
    filing = plan_filing(
        actor, case, name="One step", forms=[(form, "") for form in forms]
    )
    for one in NeededForm.objects.filter(filing=filing):
        one.circumstance = circumstances.get(one.form.replace("-", ""), "")
        one.save()
    return filing


# --- The certificate ----------------------------------------------------------


@pytest.mark.feature("F221", "F222", "F224", "F225")
def test_nothing_goes_out_before_two_people_answered_for_it(ada, paul, ready):
    going = {"on": DAY, "channel": "paper", "despite_open": True}
    with pytest.raises(NotCertified, match="has no certificate"):
        record_sent(paul, ready, **going)
    with pytest.raises(NotYourOwn, match="Nobody has said yet that it is prepared"):
        certify_filing(ada, ready, over="", on=DAY)
    say_prepared(paul, ready)
    seen = check(paul, ready, on=DAY).sha256
    with pytest.raises(NotYourOwn, match="you prepared it yourself"):
        certify_filing(paul, ready, over=seen, on=DAY)
    with pytest.raises(FindingsOpen, match="Omar Haddad: It is required"):
        certify_filing(ada, ready, over=seen, on=DAY)
    made = certify(paul, ada, ready, on=DAY)
    assert (made.prepared_by.name, made.checked_by.name) == ("Paul", "Ada")
    record_sent(paul, ready, **going)
    assert ready.state == "sent"


@pytest.mark.feature("F221", "F225")
def test_the_certificate_is_printed_with_what_was_checked(ada, paul, ready):
    made = certify(paul, ada, ready, on=DAY)
    said = printed(b"".join(plain_of(made.file).pieces()))
    form = FilledForm.objects.get(needed__filing=ready)
    for words in ("Prepared by Paul", "Checked by Ada", made.sha256, SEEN, "HL-1"):
        assert words in said, words
    assert form.file.sha256 in said.replace(" ", "")
    assert "Hard stop, lifted" in said


@pytest.mark.feature("F221")
def test_who_changes_anything_afterwards_makes_it_void(ada, paul, ready):
    certify(paul, ada, ready, on=DAY)
    assert check(ada, ready, on=DAY).is_certified
    choose_envelope(
        paul,
        ready,
        channel="paper",
        carrier="mail",
        paid_by="",
        paid_from="trust",
        circumstances={},
    )
    stands = check(ada, ready, on=DAY)
    assert not stands.is_certified and stands.changed == ["the address"]
    with pytest.raises(NotCertified, match="void. Something is another now: the addr"):
        record_sent(paul, ready, on=DAY, channel="paper", despite_open=True)
    certify(paul, ada, ready, on=DAY)
    record_sent(paul, ready, on=DAY, channel="paper", despite_open=True)


def _fills_otherwise(ada, paul, filing):
    correct_answer(
        paul,
        filing.case,
        person=_petitioner(filing.case),
        place=("name.middle", None),
        value="Antonia",
        reason="She said so",
    )
    approve_form(ada, fill_forms(paul, filing)[0], despite_open=True)


def _signs_anew(ada, paul, filing):
    signing = Signing.objects.get(filled__needed__filing=filing)
    scan = Version.objects.get(document__request=signing.request).file
    StoredFile.objects.filter(pk=scan.pk).update(sha256="1" * 64)


def _adds_a_packet(ada, paul, filing):
    said = {"name": "More", "purpose": "filing", "destination": "uscis online"}
    said |= {"numbering": "letters", "notice": None, "due_on": None}
    attach_packet(paul, make_packet(paul, filing.case, **said), filing=filing)


def _pays_otherwise(ada, paul, filing):
    note_payments(
        paul, filing, amounts={(NeededForm.objects.get(filing=filing), ""): 1}
    )


def _answers_otherwise(ada, paul, filing):
    soft = next(
        one for one in check(paul, filing, on=DAY).looked if not one.finding.is_hard
    )
    answer_finding(paul, filing, key=soft.finding.key, words="Otherwise", on=DAY)


def _prepares_it(ada, paul, filing):
    say_prepared(ada, filing)


@pytest.mark.feature("F221")
@pytest.mark.parametrize(
    ("changes", "part"),
    [
        (_fills_otherwise, "a form"),
        (_signs_anew, "the signed pages"),
        (_adds_a_packet, "a packet"),
        (_pays_otherwise, "how it is paid"),
        (_answers_otherwise, "an answer to what it found"),
        (_prepares_it, "who prepared it"),
    ],
)
def test_each_part_that_is_another_makes_it_void_and_is_named(
    ada, paul, ready, changes, part
):
    certify(paul, ada, ready, on=DAY)
    changes(ada, paul, ready)
    stands = check(ada, ready, on=DAY)
    assert not stands.is_certified and part in stands.changed


@pytest.mark.feature("F221")
def test_a_fee_of_another_day_is_another_state(ada, paul, ready):
    filing = planned(paul, ready.case, "I-130")
    then, now = (check(ada, filing, on=day) for day in (date(2024, 3, 1), DAY))
    assert then.state["fees"] != now.state["fees"]


@pytest.mark.feature("F221")
def test_a_changed_answer_makes_it_void_and_must_be_looked_at(ada, paul, ready):
    certify(paul, ada, ready, on=DAY)
    correct_answer(
        paul,
        ready.case,
        person=_petitioner(ready.case),
        place=("name.family", None),
        value="Rivas",
        reason="She said so",
    )
    assert "what the preflight finds" in check(ada, ready, on=DAY).changed
    going = {"on": DAY, "channel": "paper", "despite_open": True}
    with pytest.raises(ChangedSince):
        record_sent(paul, ready, **going)
    with pytest.raises(NotCertified):
        record_sent(paul, ready, **going, despite_changes=True)
    assert "Family name" in found(ada, ready)["changed"].what


def _petitioner(case):
    return Party.objects.get(case=case, part="petitioner").person


@pytest.mark.feature("F221")
def test_whoever_certifies_certifies_what_they_saw(ada, paul, ready):
    say_prepared(paul, ready)
    seen = check(ada, ready, on=DAY).sha256
    soft = next(
        one for one in check(ada, ready, on=DAY).open if not one.finding.is_hard
    )
    answer_finding(paul, ready, key=soft.finding.key, words="Yes", on=DAY)
    with pytest.raises(NotAsSeen, match="changed while this page was open"):
        certify_filing(ada, ready, over=seen, on=DAY)


@pytest.mark.feature("F221", "F222")
def test_an_attorney_alone_lifts_a_hard_stop_and_says_why(ada, paul, ready):
    stop = found(paul, ready)["not accepted"]
    assert stop.is_hard
    said = {"key": stop.key, "words": "It comes with the interview", "on": DAY}
    with pytest.raises(Refused):
        lift_stop(paul, ready, **said)
    with pytest.raises(Refused, match="An attorney alone"):
        answer_finding(paul, ready, **said)
    lift_stop(ada, ready, **said)
    answer = FindingAnswer.objects.get()
    assert (answer.words, answer.lifts) == ("It comes with the interview", True)
    assert Event.objects.get(kind=events.STOP_LIFTED.name).user_id == ada.user_id
    with pytest.raises(FoundNoMore):
        lift_stop(ada, ready, key="0" * 64, words="x", on=DAY)


@pytest.mark.feature("F222")
def test_what_is_not_approved_no_attorney_lifts(ada, paul, ready):
    FilledForm.objects.update(state="prepared")
    stop = found(ada, ready)["not approved"]
    with pytest.raises(Refused, match="must be put right first"):
        lift_stop(ada, ready, key=stop.key, words="It is fine", on=DAY)


@pytest.mark.feature("F221")
def test_an_answer_counts_for_what_it_was_said_of(ada, paul, ready):
    missing = found(ada, ready)["missing"]
    answer_finding(paul, ready, key=missing.key, words="They have none", on=DAY)
    assert missing.key not in {
        one.finding.key for one in check(ada, ready, on=DAY).open
    }
    again = fill_forms(paul, ready)[0]
    assert found(ada, ready)["missing"].key != missing.key
    assert again.number == 2


def test_every_kind_of_finding_belongs_to_a_check_on_the_certificate():
    told = [code for _words, codes in CHECKS for code in codes]
    assert sorted(told) == sorted(KINDS)


# --- The checks ---------------------------------------------------------------


@pytest.mark.feature("F115", "F225")
def test_an_edition_is_checked_on_the_day_it_goes_out(ada, paul, ready):
    late, early = date(2026, 6, 15), date(2025, 12, 31)
    assert "old edition" not in found(ada, ready, late)
    stop = found(ada, ready, early)["old edition"]
    assert stop.is_hard and "01/01/26" in stop.what and "January 1, 2026" in stop.what
    with pytest.raises(NotReady, match="Form HL-1 is taken from January 1, 2026 on"):
        record_sent(paul, ready, on=early, channel="paper", despite_open=True)


@pytest.mark.feature("F119")
def test_a_form_that_lacks_pages_or_is_of_another_blank_is_stopped(ada, ready):
    FilledForm.objects.update(pages=1, blank_sha256="0" * 64)
    stops = found(ada, ready)
    assert stops["pages"].what == "It has 1 pages, and the blank has 2."
    assert stops["other blank"].is_hard


@pytest.mark.feature("F117", "F119")
def test_a_name_that_is_not_the_same_on_all_forms_is_found(ada, paul, ready):
    written = FilledBoxes.objects.get()
    family = ["petitioner.name.family"]
    written.boxes = [["a", "Rivas Peña", family], ["b", "RIVAS PE", family]]
    written.save()
    assert "differs" not in found(ada, ready)  # a box too small for it
    written.boxes = [*written.boxes, ["c", "Rivas Gómez", family]]
    written.save()
    stop = found(ada, ready)["differs"]
    assert stop.is_hard and stop.what.startswith(
        "Family name (last name) (María Rivas Peña)"
    )
    birth = ["petitioner.birth.date"]
    written.boxes = [["a", "03/09/1984", birth], ["b", "09/03/1984", birth]]
    written.save()
    assert "Date of birth" in found(ada, ready)["differs"].what
    number = ["petitioner.a_number"]
    written.boxes = [["a", "075123456", number], ["b", "A-75123456", number]]
    written.save()
    assert "differs" not in found(ada, ready)


@pytest.mark.feature("F119", "F221")
def test_what_the_agency_takes_on_paper_only_does_not_go_online(ada, paul, ready):
    filing = planned(paul, ready.case, "I-485", "I-765", I765="a5 initial")
    assert "not online" not in found(ada, filing)
    filing.channel = "online"
    filing.save()
    rows = preflight(record_of(ada, filing, on=DAY), on=DAY)
    told = {one.where: one.what for one in rows if one.code == "not online"}
    assert "only together with one of: I-130, I-140" in told["Form I-485"]
    assert "on paper only" in told["Form I-765"]
    # Its petition lies in the same envelope: then it goes.
    beside = planned(paul, ready.case, "I-130")
    beside.channel = "online"
    beside.save()
    share_envelope(paul, beside, within=filing)
    rows = preflight(record_of(ada, filing, on=DAY), on=DAY)
    assert [one.where for one in rows if one.code == "not online"] == ["Form I-765"]
    other = planned(paul, ready.case, "N-400", N400="ordinary")
    other.channel, other.paid_from = "online", "nobody"
    other.save()
    stop = found(ada, other)["not online"]
    assert stop.is_hard and "With a fee waiver it goes on paper only" in stop.what
    # Nobody knows of a way to file this one online.
    waiver = planned(paul, ready.case, "I-601A")
    waiver.channel = "online"
    waiver.save()
    assert "as far as the book knows" in found(ada, waiver)["not online"].what


@pytest.mark.feature("F225")
def test_a_paper_that_applies_by_what_was_answered_is_required(ada, paul, ready, day):
    asked = Request.objects.filter(case=ready.case, kind="earlier marriages ended")
    either = [
        {"fact": f"{part}.married_before", "is": "yes"}
        for part in ("petitioner", "beneficiary")
    ]
    asked.update(applies_when={"any": either}, withdrawn_at=None)
    Version.objects.filter(document__request__in=asked).update(state="received")
    person = Party.objects.get(case=ready.case, part="petitioner").person
    learn_as_staff(paul, ready.case, person, "married_before", "no")
    assert "applies" not in found(ada, ready, on=day)
    learn_as_staff(paul, ready.case, person, "married_before", "yes")
    stop = found(ada, ready, on=day)["applies"]
    assert stop.is_hard and "By what was answered" in stop.what
    asked.update(withdrawn_at=now())
    assert "applies" not in found(ada, ready, on=day)


@pytest.mark.feature("F221")
def test_asylum_is_not_mailed_for_somebody_in_court(ada, paul, ready, day):
    Party.objects.filter(case=ready.case, part="petitioner").update(part="applicant")
    person = Party.objects.get(case=ready.case, part="applicant").person
    filing = planned(paul, ready.case, "I-589")
    home = add_entry(paul, ready.case, person=person, group="addresses")
    said = {"addresses[].state": "TX", "addresses[].current": "yes"}
    for other in Fact.objects.filter(case=ready.case, name="addresses[].current"):
        other.entry.removed_at = now()
        other.entry.save()
    for name, value in said.items():
        learn_as_staff(paul, ready.case, person, name, value, home)
    place = record_of(ada, filing, on=day).place
    assert place.row is not None and "I-589" in place.row.lines[1]
    learn_as_staff(paul, ready.case, person, "in_proceedings_outcome", "active")
    stop = found(ada, filing, on=day)["no address"]
    assert stop.is_hard and "filed with the court" in stop.what


def learn_as_staff(actor, case, person, name, value, entry=None):
    at = (name, entry.pk if entry else None)
    correct_answer(
        actor, case, person=person, place=at, value=value, reason="They said so"
    )


@pytest.mark.feature("F119", "F221")
def test_what_lies_in_one_envelope_is_compared_and_goes_one_way(ada, paul, ready, day):
    other = plan_filing(paul, ready.case, name="Second", forms=[("HL-1", "")])
    approve_form(ada, fill_forms(paul, other)[0], despite_open=True)
    boxes = FilledBoxes.objects.get(filled__needed__filing=other)
    boxes.boxes = [["c", "Rivas Gómez", ["petitioner.name.family"]]]
    boxes.save()
    assert "differs" not in found(ada, ready)
    certify(paul, ada, ready, on=day)
    assert check(ada, ready, on=day).is_certified
    share_envelope(paul, other, within=ready)
    # Each of the two says that the names differ; what was certified alone is void.
    assert found(ada, ready)["differs"].is_hard and found(ada, other)["differs"].is_hard
    stands = check(ada, ready, on=day)
    assert "what lies in the same envelope" in stands.changed
    assert [one.name for one in stands.record.together] == ["Second"]
    other.channel = "online"
    other.save()
    stop = found(ada, ready)["other way"]
    assert stop.is_final and stop.what.startswith("Second lies in the same envelope")


@pytest.mark.feature("F119")
def test_what_stands_in_the_boxes_is_kept_with_the_form(ready):
    boxes = FilledBoxes.objects.get().boxes
    said = {paths[0]: value for _box, value, paths in boxes if len(paths) == 1}
    assert said["petitioner.name.family"] == "Rivas Peña"


@pytest.mark.feature("F119", "F221")
def test_a_report_says_of_every_box_where_it_comes_from(
    ada, paul, maria, omar, clock, harbor
):
    furnish(clock)
    case = answered(ada, maria, omar, playbook="practice-spouse").case
    correct_answer(
        paul,
        case,
        person=_petitioner(case),
        place=("name.middle", None),
        value="Antonia",
        reason="The birth certificate says so",
    )
    filled = fill_forms(paul, filings(ada, case).get())[0]
    correct_answer(
        ada,
        case,
        person=_petitioner(case),
        place=("name.family", None),
        value="Later",
        reason="After it was filled",
    )
    rows = {row.value: row for row in provenance(ada, filled)}
    said = {value: row.sources[0].said for value, row in rows.items() if row.sources}
    assert said["Rivas Peña"].startswith("Entered by Ada, ")
    assert "“The birth certificate says so”" in said["Antonia"]
    assert said["7204 Blessing Avenue"].startswith("Answered by Maria, ")
    assert said["7204 Blessing Avenue"].endswith("in English")
    said = printed(provenance_paper(ada, filled))
    for words in ("Form HL-1, filling 1", "Answered by Maria", "Antonia"):
        assert words in said, words
    assert "Later" not in said and all(row.item for row in rows.values())


@pytest.mark.feature("F225")
def test_a_paper_without_its_translation_and_one_out_of_date_are_found(
    ada, paul, maria, omar, clock
):
    furnish(clock)
    case = answered(ada, maria, omar, playbook="practice-spouse").case
    accept_papers(paul, case)
    filing = filings(ada, case).get()
    assert not {"not accepted", "not translated", "stale"} & found(ada, filing).keys()
    Version.objects.update(with_certificate=False)
    assert found(ada, filing)["not translated"].is_hard
    Document.objects.update(good_until=DAY - timedelta(days=1))
    stale = found(ada, filing)["stale"]
    assert "June 14, 2026" in stale.what and not stale.is_hard


@pytest.mark.feature("F119", "F225")
def test_the_fee_the_payment_forms_and_the_money_in_trust_are_one_amount(
    ada, paul, ben, ready
):
    filing = planned(paul, ready.case, "I-130")
    assert found(ada, filing)["no way"].is_hard
    how = {"channel": "paper", "carrier": "courier", "circumstances": {}}
    choose_envelope(paul, filing, **how, paid_by="check", paid_from="trust")
    assert "takes no such payment" in found(ada, filing)["way not taken"].what
    choose_envelope(paul, filing, **how, paid_by="card", paid_from="trust")
    stops = found(ada, filing)
    assert "$675.00 is due, and the payment form says $0.00" in stops["payment"].what
    assert stops["short"].is_hard
    form = NeededForm.objects.get(filing=filing)
    note_payments(paul, filing, amounts={(form, ""): 67_500})
    invoice = draft_invoice(ada, ready.case, payer=_petitioner(ready.case))
    add_government_fee(
        ada, invoice, form="i-130", channel="paper", on=DAY, texts={"en": "I-130"}
    )
    issue_invoice(ada, invoice)
    receive_payment(ben, invoice, cents=67_500, method="check 1042", on=DAY, once="1")
    money = {"no fee", "no way", "way not taken", "payment", "short", "over"}
    assert not money & found(ada, filing).keys()
    # The client's own card: nothing is held, and somebody says so.
    choose_envelope(paul, filing, **how, paid_by="card", paid_from="client")
    assert not found(ada, filing)["client pays"].is_hard


@pytest.mark.feature("F119")
def test_a_waiver_is_asked_for_with_its_form_and_not_of_what_cannot_be_waived(
    ada, paul, ready
):
    how = {"channel": "paper", "carrier": "courier", "paid_by": ""}
    how |= {"paid_from": "nobody", "circumstances": {}}
    alone = planned(paul, ready.case, "N-400")
    choose_envelope(paul, alone, **how)
    stops = found(ada, alone)
    assert stops["no waiver"].is_hard and "no way" not in stops
    with_it = planned(paul, ready.case, "I-765", "I-912", I765="c8 initial")
    choose_envelope(paul, with_it, **how)
    stops = found(ada, with_it)
    assert "no waiver" not in stops and not stops["waiver"].is_hard
    assert "$560.00" in stops["no way"].what  # Public Law 119-21 waives nothing


@pytest.mark.feature("F119")
def test_which_fee_is_due_is_said_and_never_taken_for_granted(ada, paul, ready):
    filing = planned(paul, ready.case, "I-485", "I-765")
    assert "Say which fee is due" in found(ada, filing)["no fee"].what
    said = {"I485": "ordinary", "I765": "with a paid i-485"}
    filing = planned(paul, ready.case, "I-485", "I-765", **said)
    assert "no fee" not in found(ada, filing)
    assert "$1,700.00" in found(ada, filing)["no way"].what
    unknown = planned(paul, ready.case, "I-824")
    assert "The book has no fee for Form I-824" in found(ada, unknown)["no fee"].what


@pytest.mark.feature("F119")
def test_where_it_goes_is_known_by_one_rule_or_not_at_all(
    ada, paul, ready, maria, omar
):
    filing = planned(paul, ready.case, "I-130")
    assert "present address" in found(ada, filing)["no home"].what
    for forms, code in ((["N-400", "I-751"], "no home"), (["I-765"], "no address")):
        assert found(ada, planned(paul, ready.case, *forms))[code].is_hard


@pytest.mark.feature("F225")
def test_an_i_485_needs_its_discretion_section_since_the_memorandum(ada, paul, ready):
    filing = planned(paul, ready.case, "I-485")
    assert "discretion" not in found(ada, filing, date(2026, 5, 20))
    assert found(ada, filing, date(2026, 5, 21))["discretion"].is_hard


@pytest.mark.feature("F225")
def test_a_discretion_section_is_one_by_its_kind_and_not_by_its_title(ada, paul, ready):
    filing = planned(paul, ready.case, "I-485")
    said = {"name": "Exhibits", "purpose": "filing", "destination": "uscis online"}
    said |= {"numbering": "letters", "notice": None, "due_on": None}
    packet = make_packet(paul, ready.case, **said)
    attach_packet(paul, packet, filing=filing)
    version = Version.objects.filter(case=ready.case, state="accepted").first()
    (exhibit,) = add_papers(paul, packet, versions=[version])
    shown = {"text": "", "pages": [], "joins": False, "is_front": False}
    change_exhibit(paul, exhibit, title="Discretion section", **shown)
    assert found(ada, filing)["discretion"].is_hard
    change_exhibit(paul, exhibit, title="Statement", kind="discretion", **shown)
    assert "discretion" not in found(ada, filing)
    # The firm's standard exhibits say the kind, under whatever title.
    remove_exhibit(paul, exhibit)
    kinds = ["discretion", version.document.kind]
    entry = {"title": "Why", "kinds": kinds, "is_required": False, "paragraph": ""}
    chosen = save_set(ada, None, name="Ours", entries=[entry])
    assert "discretion" in found(ada, filing)
    assert use_set(paul, packet, chosen=chosen)
    assert "discretion" not in found(ada, filing)


# --- What becomes of it -------------------------------------------------------


@pytest.mark.feature("F121")
def test_it_is_delivered_and_accepted_or_comes_back_and_is_planned_anew(
    ada, paul, ready
):
    certify(paul, ada, ready, on=DAY)
    record_sent(paul, ready, on=DAY, channel="paper", despite_open=True)
    record_delivered(paul, ready, on=DAY)
    ready.refresh_from_db()
    assert (ready.state, ready.delivered_on) == ("delivered", DAY)
    anew = record_rejected(paul, ready, on=DAY, why="No signature on page 2")
    ready.refresh_from_db()
    assert (ready.state, ready.rejected_why) == ("rejected", "No signature on page 2")
    assert anew.state == "preparing"
    assert [one.form for one in anew.forms.all()] == ["HL-1"]
    assert not Certificate.objects.filter(filing=anew).exists()


@pytest.mark.feature("F121")
def test_what_was_delivered_can_be_accepted(ada, paul, ready):
    certify(paul, ada, ready, on=DAY)
    record_sent(paul, ready, on=DAY, channel="paper", despite_open=True)
    record_delivered(paul, ready, on=DAY)
    number = "IOE0912345678"
    record_receipt(paul, ready, number=number, again=number, on=DAY)
    assert ready.state == "accepted"


@pytest.mark.feature("F121")
def test_filings_that_go_together_share_an_envelope_and_are_sent_on_one_day(
    ada, paul, ready
):
    other = plan_filing(paul, ready.case, name="Second", forms=[("HL-1", "")])
    share_envelope(paul, other, within=ready)
    with pytest.raises(Refused, match="shares an envelope already"):
        share_envelope(paul, ready, within=other)
    approve_form(ada, fill_forms(paul, other)[0], despite_open=True)
    certify(paul, ada, ready, on=DAY)
    going = {"on": DAY, "channel": "paper", "despite_open": True}
    with pytest.raises(NotReady, match="signed pages"):
        record_sent(paul, ready, **going)
    certify(paul, ada, other, on=DAY)  # an attorney lets it go without the scan
    record_sent(paul, ready, **going, tracking="1Z999")
    other.refresh_from_db()
    assert (other.state, other.tracking, other.sent_on) == ("sent", "1Z999", DAY)
