"""The parts that people play in a firm."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    PARTNER = "partner", _("Partner")
    ATTORNEY = "attorney", _("Attorney")
    PARALEGAL = "paralegal", _("Paralegal")
    CASE_MANAGER = "case manager", _("Case manager")
    INTAKE = "intake", _("Intake")
    CLIENT_SERVICES = "client services", _("Client services")
    FINANCE = "finance", _("Finance")
    PRACTICE_MANAGER = "practice manager", _("Practice manager")
    FIRM_ADMINISTRATOR = "firm administrator", _("Firm administrator")
    IT = "it", _("IT and security")
    AUDITOR = "auditor", _("Auditor")
    CLIENT = "client", _("Client")
    HR_LIAISON = "hr liaison", _("HR liaison")
    OUTSIDE_COUNSEL = "outside counsel", _("Outside counsel")
    CLOCK = "clock", _("Harborlight, on schedule")
    PROCESSOR = "processor", _("Payment processor")
    OPERATOR = "operator", _("Operator of the server")


Roles = frozenset[Role]


def roles(*several: Role | Roles) -> Roles:
    """One set out of single roles and sets of roles."""
    return frozenset(
        role
        for entry in several
        for role in ([entry] if isinstance(entry, Role) else entry)
    )


LAWYERS = roles(Role.PARTNER, Role.ATTORNEY)
CASE_TEAM = roles(LAWYERS, Role.PARALEGAL, Role.CASE_MANAGER)
OPENERS = roles(CASE_TEAM, Role.INTAKE, Role.PRACTICE_MANAGER)
# They approve, sign or hold money: only a partner gives these parts.
TRUSTED = roles(LAWYERS, Role.FINANCE)
MONEY = roles(Role.PARTNER, Role.FINANCE)
OFFICE = roles(Role.FIRM_ADMINISTRATOR, Role.PARTNER)
CASE_READERS = roles(OPENERS, Role.CLIENT_SERVICES, Role.AUDITOR, Role.FINANCE)
STAFF = roles(CASE_READERS, Role.FIRM_ADMINISTRATOR, Role.IT)
# They work beside the firm: only cases they are named on, on pages of the desk.
GUESTS = roles(Role.OUTSIDE_COUNSEL)
DESK = roles(STAFF, GUESTS)
# They wait: pages of the portal, only what concerns them.
CLIENTS = roles(Role.CLIENT, Role.HR_LIAISON)
OPERATOR = roles(Role.OPERATOR)
MACHINES = roles(Role.CLOCK, Role.PROCESSOR, OPERATOR)
CLOCK = roles(Role.CLOCK)
