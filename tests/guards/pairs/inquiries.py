"""Which action hears each form of `inquiries`."""

from tests.guards.pair import ASKS, Pair

PAIRS = {
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
    "inquiries.ConsultationForm": Pair(
        "inquiries.write_consultation",
        also={"seen": "of a draft that is changed (`change_consultation`)"},
        columns="inquiries.Consultation",
    ),
    "inquiries.CorrectForm": Pair("inquiries.correct_consultation"),
    "inquiries.TellForm": Pair("inquiries.tell_steps"),
    "inquiries.StepForm": Pair("inquiries.set_step"),
}

OTHERS = {
    "inquiries.AboutForm": "what the forms about an inquiry have in common",
    "inquiries.InquiryListForm": ASKS,
    "inquiries.WhoForm": "whether somebody of the new case is known to the firm",
}
