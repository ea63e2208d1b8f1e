"""Who reads what of a case: by the roles that open it, and by how open the case itself is."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from harborlight.firm.roles import GUESTS, LAWYERS, OPENERS, Role, roles

FILE_READERS = roles(OPENERS, Role.CLIENT_SERVICES, Role.AUDITOR, GUESTS)
MONEY_READERS = roles(
    Role.PARTNER, Role.ATTORNEY, Role.FINANCE, Role.PRACTICE_MANAGER, Role.AUDITOR
)
# What somebody told us before we took their case (Model Rule 1.18).
INQUIRY_READERS = roles(LAWYERS, Role.INTAKE)


class Access(models.TextChoices):
    FIRM = "firm", _("Everybody who works on cases")
    TEAM = "team", _("Only the people named on this case")
    # No case yet: somebody asks whether we take theirs (inquiries).
    INQUIRY = "inquiry", _("Attorneys, and those who handle inquiries")
