"""What the office calls pieces of the program: jobs, and things one can look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

# Jobs by the name of their function; one that is not here shows that name.
TASKS: dict[str, _StrPromise] = {
    "run_entry": _("Something that happens by itself"),
    "send_invitation": _("Send an invitation to the portal"),
    "send_first_questions": _("Send the link to the first questions"),
    "send_reply": _("Send our answer to an inquiry"),
    "send_offer": _("Ask somebody to work here"),
    "send_news": _("Write to a client that there is something new"),
    "take_asking_back": _("Close the card’s page of what is no longer owed"),
    "build_later": _("Build a packet"),
    "compare_later": _("Compare a packet with its sources"),
    "fetch_one_blank": _("Fetch an official blank"),
    "send_warnings": _("Warn somebody of deadlines"),
    "send_silence": _("Tell an administrator that nobody looks through the deadlines"),
    "tell_program": _("Tell a program what an automation did"),
    "take_step": _("Remind a client"),
    "compare_deadlines": _("Compare deadlines with the rules of now"),
    "ask_agency": _("Ask the agency how cases stand"),
    "compare_priorities": _("Compare priority dates with the Visa Bulletin"),
    "prove_later": _("Prove the log of events"),
    "settle_payment": _("Post a card payment"),
    "hear_word": _("Act on a notice of the card processor’s"),
    "hear_contested": _("Write down that a payment is disputed"),
    "defend": _("Hand in our answer to a dispute"),
    "return_money": _("Give a card payment back"),
    "charge_planned": _("Charge what a payer agreed to"),
    "print_receipt": _("Print a receipt"),
}
THINGS: dict[str, _StrPromise] = {
    "cases.case": _("A case"),
    "paying.dispute": _("A disputed payment"),
    "cases.milestone": _("A milestone of a case"),
    "documents.version": _("A paper"),
    "documents.request": _("A paper that was asked for"),
    "documents.document": _("A document"),
    "documents.piece": _("A photo of a paper"),
    "filings.filledform": _("A filled form"),
    "filings.filing": _("A filing"),
    "filings.certificate": _("A certificate of a filing"),
    "filings.neededform": _("A form of a filing"),
    "filings.editionproposal": _("A proposal of another edition"),
    "packets.packet": _("A packet"),
    "deadlines.appointment": _("An appointment"),
    "replies.reply": _("An answer to the agency"),
    "replies.point": _("A point of a notice"),
    "replies.pointpaper": _("A paper that answers a point"),
    "packets.exhibit": _("An exhibit of a packet"),
    "packets.build": _("A packet that was built"),
    "packets.part": _("A file of a packet"),
    "packets.wanted": _("Something that a packet needs"),
    "packets.comparison": _("A packet compared with its sources"),
    "packets.exhibitset": _("Standard exhibits"),
    "packets.paragraph": _("A standard paragraph"),
    "inquiries.inquiry": _("An inquiry"),
    "inquiries.consultation": _("A record of a consultation"),
    "people.person": _("Somebody's card"),
    "workflow.playbook": _("A playbook"),
    "workflow.playbookdraft": _("A draft of a playbook"),
    "workflow.handedover": _("A new case that a lawyer was asked about"),
    "questionnaires.sent": _("Answers"),
    "questionnaires.aside": _("Said at a question"),
    "billing.invoice": _("An invoice"),
    "agreements.agreement": _("A fee agreement"),
    "agreements.cost": _("A cost of a case"),
    "agreements.plan": _("Instalments of an invoice"),
    "agreements.timeentry": _("Hours in a case"),
    "agreements.timer": _("A timer"),
    "billing.payment": _("A payment"),
    "billing.withdrawal": _("Money that was asked for"),
    "deadlines.deadline": _("A deadline"),
    "deadlines.shift": _("A deadline that would move"),
    "deadlines.closure": _("A day on which offices were closed"),
    "agency.tracked": _("A number that is followed at an agency"),
    "agency.observation": _("What an agency says of a case"),
    "agency.move": _("A priority date that moved"),
    "agency.nonews": _("Letters where nothing happens"),
    "automation.reminder": _("A reminder"),
    "automation.ownreminder": _("A reminder of a client’s own"),
    "tasks.task": _("A task"),
    "trust.account": _("The ledger of a case"),
    "trust.payee": _("A payee"),
    "trust.unknown": _("Money in suspense"),
    "billing.advance": _("A fee that we paid for a client"),
    "firm.event": _("An entry of the log"),
}
# How the names of kinds begin, and what they are about: for filters and headings.
SUBJECTS: dict[str, _StrPromise] = {
    "agency": _("Agencies"),
    "api": _("Programs that ask"),
    "automation": _("Automations"),
    "blank": _("Blanks of forms"),
    "books": _("Books"),
    "case": _("Cases"),
    "conflict": _("Conflict checks"),
    "deadline": _("Deadlines"),
    "document": _("Documents"),
    "facts": _("Answers and facts"),
    "file": _("Downloads"),
    "filing": _("Filings"),
    "firm": _("The firm"),
    "form": _("Forms"),
    "hook": _("Programs that are told"),
    "inquiry": _("Inquiries"),
    "invitation": _("Invitations"),
    "invoice": _("Invoices"),
    "job": _("Background work"),
    "keeping": _("How long files are kept"),
    "keys": _("Keys"),
    "library": _("Form library"),
    "log": _("The log itself"),
    "member": _("People of the firm"),
    "message": _("Messages"),
    "payment": _("Payments"),
    "person": _("Clients and relatives"),
    "playbook": _("Playbooks"),
    "questionnaire": _("Questionnaires"),
    "receipt": _("Receipts"),
    "reminder": _("Reminders"),
    "session": _("Signing in"),
    "sheet": _("Filing sheets"),
    "sightings": _("Looks"),
    "stay": _("Usual times in stages"),
    "task": _("Tasks"),
    "trust": _("Trust money"),
    "view": _("Saved views"),
}


def subject_name(subject: str) -> str:
    return str(SUBJECTS.get(subject, subject))


def task_name(task: str) -> str:
    """What a job does, in words; where nobody wrote any, the name of the function."""
    name = task.rsplit(".", 1)[-1]
    return str(TASKS.get(name, name.replace("_", " ")))


def thing_name(kind: str) -> str:
    """What somebody looked at."""
    return str(THINGS.get(kind, kind.split(".")[-1]))
