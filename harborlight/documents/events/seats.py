"""Whoever looks at papers."""

from harborlight.firm.roles import CASE_TEAM, Role, roles

CHECKERS = roles(CASE_TEAM, Role.INTAKE)
