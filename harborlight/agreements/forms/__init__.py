"""What must be said of agreements, work, costs and instalments."""

from harborlight.agreements.forms.agreeing import (
    AcceptForm,
    AgreementForm,
    AskAgreementForm,
    FeeNoteForm,
    PayerForm,
)
from harborlight.agreements.forms.planning import AgreePlanForm, PlanForm
from harborlight.agreements.forms.working import (
    AskCostForm,
    BillForm,
    ChangeCostForm,
    CostForm,
    DeclineCostForm,
    RateForm,
    SpentForm,
    StopForm,
    TimeForm,
    TimerForm,
    WriteOffForm,
    WriteTimeForm,
)

__all__ = [
    "AcceptForm",
    "AgreePlanForm",
    "AgreementForm",
    "AskAgreementForm",
    "AskCostForm",
    "BillForm",
    "ChangeCostForm",
    "CostForm",
    "DeclineCostForm",
    "FeeNoteForm",
    "PayerForm",
    "PlanForm",
    "RateForm",
    "SpentForm",
    "StopForm",
    "TimeForm",
    "TimerForm",
    "WriteOffForm",
    "WriteTimeForm",
]
