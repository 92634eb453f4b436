"""The benchmark suite measures what it says: stages that exist, edits that change something, one model a seed."""

from __future__ import annotations

import subprocess
import sys

from benchmarks import country, peers
from benchmarks.generate import generate
from benchmarks.measure import ROOT, middle, program, run
from benchmarks.page import page
from benchmarks.plan import Plan
from benchmarks.project import edit, prepare
from benchmarks.stages import REST, STAGES, Clock, door
from cetakbiru.pipeline import check, open_project


def _files(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.yaml")}


def test_a_size_and_a_seed_are_one_model(tmp_path):
    """The generator writes the same bytes each time, others for another seed, and a model without errors."""
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        generate(tmp_path / name, Plan(200, seed))
    assert _files(tmp_path / "a") == _files(tmp_path / "b") != _files(tmp_path / "c")
    project = open_project(tmp_path / "a")
    assert 150 < len(project.model.elements) < 250
    assert [item for item in check(project).findings if item.severity == "error"] == []


def test_an_edit_changes_one_file_and_what_it_says(tmp_path):
    """Two edits give two texts of the same element, and git sees one changed file."""
    project = prepare("80", tmp_path)
    texts = []
    for number in (1, 2):
        edit(project, number)
        said = subprocess.run(["git", "diff", "--name-only"], cwd=project, capture_output=True, text=True, check=True)
        assert said.stdout.split() == ["blueprints/unit-0000.yaml"]
        texts.append({key: item.values for key, item in open_project(project).model.elements.items()})
    assert len([key for key in texts[0] if texts[0][key] != texts[1][key]]) == 1


def test_each_stage_has_a_door():
    """Each stage of the profile names at least one function that the toolkit has."""
    assert [stage for stage, names in STAGES.items() if not any(map(door, names))] == []
    assert door("source.tree.no_such_function") is None


def test_a_second_is_counted_once(monkeypatch):
    """A stage inside a stage takes its time from the outer one, also where the outer one yields."""
    now = [0]
    monkeypatch.setattr("benchmarks.stages.time.perf_counter", lambda: now[0])
    clock = Clock()
    inner = clock.timed("inner", lambda: now.__setitem__(0, now[0] + 5))

    def steps():
        now[0] += 2
        yield inner()

    assert list(clock.timed("outer", steps)()) == [None]
    now[0] += 1
    clock.enter(REST)
    assert clock.spent == {"inner": 5, "outer": 2, REST: 1}


def test_a_process_is_timed_with_its_children():
    """The time of a process holds the work of the processes that it started, and its peak is that of the largest."""
    child = "x = bytearray(60_000_000); sum(range(3_000_000))"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    sample = run([sys.executable, "-c", parent], ROOT)
    assert sample.seconds > 0 and sample.work > 0.01 and sample.peak > 60
    assert middle([sample, sample]) == sample


def test_the_page_tells_what_was_not_measured():
    """Without results every goal is on the page, and says that it was not measured."""
    machine = {"cores": "2", "python": "3.11", "system": "Linux"}
    text = page({"machine": machine})
    assert text.startswith("# Kinerja\n") and text.count("belum diukur") >= 20
    sample = {"seconds": 3.0, "work": 3.0, "peak": 100.0}
    model = {"elements": 10, "relations": 20, "bytes": 1000}
    sizes = {"M": {"model": model, "jobs": {"check, dingin": sample}, "stages": {}}}
    row = next(line for line in page({"machine": machine, "sizes": sizes}).split("\n") if "check M dingin  " in line)
    assert "3,00 s" in row and "**belum**" in row


def test_the_command_runs_as_a_script(tmp_path):
    """``benchmarks/run.py`` measures one small project from another folder and prints its table."""
    words = ["80", "--only", "query", "--repeat", "1", "--no-stages", "--folder", str(tmp_path)]
    command = [sys.executable, str(ROOT / "benchmarks" / "run.py"), *words]
    said = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    assert "| query" in said and "MB" in said and str(tmp_path) not in said
    assert program("check")[0] == sys.executable


def test_a_country_is_consolidated_from_what_its_governments_publish(tmp_path):
    """The made-up country lists every government with its hash, uses something of each, and has no fault."""
    elements = country.make(tmp_path / "country", 3, 2)
    project = open_project(tmp_path / "country")
    assert list(project.model.members) == ["pem-000", "pem-001", "pem-002"]
    assert len(project.model.foreign) == elements > 200
    assert {item.target.partition(":")[0] for item in project.model.outward} == project.model.members.keys()
    between = {item.target.partition(":")[0] for item in project.model.abroad if item.source.startswith("pem-002")}
    assert between == {"pem-000", "pem-002"}
    assert [item for item in check(project).findings if item.severity == "error"] == []


def test_other_programs_get_the_same_model(tmp_path):
    """What is written for another program holds as many elements, relations and units as the project has."""
    project = prepare("80", tmp_path)
    files, held = peers.exported(project)
    model = open_project(project).model
    peers.write_likec4(files, held, tmp_path / "c4")
    peers.write_needs(files, held, tmp_path / "needs")
    c4 = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "c4").glob("*.c4"))
    needs = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "needs").glob("*.rst"))
    assert c4.count("{ description") == needs.count("   :id: ") == len(model.elements)
    assert c4.count("]-> ") == len(model.relations)
    pairs = {(item.source, item.name, item.target) for item in model.relations}
    ends = [line.partition(": ")[2].split(", ") for line in needs.split("\n") if line.startswith("   :r_")]
    assert sum(map(len, ends)) == len(pairs)
