from __future__ import annotations

import pytest

from harborlight.documents.actions import (
    About,
    Checked,
    accept_version,
    file_document,
    receive_document,
)
from harborlight.documents.models import Version
from harborlight.documents.queries import asked
from harborlight.firm import working
from harborlight.firm.roles import Role
from harborlight.firm.vault.stored import keep_bytes
from harborlight.packets.actions import make_packet
from harborlight.papers.tests import honest
from tests.cast import join
from tests.whole_case import begin, furnish


def work():
    """What a worker does until nothing is left."""
    while jobs := working.claim() or working.claim(1, slow=True):
        for job in jobs:
            working.run(job)
            if job.state != job.DONE and job.errors:
                raise AssertionError(job.errors[-1])


def paper(data: bytes, name="scan.pdf", kind="pdf", pages=1):
    def kept(begun):
        file = keep_bytes(begun.case.firm, begun.case.pk, data)
        return Checked(file, name, kind, pages)

    return kept


@pytest.fixture
def pat(harbor):
    return join(harbor, "Pat", Role.PARTNER)


@pytest.fixture
def begun(clock, ada, maria):
    furnish(clock)
    begun = begin(ada)
    begun.petitioner.person.login_id = maria.user_id
    begun.petitioner.person.save()
    return begun


@pytest.fixture
def send(maria, begun):
    """Maria sends a paper that she is asked for; the version that came of it."""

    def sent(kind, data=None, pages=1, tags=()):
        asking = next(
            one.request for one in asked(maria, begun.case) if one.request.kind == kind
        )
        made = data or honest.pdf(pages=pages)
        checked = paper(made, f"{kind}.pdf", pages=pages)(begun)
        receive_document(maria, asking, checked=checked, about=About(tags=[*tags]))
        return Version.objects.filter(document__request=asking).latest("number")

    return sent


@pytest.fixture
def filed(ada, begun):
    """A paper that Ada files herself; it is accepted at once."""

    def kept(title, data=None, kind="evidence", pages=1):
        made = data or honest.pdf(pages=pages)
        return file_document(
            ada,
            begun.case,
            checked=paper(made, "a.pdf", pages=pages)(begun),
            about=About(),
            title=title,
            kind=kind,
            person=None,
            shared=False,
        )

    return kept


@pytest.fixture
def packet(ada, begun):
    return make_packet(
        ada,
        begun.case,
        name="Petition of Ana Núñez",
        purpose="filing",
        destination="uscis online",
        numbering="letters",
        notice=None,
        due_on=None,
    )


@pytest.fixture
def accepted(paul, send):
    """A paper that came and was found good."""

    def sent(kind, **more):
        version = send(kind, **more)
        accept_version(paul, version)
        return version

    return sent
