"""What must be said of agreements, work, costs and instalments."""

from harborlight.agreements.forms.agreeing import (
    AcceptForm,
    AgreementForm,
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
)

__all__ = [
    "AcceptForm",
    "AgreePlanForm",
    "AgreementForm",
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
]
