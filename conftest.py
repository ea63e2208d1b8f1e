"""The database of the tests, on both engines, and the cast."""

from __future__ import annotations

import gc
import os
import re
from contextlib import contextmanager
from shutil import rmtree
from tempfile import mkdtemp

import pytest
from django.conf import settings
from xdist.scheduler import LoadScopeScheduling

from harborlight.config import built
from tests.browser.house import FOLDER
from tests.cast import *  # noqa: F403
from tests.cast import (  # noqa: F401 - a star brings no name that begins with _
    _no_keys_of_other_tests,
    _no_looks_written_behind_a_tests_back,
)

# Everything that tests make lies below .venv and var.
os.environ.setdefault("HYPOTHESIS_STORAGE_DIRECTORY", ".venv/cache/hypothesis")

# What was imported stays; looking through it for rings took a tenth of all tests' time.
gc.set_threshold(100_000, 50, 100)


def pytest_collection_finish(session):
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def django_db_setup(request, django_db_blocker):
    """A fresh database with its walls up; on PostgreSQL owned by another role."""
    from django.core.management import call_command
    from django.db import connections

    from harborlight.firm import sightings
    from harborlight.firm.walls import raise_walls

    # Looks are written by a thread; in tests only when a test says so. Here, and not
    # only for each test: what whole modules share looks at pages too.
    sightings.WRITE_AFTER_SECONDS = 3600.0
    worker = getattr(request.config, "workerinput", {}).get("workerid", "main")
    with django_db_blocker.unblock():
        if settings.ON_POSTGRES:
            name = f"test_{worker}"
            _create_database(name)
            for alias in ("default", "owner"):
                connections[alias].close()
                connections.databases[alias]["NAME"] = name
                connections[alias].settings_dict["NAME"] = name
            with _tables_made_at_once():
                call_command("migrate", database="owner", run_syncdb=True, verbosity=0)
            # So that whoever runs `harborlight migrate` on it finds nothing left to do.
            call_command("migrate", database="owner", fake=True, verbosity=0)
            call_command("createcachetable", database="owner", verbosity=0)
            raise_walls(
                connections["owner"],
                app_role=connections["default"].settings_dict["USER"],
            )
            connections["owner"].close()
        else:
            connection = connections["default"]
            with _tables_made_at_once():
                connection.creation.create_test_db(verbosity=0, serialize=False)
            call_command("createcachetable", verbosity=0)
            raise_walls(connection)
    yield
    sightings._noted.clear()


@contextmanager
def _tables_made_at_once():
    """Without the migrations, which take a dozen seconds of every process.

    Every house of the tests is made by them, and firm/tests/test_migrations.py asks
    whether they and the models say the same.
    """
    known = settings.MIGRATION_MODULES
    settings.MIGRATION_MODULES = _NoMigrations()
    yield
    settings.MIGRATION_MODULES = known


class _NoMigrations(dict):
    def __contains__(self, _room):
        return True

    def __getitem__(self, _room):
        return None


def _create_database(name: str, user_of: str = "") -> None:
    import psycopg
    from django.db import connections

    owner = connections["owner"].settings_dict
    with psycopg.connect(
        host=owner["HOST"],
        port=owner["PORT"],
        user=owner["USER"],
        dbname="postgres",
        autocommit=True,
    ) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}"')
        connection.execute(f'CREATE DATABASE "{name}"')
        if user_of:
            connection.execute(f'GRANT CREATE ON DATABASE "{name}" TO "{user_of}"')


@pytest.fixture(autouse=True, scope="session")
def _passwords_are_hashed_in_no_time():
    """A sixth of all tests' time went into keeping passwords of nobody safe.

    What it costs in earnest, firm/tests/test_passwords.py asks.
    """
    from harborlight.firm.passwords import Argon2id

    Argon2id.time_cost, Argon2id.memory_cost = 1, 8


@pytest.fixture(autouse=True, scope="session")
def _static_files_are_found_once():
    """Each client of a test has a handler of its own, which read every static file."""
    from whitenoise.base import WhiteNoise

    read, found = WhiteNoise.update_files_dictionary, {}

    def remember(self, root, prefix):
        if (root, prefix) not in found:
            read(self, root, prefix)
            found[root, prefix] = dict(self.files)
        self.files.update(found[root, prefix])

    WhiteNoise.update_files_dictionary = remember
    yield
    WhiteNoise.update_files_dictionary = read


@pytest.fixture(autouse=True, scope="session")
def _nothing_is_indexed():
    """No index is made for each firm of a test that only works off its jobs."""
    settings.SEARCH_DATABASE = None


@pytest.fixture(scope="session")
def _search_database(request, django_db_setup, tmp_path_factory):
    """Where the index is: a folder, or on PostgreSQL a database of its own."""
    if not settings.ON_POSTGRES:
        return tmp_path_factory.mktemp("search")
    from django.db import connections

    worker = getattr(request.config, "workerinput", {}).get("workerid", "main")
    app = connections["default"].settings_dict
    _create_database(name := f"search_{worker}", user_of=app["USER"])
    return f"postgresql://{app['USER']}@{app['HOST']}:{app['PORT']}/{name}"


@pytest.fixture
def searchable(settings, _search_database):
    """Papers are indexed, in this test."""
    settings.SEARCH_DATABASE = _search_database


@pytest.fixture(autouse=True)
def _in_english():
    """A request leaves its language in the thread; the next test is not of that reader."""
    from django.utils import translation

    translation.activate("en")


ENGINE = re.compile(r"\b(?:SQLite|PostgreSQL)\b")
# Files that take longest begin, in this order, so that none is left over at the end; and
# the guards follow one another, whose world a process then makes once.
LONGEST = (
    "tests/guards/test_access.py",
    "tests/faults/test_killed.py",
    "tests/faults/test_meeting.py",
    "tests/guards",
    "tests/faults",
    "tests/browser/test_every_page.py",
    "tests/browser/test_spine.py",
    "tests/browser/test_uploads.py",
    "tests/browser/test_looking_into.py",
)


class Houses(LoadScopeScheduling):
    """One process keeps to a file, and of a file about houses to those on one database:
    what they set up it sets up once. (xdist's own groups do nothing under pytest 9.)
    """

    def _split_scope(self, nodeid: str) -> str:
        file, _, test = nodeid.partition("::")
        return " ".join([file, *ENGINE.findall(test)[:1]])


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    return Houses(config, log)


def pytest_collection_modifyitems(items):
    items.sort(key=_turn)


def _turn(item):
    known = (n for n, name in enumerate(LONGEST) if item.nodeid.startswith(name))
    return next(known, len(LONGEST))


def pytest_configure(config):
    """One folder for all processes of a run; whoever made it removes it at the end."""
    if FOLDER not in os.environ:
        os.environ[FOLDER] = config.first_house = mkdtemp(prefix="harborlight-first-")


def pytest_sessionstart():
    """Else hundreds of tests would say that a page is not in Spanish."""
    if not built.LOCALE.exists():
        pytest.exit("Nothing is built yet: run `make assets` first.", returncode=1)


def pytest_unconfigure(config):
    if made := getattr(config, "first_house", ""):
        rmtree(made, ignore_errors=True)


def pytest_addoption(parser):
    parser.addoption(
        "--pictures", default="", help="Keep pictures of the pages in this folder."
    )
