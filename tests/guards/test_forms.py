"""A form's fields are its action's arguments: what is said is what is done."""

from __future__ import annotations

import importlib
import inspect
from pathlib import Path
from typing import NamedTuple

import pytest
from django import forms
from django.apps import apps

HOUSE = Path(__file__).parents[2] / "harborlight"


class Pair(NamedTuple):
    """A form and the action that hears it; where they differ, each name has a reason."""

    action: str
    # Arguments that the page knows without being told.
    known: dict[str, str] = {}
    # Fields that become an argument together, or that only the form itself needs.
    also: dict[str, str] = {}
    # The model, where the action takes any of its columns (`**about`).
    columns: str = ""


PLACE = "the address of the page names it"
ENTRY = "the file comes beside the form (ui/arrivals.py)"
MADE = "made of what was chosen (documents/making.py)"
IN_ABOUT = "part of `about`"
PIECES = {"pieces": "photos of the tray (ui/tray.py)"}
PAPER = dict.fromkeys(
    ("issued_on", "expires_on", "country", "language", "tags"), IN_ABOUT
)

DRAFT = {
    "definition": "the whole draft, with what the form changes in it",
    "place": "what of it is changed, for the log",
}

PAIRS = {
    "billing.InvoiceForm": Pair("billing.draft_invoice"),
    "billing.LineForm": Pair(
        "billing.add_line",
        dict.fromkeys(("source", "form", "why_again"), "only a fee of the book has one")
        | {
            "texts": "free text stays as it was written",
            "rests_on": "only what a playbook charges; else a person says where it goes",
        },
    ),
    "billing.GovernmentFeeForm": Pair(
        "billing.add_government_fee",
        {
            "on": "the day is an argument",
            "form": "in `fee`",
            "channel": "in `fee`",
            "circumstance": "in `fee`",
            "law": "in `fee`",
            "texts": "made of both, in every language",
        },
        {"fee": "a form and how it is filed, chosen as one"},
    ),
    "billing.ReceivedForm": Pair(
        "billing.receive_payment",
        also={
            "number": "goes into `method`",
            "early": "asked where the day lies before the invoice: it may be a slip",
        },
    ),
    "billing.WithdrawalForm": Pair("billing.ask_withdrawal"),
    # The same is said to give money back (`ask_to_give_back`).
    "billing.CorrectionForm": Pair("billing.ask_to_reverse"),
    "billing.DeclineForm": Pair("billing.decline_withdrawal"),
    "cases.ReopenForm": Pair("cases.reopen_case"),
    "cases.TeamMemberForm": Pair("cases.put_on_team"),
    "cases.LeadForm": Pair("cases.name_lead"),
    "cases.AccessForm": Pair("cases.change_access"),
    "cases.SensitivityForm": Pair("cases.change_sensitivity"),
    "cases.WallForm": Pair("cases.raise_wall"),
    "deadlines.DeadlineForm": Pair(
        "deadlines.set_deadline",
        dict.fromkeys(("kind", "about_id"), "only where the clock sets one"),
    ),
    "deadlines.MeetDeadlineForm": Pair("deadlines.meet_deadline"),
    "deadlines.DropDeadlineForm": Pair("deadlines.drop_deadline"),
    "documents.ReturnForm": Pair(
        "documents.return_version", {"seconds": "measured (staff/spent.py)"}
    ),
    "documents.MoveForm": Pair("documents.move_version"),
    "documents.ReopenForm": Pair("documents.reopen_version"),
    "documents.ReturnSeveralForm": Pair("documents.return_several"),
    "documents.SplitForm": Pair(
        "documents.split_version", {"parts": "a box for each page says its part"}
    ),
    "documents.JoinForm": Pair(
        "documents.join_versions",
        {"order": "a box for each file says its place", "made": MADE},
    ),
    "documents.TurnForm": Pair(
        "documents.turn_pages",
        {"turns": "a box for each page says its turn", "made": MADE},
    ),
    "documents.PaperForm": Pair(
        "documents.receive_document",
        {"checked": ENTRY, "about": "the whole form", "slot": "the paper itself"}
        | PIECES,
        PAPER,
    ),
    "documents.SignedPagesForm": Pair(
        "documents.receive_document",
        {
            "checked": ENTRY,
            "about": "the whole form, and what is known of it",
            "slot": "the paper itself",
        }
        | PIECES,
        {"issued_on": IN_ABOUT},
    ),
    "documents.TranslationForm": Pair(
        "documents.receive_document",
        {"checked": ENTRY, "about": "the whole form", "slot": PLACE} | PIECES,
        {"translator": IN_ABOUT, "certificate": "a tag of `about`"},
    ),
    "documents.OfferedForm": Pair(
        "documents.offer_document",
        {
            "checked": ENTRY,
            "person": "whose page it is",
            "kind": "`what`, where nobody asked for it",
            "about": "see `AllOfThemForm`",
        },
        {"what": "what is asked for, or a kind", "issued_on": IN_ABOUT},
    ),
    "documents.RequestForm": Pair(
        "documents.request_document",
        {"applies_when": "playbooks alone say with which answers a paper applies"},
    ),
    "documents.HelperForm": Pair("documents.ask_helper"),
    "documents.DetailForm": Pair("documents.add_detail"),
    "documents.CannotForm": Pair("documents.say_cannot"),
    "documents.AskAgainForm": Pair("documents.ask_again"),
    "documents.AskAboutForm": Pair("documents.ask_about_paper"),
    "documents.WriteForm": Pair("documents.write_of_paper"),
    "documents.RuleForm": Pair("documents.add_rule"),
    "documents.AssignForm": Pair("documents.assign_version"),
    "documents.StandardForm": Pair("documents.set_standard"),
    "documents.WorkDayForm": Pair(
        "documents.change_paper_settings", columns="documents.PaperSettings"
    ),
    "documents.TookForm": Pair("documents.correct_time"),
    "documents.NamesForm": Pair("documents.set_names"),
    "documents.TagForm": Pair("documents.add_tag"),
    "documents.RetagForm": Pair("documents.retag"),
    "documents.ExpiryForm": Pair("documents.say_expiry"),
    "documents.WatchForm": Pair(
        "documents.change_paper_settings", columns="documents.PaperSettings"
    ),
    "documents.SampleForm": Pair(
        "documents.draw_sample", {"several": "what was closed since that day"}
    ),
    "documents.CheckedForm": Pair("documents.check_sampled"),
    "documents.FiledPaperForm": Pair(
        "documents.file_document", {"checked": ENTRY, "about": "see `PaperForm`"}, PAPER
    ),
    "facts.CorrectionForm": Pair(
        "questionnaires.correct_answer",
        {
            "person": PLACE,
            "place": PLACE,
            "form": "the filled form that led here, in the address",
            "value": "added when the form is made: each fact is asked for in its way",
        },
    ),
    "facts.ExplainForm": Pair(
        "facts.explain", {"finding": "found anew: the address of the page names it"}
    ),
    "filings.ApproveForm": Pair("filings.approve_form"),
    "filings.TypeOverForm": Pair(
        "filings.type_over", {"value": "added when the form is made: the box decides"}
    ),
    "filings.SendBackForm": Pair("filings.send_form_back"),
    "filings.SentForm": Pair("filings.record_sent"),
    "filings.LookedForm": Pair("filings.look_at_changes"),
    "filings.ReceiptForm": Pair("filings.record_receipt", {"notice": ENTRY}),
    "filings.NoticeForm": Pair("filings.attach_notice", {"notice": ENTRY}),
    "filings.CorrectSentForm": Pair("filings.correct_sent"),
    "filings.CorrectReceiptForm": Pair("filings.correct_receipt"),
    "firm.FirmForm": Pair("firm.change_firm", columns="firm.Firm"),
    "firm.FilesForm": Pair("firm.choose_files", columns="firm.Firm"),
    "firm.FlatFeesForm": Pair("firm.earn_flat_fees"),
    "firm.PartForm": Pair("firm.add_member"),
    "firm.NewMemberForm": Pair("firm.offer_part"),
    "firm.CredentialsForm": Pair("firm.keep_credentials", columns="firm.Credentials"),
    "firm.BirthDateForm": Pair("people.prove_birth_date"),
    "packets.PacketForm": Pair("packets.make_packet"),
    "packets.PapersForm": Pair("packets.add_papers"),
    "packets.ExhibitForm": Pair(
        "packets.change_exhibit",
        also={"paragraph": "its words, behind those of the text"},
    ),
    "packets.MoveExhibitForm": Pair("packets.move_exhibit"),
    "packets.UseSetForm": Pair("packets.use_set"),
    "packets.WantedForm": Pair("packets.want"),
    "packets.AnswerForm": Pair("packets.answer_wanted"),
    "packets.CertifyForm": Pair("packets.certify_build"),
    "packets.SentForm": Pair("packets.say_sent"),
    "packets.SetForm": Pair("packets.save_set"),
    "filings.EnvelopeForm": Pair(
        "filings.choose_envelope",
        {"circumstances": "added when the form is made: one for each form"},
    ),
    "filings.PaymentFormsForm": Pair(
        "filings.note_payments", {"amounts": "added when the form is made: each fee"}
    ),
    "filings.ShareForm": Pair("filings.share_envelope"),
    "filings.NeedForm": Pair("filings.need_form"),
    "filings.FormRejectedForm": Pair("filings.record_form_rejected"),
    "filings.TypedForm": Pair(
        "filings.mark_typed",
        {
            "site": "of the address",
            "part": "of the address",
            "on": "the day is an argument",
        },
    ),
    "filings.TypeAgainForm": Pair(
        "filings.mark_untyped", {"site": "of the address", "part": "of the address"}
    ),
    "filings.DeliveredForm": Pair("filings.record_delivered"),
    "filings.RejectedForm": Pair("filings.record_rejected"),
    "filings.AnswerFindingForm": Pair(
        "filings.answer_finding", {"on": "the day is an argument"}
    ),
    "filings.LiftStopForm": Pair("filings.lift_stop", {"on": "the day is an argument"}),
    "filings.CertifyForm": Pair(
        "filings.certify_filing", {"on": "the day is an argument"}
    ),
    "packets.ParagraphForm": Pair("packets.save_paragraph"),
    "filings.AttachPacketForm": Pair(
        "filings.attach_packet", {"needed": "chosen as one with its filing"}
    ),
    "inquiries.NotedForm": Pair(
        "inquiries.change_inquiry",
        also={"seen": "what the page came with"},
        columns="inquiries.Inquiry",
    ),
    "inquiries.NewInquiryForm": Pair(
        "inquiries.receive_inquiry",
        {"known": "asked only where the address is known"},
        dict.fromkeys(
            ("family_name", "given_name", "birth_date", "email", "phone", "language"),
            "part of `asker`",
        ),
    ),
    "inquiries.LinkForm": Pair("inquiries.send_questions"),
    "inquiries.MoreNamesForm": Pair("inquiries.check_names"),
    "inquiries.HitForm": Pair(
        "inquiries.answer_hit",
        {"hits": "all that are closed to the reader are one"},
        {"hit": "one of `hits`"},
    ),
    "inquiries.AcceptForm": Pair(
        "inquiries.accept_inquiry",
        {
            "newcomers": "each is asked by a form of their own",
            "known": "chosen beside that form (WhoForm)",
        },
    ),
    "inquiries.DeclineForm": Pair(
        "inquiries.decline_inquiry", {"language": "whoever asked reads it"}
    ),
    "people.DecisionForm": Pair("people.decide_conflict"),
    "people.PersonForm": Pair("people.change_person", columns="people.Person"),
    "search.SaveSearchForm": Pair(
        "search.save_search",
        dict.fromkeys(("words", "narrowed"), "what the page was just asked for"),
    ),
    "workflow.ClosingForm": Pair("workflow.end_case", {"on": "today"}),
    "questionnaires.RowForm": Pair(
        "questionnaires.enter_answers",
        {
            "values": "its fields are the questions of the page",
            "over": "the versions of those",
            "group": PLACE,
            "entry": PLACE,
            "form": "the filled form that led here, in the address",
        },
    ),
    "questionnaires.TitleForm": Pair("questionnaires.change_draft", DRAFT),
    "questionnaires.PartForm": Pair("questionnaires.change_draft", DRAFT),
    "questionnaires.ListForm": Pair("questionnaires.change_draft", DRAFT),
    "questionnaires.QuestionForm": Pair(
        "questionnaires.change_draft", DRAFT, {"is_required": "in `definition`"}
    ),
    "questionnaires.ConditionForm": Pair(
        "questionnaires.change_draft",
        DRAFT | {"seen": "the form beside it says so"},
        {"asked": "in `definition`", "joined": "in `definition`"},
    ),
    "questionnaires.NoteForm": Pair("questionnaires.publish_draft"),
    "questionnaires.TakeBackForm": Pair("questionnaires.take_back"),
    "questionnaires.ScreenForm": Pair(
        "questionnaires.answer",
        dict.fromkeys(
            ("screen", "answers", "over", "entry", "name", "beside"),
            "its fields are the questions of the screen; `answers` and `over` are those",
        ),
    ),
    "questionnaires.AskAgainForm": Pair(
        "questionnaires.ask_again", {"fact": PLACE, "entry": PLACE}
    ),
    "questionnaires.AnswerClientForm": Pair("questionnaires.answer_client"),
}
# Forms that no action of ours hears.
ASKS = "only asks: nothing is changed"
ACCOUNT = "the account's own: allauth does what it says, firm/signing_in.py records it"
OTHERS = {
    "cases.CaseListForm": ASKS,
    "documents.AllOfThemForm": "a part of `about`, of several papers at once",
    "documents.CertificateForm": "is printed and kept nowhere",
    "documents.QueueForm": ASKS,
    "questionnaires.TextsForm": "what the forms of a draft have in common",
    "documents.BoxForm": "one of several boxes that `redact_version` is told at once",
    "documents._PagesForm": "what the forms about pages have in common",
    "documents.TryForm": ASKS,
    "documents.ExpiringForm": ASKS,
    "documents.DatedForm": "what the forms about a paper have in common",
    "cases.HistoryForm": ASKS,
    "inquiries.AboutForm": "what the forms about an inquiry have in common",
    "inquiries.InquiryListForm": ASKS,
    "inquiries.WhoForm": "whether somebody of the new case is known to the firm",
    "staff._Asking": ASKS,
    "staff.FindPapersForm": ASKS,
    "staff.AskForm": ASKS,
    "staff.LooksForm": ASKS,
    "staff.LogForm": ASKS,
    "staff.ExportForm": ASKS,
    "firm.SameHumanForm": "names a second account of one human: the subject itself",
    "workflow.NewcomerForm": "one of several people whom `begin_case` is told at once",
    "workflow.KnownForm": "whether each of them is somebody whom the firm knows",
    **{
        f"firm.{name}": ACCOUNT
        for name in (
            *("Plain", "SignInForm", "ProveForm", "NewPasswordForm"),
            *("FirstPasswordForm", "ForgottenForm", "ResetPasswordForm"),
            *("ChosenPasswordForm", "FirstPasskeyForm", "NewEmailForm", "CodeForm"),
            *("ProveByCodeForm", "AddAppForm", "AddPasskeyForm", "RenamePasskeyForm"),
        )
    },
}


def all_forms():
    found = {}
    for path in sorted([*HOUSE.glob("*/*forms.py"), *HOUSE.glob("*/forms/*.py")]):
        parts = path.relative_to(HOUSE).with_suffix("").parts
        room = parts[0]
        module = importlib.import_module(".".join(("harborlight", *parts)))
        for name, one in vars(module).items():
            ours = isinstance(one, type) and one.__module__ == module.__name__
            if ours and issubclass(one, forms.BaseForm):
                found[f"{room}.{name}"] = one
    return found


FORMS = all_forms()


def arguments(pair, fields):
    """What an action is told besides who acts and on what."""
    if pair.columns:
        columns = {one.name for one in apps.get_model(pair.columns)._meta.fields}
        return columns & fields
    room, _, action = pair.action.partition(".")
    found = getattr(importlib.import_module(f"harborlight.{room}.actions"), action)
    told = inspect.signature(found).parameters.values()
    assert all(one.kind is not inspect.Parameter.VAR_KEYWORD for one in told)
    return {one.name for one in told if one.kind is inspect.Parameter.KEYWORD_ONLY}


def test_every_form_is_heard_by_an_action_or_says_why_not():
    assert set(FORMS) == PAIRS.keys() | OTHERS.keys()
    assert not PAIRS.keys() & OTHERS.keys()


@pytest.mark.parametrize("name", PAIRS)
def test_the_fields_of_a_form_are_the_arguments_of_its_action(name):
    pair, fields = PAIRS[name], set(FORMS[name].base_fields)
    told = arguments(pair, fields)
    assert fields - pair.also.keys() == told - pair.known.keys()
    # An exception that is none any more goes.
    assert pair.also.keys() <= fields - told
    assert pair.known.keys() <= told - fields


@pytest.mark.parametrize("name", FORMS)
def test_no_box_cuts_off_what_people_write(name):
    """A browser does it without a word where the box has a `maxlength`."""
    cut = {
        field
        for field, asked in FORMS[name].base_fields.items()
        if "maxlength" in asked.widget.attrs and not asked.widget.is_hidden
    }
    # A state is two letters; an address of e-mail is asked for by allauth.
    assert cut - {"state", "email"} == set()
