"""A house for each story: its data folder, its database, and no server unless asked."""

from __future__ import annotations

import json

import boto3
import pytest
from moto.server import ThreadedMotoServer

from tests.browser.house import house as a_house

BUCKET = "papers-of-the-house"
KEY = {
    "AWS_ACCESS_KEY_ID": "test",
    "AWS_SECRET_ACCESS_KEY": "test",
    "AWS_DEFAULT_REGION": "us-east-1",
}


@pytest.fixture
def empty_house():
    with a_house() as made:
        yield made


@pytest.fixture
def play(empty_house):
    """Run one of the scripts of this folder as a process; what it printed."""

    def run(script: str, *words: str):
        return json.loads(
            empty_house.python("-m", f"tests.faults.{script}", *words).stdout
        )

    return run


@pytest.fixture
def bucket():
    """The settings by which a house reaches a bucket, and what lies in it."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    address = f"http://{host}:{port}"
    names = {name.lower(): word for name, word in KEY.items()}
    region = names.pop("aws_default_region")
    client = boto3.client("s3", endpoint_url=address, region_name=region, **names)
    client.create_bucket(Bucket=BUCKET)

    def keys() -> set[str]:
        pages = client.get_paginator("list_objects_v2").paginate(Bucket=BUCKET)
        found = [one["Key"] for page in pages for one in page.get("Contents", ())]
        return {key.split("/")[0] for key in found}

    where = {"HARBORLIGHT_BUCKET": BUCKET, "HARBORLIGHT_BUCKET_ENDPOINT": address}
    yield {**where, **KEY}, keys
    client.close()
    server.stop()


@pytest.fixture
def which(request):
    """All steps where everything is tried, else a good sample of them."""
    return ["--all"] if request.param == "all" else []


def pytest_generate_tests(metafunc):
    if "which" in metafunc.fixturenames:
        everything = pytest.param("all", marks=pytest.mark.everything)
        metafunc.parametrize("which", ["some", everything], indirect=True)
