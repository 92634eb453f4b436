"""Reading on several cores comes to the same as reading on one."""

from __future__ import annotations

import os
import sys
from functools import partial

import pytest

from cetakbiru.source import cores, read_blobs, shared_out
from cetakbiru.source.cores import ODD, plain_all
from tests.house.measure import ROOT

TEXTS = [
    *(path.read_text(encoding="utf-8") for path in sorted((ROOT / "blueprints").rglob("*.yaml"))),
    "a: [1\n",
    "",
    "a: *x\n",
]
linux = pytest.mark.skipif(sys.platform != "linux", reason="a process is copied on Linux only")


@pytest.fixture
def copies(monkeypatch):
    """Ids of the copies that are made: four processes read, however little there is to read."""
    made = []
    fork = os.fork
    monkeypatch.setattr(cores, "ENOUGH", 0)
    monkeypatch.setattr(cores, "_cores", lambda: 4)
    monkeypatch.setattr(os, "fork", lambda: made.append(fork()) or made[-1])
    return made


@linux
def test_copies_read_the_same(copies):
    """Four processes read what one reads, odd texts at their places, and leave no process behind."""
    found = plain_all(TEXTS)
    assert len(copies) == 3
    assert found == [plain_all([text])[0] for text in TEXTS]
    assert [text for text, data in zip(TEXTS, found, strict=True) if data is ODD] == ["a: [1\n", "a: *x\n"]
    for child in copies:
        with pytest.raises(ProcessLookupError):
            os.kill(child, 0)


@linux
@pytest.mark.usefixtures("copies")
def test_a_copy_that_fails_is_no_loss(monkeypatch):
    """Where a copy hands over nothing, the process reads that share itself."""
    expected = plain_all(TEXTS)
    monkeypatch.setattr(cores.marshal, "dump", lambda *_: os._exit(9))
    assert plain_all(TEXTS) == expected


@linux
def test_each_job_is_done_once_by_whoever_is_free(copies):
    """Of many jobs each is done by one of the processes, and what it comes to stands at its place."""
    found = shared_out([partial(lambda number: [number, os.getpid()], number) for number in range(200)])
    assert [number for number, _ in found] == list(range(200))
    assert {process for _, process in found} <= {os.getpid(), *copies}


@linux
@pytest.mark.usefixtures("copies")
def test_a_job_that_fails_holds_up_no_other():
    """Where a job fails nothing stands at its place, and the others are done."""
    assert shared_out([lambda: 1, lambda: 1 / 0, lambda: 3]) == [1, None, 3]


def test_what_did_not_change_is_not_read_again():
    """A document whose text is that of an earlier revision is the same document; any other is read anew."""
    before = read_blobs([("architecture/a.yaml", b"layanan: {}\n"), ("architecture/b.yaml", b"data: {}\n")])
    after = [("architecture/a.yaml", b"layanan:  {}\n"), ("architecture/b.yaml", b"data: {}\n")]
    found = read_blobs([*after, ("architecture/c.yaml", b"data: {}\n")], before.documents).documents
    assert list(found) == ["architecture/a.yaml", "architecture/b.yaml", "architecture/c.yaml"]
    assert found["architecture/b.yaml"] is before.documents["architecture/b.yaml"]
    assert found["architecture/a.yaml"] is not before.documents["architecture/a.yaml"]
    assert found["architecture/c.yaml"].path == "architecture/c.yaml"
