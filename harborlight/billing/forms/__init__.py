"""What must be said of invoices, payments, and money that is to leave again."""

from harborlight.billing.forms.invoices import (
    GovernmentFeeForm,
    InvoiceForm,
    LineForm,
)
from harborlight.billing.forms.payments import (
    CorrectionForm,
    DeclineForm,
    ReceivedForm,
    WithdrawalForm,
)
from harborlight.billing.forms.reductions import (
    DiscountForm,
    LatePolicyForm,
    LetterheadForm,
    ReduceForm,
    TaxForm,
)

__all__ = [
    "CorrectionForm",
    "DeclineForm",
    "DiscountForm",
    "GovernmentFeeForm",
    "InvoiceForm",
    "LatePolicyForm",
    "LetterheadForm",
    "LineForm",
    "ReceivedForm",
    "ReduceForm",
    "TaxForm",
    "WithdrawalForm",
]
