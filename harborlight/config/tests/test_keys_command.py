"""`harborlight keys rotate`: everything stays readable, and nothing stands under old keys."""

import pytest
from click.testing import CliRunner

from harborlight.config.commands import keys
from harborlight.config.keys import KeptInFile, write
from harborlight.firm.chain import verify
from harborlight.firm.models import Event, FirmKey, RecordKey
from harborlight.firm.readers import keep_up_in
from harborlight.firm.vault import rotation
from harborlight.firm.vault.events import words_of
from harborlight.firm.vault.keys import forget_keys
from harborlight.firm.vault.stored import keep_bytes, plain_of
from tests.whole_case import begin, furnish


@pytest.fixture
def master(settings, tmp_path):
    path = tmp_path / "master.json"
    write(path, dict(settings.MASTER_KEYS))
    settings.MASTER_KEYS = KeptInFile(dict(settings.MASTER_KEYS), path)
    return path


@pytest.fixture
def kept(harbor, clock, ada, master):
    furnish(clock)
    case = begin(ada).case
    files = [keep_bytes(harbor, case.pk, b"a"), keep_bytes(harbor, None, b"b")]
    keep_up_in(harbor)
    return files


def readable(harbor, files):
    forget_keys()
    for file in files:
        file.refresh_from_db()
    assert [b"".join(plain_of(file).pieces()) for file in files] == [b"a", b"b"]
    assert all(words_of(harbor, [*Event.objects.all()]).values())
    assert verify(harbor).broken is None


@pytest.mark.feature("F237")
def test_files_and_the_log_stay_readable_after_a_rotation(harbor, kept):
    done = CliRunner().invoke(keys.command, ["rotate"])
    assert done.exit_code == 0, done.output
    readable(harbor, kept)
    assert {*FirmKey.objects.values_list("version", "master")} == {(1, 2), (2, 2)}
    assert {*RecordKey.objects.values_list("version", flat=True)} == {2}
    assert Event.objects.filter(kind="keys.rotated").count() == 1


@pytest.mark.parametrize(
    "step", ["_rewrap_keys", "_some_record_keys", "_some_files", "_seal_anew"]
)
def test_a_rotation_that_was_interrupted_goes_on_where_it_stopped(
    harbor, kept, monkeypatch, step
):
    def dies(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(rotation, step, dies)
        CliRunner().invoke(keys.command, ["rotate"])
    readable(harbor, kept)
    done = CliRunner().invoke(keys.command, ["rotate"])
    assert "Going on" in done.output, done.output
    readable(harbor, kept)
    assert {*FirmKey.objects.values_list("version", "master")} == {(1, 2), (2, 2)}
    assert Event.objects.filter(kind="keys.rotated").count() == 1
