"""Where the government's own blanks lie: never in the repository."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[2]


def blanks(environment: dict[str, str]) -> dict[str, str]:
    """The environment, with HARBORLIGHT_FORMS where the blanks lie beside the project.

    A folder that is named already stays.
    """
    forms = ROOT.parent / "shared" / "forms"
    if not forms.is_dir():
        return environment
    return {"HARBORLIGHT_FORMS": str(forms), **environment}
