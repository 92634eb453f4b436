"""The site of a government with members: their pages, the views that gather them, and none of it without them."""

from __future__ import annotations

import json
import re
import shutil

import pytest

from cetakbiru.cli.main import CLEAN, main
from tests.conftest import ROOT, build
from tests.members import KABUPATEN, KOTA, OWN, project, published
from tests.project import make


def test_each_member_has_a_page_with_its_elements(toy):
    """What a member published is listed on its page, in both languages, with its version, hash and site."""
    site = toy / "site"
    pages = ("member/index.html", "member/port.html", "member/hill.html", "id/member/port.html")
    assert [path for path in pages if not (site / path).is_file()] == []
    html = (site / "member/port.html").read_text(encoding="utf-8")
    data = json.loads((toy / "members/port.json").read_text(encoding="utf-8"))
    assert data["hash"] in html
    assert 'href="https://trams.port.example"' in html
    for element in data["elements"]:
        assert f'id="{element["id"].replace("/", ".")}"' in html


def test_members_stay_out_of_the_governments_own_pages(toy):
    """Counts, units and domain pages of the town show the town only."""
    site = toy / "site"
    own = (site / "shared/network.html").read_text(encoding="utf-8")
    assert 'id="market"' in own
    assert "Quay" not in own
    assert not (site / "unit/dock").exists()
    assert "Dock Railway" not in (site / "unit/index.html").read_text(encoding="utf-8")


def test_the_gathering_view_leads_to_both(toy):
    """In the view of several towns the town's own stop leads to its card, and a member's to its row."""
    html = (toy / "site/views/towns.html").read_text(encoding="utf-8")
    links = re.findall(r'href="([^"]+market)"', html)
    assert "../shared/network.html#market" in links
    assert {"../member/port.html#market", "../member/hill.html#market"} <= set(links)


def test_a_card_shows_relations_across_the_border(toy):
    """A stop that a line of another town calls at says so, with the town's name."""
    html = (toy / "site/shared/network.html").read_text(encoding="utf-8")
    assert '<a class="cb-end c-service" href="../member/port.html#dock.ferry-link">Ferry Link (Porttown)</a>' in html


def test_a_reference_leads_to_the_members_page(tmp_path):
    """A relation to a member's element is on the card with the member's name, drawn dashed, and its link holds."""
    files = project({"kota": published(KOTA, "kota"), "kabupaten": published(KABUPATEN, "kabupaten")}, OWN)
    make(tmp_path, files)
    assert main(["build", "--project", str(tmp_path), "--lang", "id"]) == CLEAN
    card = (tmp_path / "site/unit/kominfo/aplikasi.html").read_text(encoding="utf-8")
    assert 'href="../../member/kota.html#kominfo.lapor">Lapor Kota (Kota)</a>' in card
    unit = (tmp_path / "site/unit/kominfo/index.html").read_text(encoding="utf-8")
    assert "Lapor Kota" in unit
    assert "(Kominfo, Kota)" in unit


def test_without_members_there_is_no_trace_of_them(tmp_path):
    """A government without members has no page, view or question about any."""
    make(tmp_path, {"blueprints/a.yaml": "perangkat_daerah:\n  a: {nama: Dinas A}\naplikasi:\n  b: {nama: B}\n"})
    assert main(["build", "--project", str(tmp_path), "--lang", "id"]) == CLEAN
    assert not (tmp_path / "site/member").exists()
    assert "views/governments-" not in (tmp_path / "site/index.html").read_text(encoding="utf-8")


def test_a_lost_member_does_not_stop_the_build(tmp_path):
    """With a manifest gone the site is built all the same, its finding on the findings page."""
    make(tmp_path, project({"kota": published(KOTA, "kota"), "kabupaten": published(KABUPATEN, "kabupaten")}, OWN))
    (tmp_path / "members/kota.json").unlink()
    assert main(["build", "--project", str(tmp_path), "--lang", "id"]) == CLEAN
    assert (tmp_path / "site/member/kabupaten.html").is_file()
    assert not (tmp_path / "site/member/kota.html").exists()
    assert "members/kota.json" in (tmp_path / "site/findings.html").read_text(encoding="utf-8")


def test_the_province_shows_its_sixteen_governments(shipped, lampung):
    """The consolidated site has a page for each of the 15 members, and its home page leads to the gathering views."""
    assert {path.stem for path in lampung.glob("member/*.html")} == {"index", *shipped.model.members}
    home = (lampung / "index.html").read_text(encoding="utf-8")
    for view in ("governments-same-function", "governments-integration", "governments-budget", "governments-landscape"):
        assert f'href="views/{view}.html"' in home
    landscape = (lampung / "views/governments-landscape.html").read_text(encoding="utf-8")
    assert landscape.count('<th scope="row">') == 16


def test_a_government_page_leads_to_what_it_published(lampung):
    """Where the province writes about a district, the reader finds the district's own model."""
    assert 'href="../member/pesisir-barat.html"' in (lampung / "government/pesisir-barat.html").read_text(
        encoding="utf-8"
    )


@pytest.mark.parametrize("name", ["kota-metro", "lampung-selatan", "pesisir-barat"])
def test_an_example_builds_its_own_site(name, tmp_path):
    """A district's repository is built by the same command, with its own title and without the province's pages."""
    shutil.copytree(ROOT / "examples" / name, tmp_path / name)
    site = build(tmp_path / name, "--lang", "id")
    assert "Arsitektur TIK K" in (site / "index.html").read_text(encoding="utf-8")
    assert not (site / "unit/diskominfotik").exists()
    assert (site / "member/lampung.html").is_file() == (name != "kota-metro")
