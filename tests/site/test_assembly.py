"""The folder of a new site shares files with the last one, and never writes to them."""

from __future__ import annotations

from cetakbiru.site.assembly import Assembly


def test_what_a_process_left_that_died_is_put_anew(tmp_path):
    """A file put a second time, with other bytes, leaves the last site's file as it was, though it was a link to it."""
    last, new = tmp_path / "last", tmp_path / "new"
    last.mkdir()
    (last / "a.html").write_bytes(b"old")
    Assembly(new, last, {}).put("a.html", "", lambda: b"old")
    assert (new / "a.html").samefile(last / "a.html")
    again = Assembly(new, last, {})
    again.put("a.html", "", lambda: b"old")
    assert again.written == []
    again.put("a.html", "", lambda: b"new")
    assert (new / "a.html").read_bytes() == b"new"
    assert (last / "a.html").read_bytes() == b"old"
