"""Shares of a site, put together: the bytes of a site that was built at once, or a reason why they are not."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from cetakbiru.site.assembly import Assembly
from cetakbiru.site.built import WORK, Built, exchange
from cetakbiru.site.engine import EngineError
from cetakbiru.site.links import broken_links, told
from cetakbiru.site.record import Record, files_below
from cetakbiru.site.search import as_script, merged_index
from cetakbiru.site.shards import SITE, Manifest, ShardError, sum_of_files
from cetakbiru.site.turn import turn


def join(root: Path, folders: Sequence[Path], say: Callable[[str], None]) -> Built:
    """Join shares into the site, which is exchanged in one step.

    Args:
        root: the project's folder.
        folders: the shares' folders, in any order.
        say: told the key of each step.

    Raises:
        ShardError: the shares do not belong together, or not all are there.
        EngineError: a link leads nowhere.
    """
    say("step-join")
    shards = {folder: Manifest.read(folder) for folder in folders}
    _agree(shards, len(folders))
    with turn(root / WORK, lambda: say("step-turn")):
        return _joined(root / WORK, root / "site", shards, say)


def _joined(work: Path, site: Path, shards: dict[Path, Manifest], say: Callable[[str], None]) -> Built:
    shutil.rmtree(work / "new", ignore_errors=True)
    assembly = Assembly(work / "new", site, {})
    parts = [_put(assembly, folder / SITE, shard) for folder, shard in shards.items()]
    parts.append(_put_indexes(assembly, shards))
    say("step-links")
    if faults := broken_links(work / "new", parts):
        raise EngineError(told(faults))
    Record(work / "site.json", used=False).forget()
    exchange(work / "new", site)
    pages, diagrams = (sum(getattr(shard, name) for shard in shards.values()) for name in ("pages", "diagrams"))
    return Built(site, pages, diagrams, tuple(assembly.written))


def _agree(shards: dict[Path, Manifest], named: int) -> None:
    """See that shares are of one site, each there once and whole.

    Raises:
        ShardError: they are not.
    """
    (first, one), *others = shards.items()
    for folder, shard in others:
        if shard.of != one.of:
            raise ShardError(_COUNT.format(folder=folder, theirs=shard.of, first=first, ours=one.of))
        if shard.made_of != one.made_of:
            raise ShardError(_MODEL.format(folder=folder, first=first))
    met = Counter(shard.number for shard in shards.values())
    doubled = [f"{number}/{one.of}" for number, times in met.items() if times > 1]
    if doubled or len(shards) < named:
        raise ShardError(_DOUBLED.format(shares=", ".join(doubled) or "--join"))
    if missing := [f"{number}/{one.of}" for number in range(1, one.of + 1) if number not in met]:
        raise ShardError(_MISSING.format(shares=", ".join(missing), one=missing[0]))
    for folder, shard in shards.items():
        if sum_of_files(folder / SITE) != shard.sum:
            raise ShardError(_DAMAGED.format(folder=folder, share=f"{shard.number}/{shard.of}"))


def _put(assembly: Assembly, folder: Path, shard: Manifest) -> list[str]:
    """Put a share's files into the new site, all but its parts of the search indexes."""
    indexes = {name for path in shard.order for name in (path, as_script(path))}
    paths = [path for path in files_below(folder) if path not in indexes]
    for path in paths:
        assembly.put(path, "", (folder / path).read_bytes)
    return paths


def _put_indexes(assembly: Assembly, shards: dict[Path, Manifest]) -> list[str]:
    """Put the search index of each language into the new site."""
    order = next(iter(shards.values())).order
    found = []
    for path, pages in order.items():
        texts = [(folder / SITE / path).read_text(encoding="utf-8") for folder in shards]
        for name, raw in merged_index(path, texts, pages).items():
            assembly.put(name, "", partial(bytes, raw))
            found.append(name)
    return found


_COUNT = (
    "{folder} adalah bagian dari {theirs}, {first} bagian dari {ours}: gabungkan bagian dari satu pembagian saja, atau "
    "bangun lagi.\n{folder} is a share of {theirs}, {first} of {ours}: join the shares of one division, or build again."
)
_MODEL = (
    "{folder} dan {first} dibangun dari model atau setelan yang berbeda: bangun semua bagian dari satu commit dengan "
    "pilihan yang sama.\n{folder} and {first} were built from different models or settings: build all shares from one "
    "commit, with the same options."
)
_DOUBLED = (
    "Bagian disebut lebih dari sekali ({shares}): sebut setiap bagian satu kali.\n"
    "Shares are named more than once ({shares}): name each share once."
)
_MISSING = (
    "Bagian belum lengkap, tidak ada {shares}: jalankan build --shard {one}, atau sebut foldernya sesudah --join.\n"
    "Shares are missing: {shares}: run build --shard {one}, or name its folder after --join."
)
_DAMAGED = (
    "{folder}: isinya bukan lagi isi yang dibangun: salin lagi, atau jalankan build --shard {share}.\n"
    "{folder}: its files are not those that were built: copy it again, or run build --shard {share}."
)
