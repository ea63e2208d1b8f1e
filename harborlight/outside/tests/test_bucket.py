"""Object storage, tried against a stand-in that speaks S3 over HTTP."""

from __future__ import annotations

import boto3
import pytest
from moto.server import ThreadedMotoServer

from harborlight.outside.bucket import Bucket
from harborlight.outside.storage import Conflict, Missing

KEY = {
    "aws_access_key_id": "test",
    "aws_secret_access_key": "test",
    "region_name": "us-east-1",
}


@pytest.fixture(scope="module")
def endpoint():
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def bucket(endpoint, request):
    name = f"files-{abs(hash(request.node.name))}"
    made = boto3.client("s3", endpoint_url=endpoint, **KEY)
    made.create_bucket(Bucket=name)
    yield Bucket(name, endpoint, **KEY)
    made.close()


def write(bucket, name, at, *pieces):
    with bucket.writer(name, at) as writer:
        for piece in pieces:
            writer.write([piece])
            writer.sync()


def read(bucket, name, start, length):
    with bucket.reader(name) as reader:
        return reader.read(start, length)


def test_a_file_grows_at_its_end_and_is_read_anywhere(bucket):
    write(bucket, "abcd", 0, b"one ", b"two ")
    write(bucket, "abcd", 8, b"three")
    assert bucket.length("abcd") == 13
    assert read(bucket, "abcd", 2, 9) == b"e two thr"


def test_an_end_is_written_anew(bucket):
    write(bucket, "abcd", 0, b"one ", b"two ", b"three")
    write(bucket, "abcd", 6, b"x", b"yz")
    assert read(bucket, "abcd", 0, 9) == b"one twxyz"


def test_less_than_was_asked_for_is_missing(bucket):
    write(bucket, "abcd", 0, b"one")
    for name, start in (("abcd", 1), ("none", 0)):
        with pytest.raises(Missing):
            read(bucket, name, start, 3)
    with pytest.raises(Missing):
        write(bucket, "abcd", 9, b"x")


def test_of_two_writers_at_one_place_the_second_is_told(bucket):
    with bucket.writer("abcd", 0) as first, bucket.writer("abcd", 0) as second:
        first.write([b"first"])
        first.sync()
        second.write([b"second"])
        with pytest.raises(Conflict):
            second.sync()
    assert read(bucket, "abcd", 0, 5) == b"first"


def test_it_is_renamed_and_removed(bucket):
    write(bucket, "xabc", 0, b"one ", b"two")
    bucket.rename("xabc", "abcd")
    assert (bucket.length("xabc"), read(bucket, "abcd", 0, 7)) == (0, b"one two")
    bucket.remove("abcd")
    assert bucket.length("abcd") == 0
    with pytest.raises(Missing):
        bucket.rename("abcd", "efgh")


def test_what_is_old_is_found_by_how_its_name_begins(bucket):
    write(bucket, "xabc", 0, b"1")
    write(bucket, "abcd", 0, b"1")
    assert [*bucket.older_than(-60, "x")] == ["xabc"]
    assert [*bucket.older_than(60, "x")] == []
