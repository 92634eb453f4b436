"""``new``: a skeleton element in the right file, or a new unit's blueprint."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from cetakbiru.metamodel import Kind, say
from cetakbiru.model import SLUG, Model, is_model_file, namespace_of, nearest, slug
from cetakbiru.model.read import MAX_ID
from cetakbiru.report import fill
from cetakbiru.scaffold.insert import insert
from cetakbiru.scaffold.skeleton import skeleton
from cetakbiru.source import Document, UsageError, locate, write_if_changed


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person asks for.

    Attributes:
        kind: name of the kind.
        local: id of the element, without its unit.
        unit: unit whose blueprint it goes to; empty for the shared architecture.
    """

    kind: str
    local: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Added:
    """Where a new element was written."""

    id: str
    path: str
    line: int


@dataclass(frozen=True, slots=True)
class _Wish:
    """A new element that may be written."""

    kind: Kind
    local: str
    unit: str
    is_unit: bool

    @property
    def id(self) -> str:
        """The full id that it will have."""
        return f"{self.unit}/{self.local}" if self.unit and not self.is_unit else self.local


def new_element(root: Path, model: Model, wanted: Wanted, language: str) -> Added:
    """Write a skeleton element for a person to fill in.

    Args:
        root: the project's folder.
        model: its model.
        wanted: what is asked for.
        language: language of the comments.

    Raises:
        UsageError: it cannot be written; nothing was changed.
    """
    wish = _wish(model, wanted.kind, wanted.local, wanted.unit)
    _refuse_taken(root, model, wish)
    path = _path(model, wish)
    document = model.sources.documents.get(path) or Document(path, "", None)
    # From the file itself and not the document, whose line ends and byte order mark are gone.
    raw = (root / path).read_bytes().decode("utf-8") if (root / path).is_file() else _head(model, wish, language)
    block = skeleton(model, wish.kind, wish.local, language)
    written = insert(document, raw, wish.kind.name, block)
    if written is None:
        raise _not_insertable(path, wish.kind.name, block)
    write_if_changed(root / path, written[0].encode("utf-8"))
    return Added(wish.id, path, written[1])


def _wish(model: Model, name: str, local: str, unit: str) -> _Wish:
    """What is asked for, where it makes sense."""
    kinds = model.metamodel.kinds
    if name not in kinds:
        _refuse_unknown("jenis elemen", "kind of element", name, tuple(kinds))
    if not SLUG.fullmatch(local) or len(local) > MAX_ID:
        _refuse_id(local)
    is_unit = name == model.metamodel.unit_kind()
    if unit and not is_unit and unit not in (spaces := _spaces(model)):
        _refuse_unknown("unit", "unit", unit, tuple(spaces))
    home, place = kinds[name].home, "blueprints" if unit or is_unit else "architecture"
    if home not in ("", place) or (is_unit and unit):
        _refuse_home(name, is_unit=is_unit, shared=home == "architecture")
    return _Wish(kinds[name], local, local if is_unit else unit, is_unit)


def _spaces(model: Model) -> dict[str, None]:
    """Units that have a record or a file."""
    found = dict.fromkeys(model.units) | dict.fromkeys(namespace_of(path) for path in model.sources.documents)
    return {key: None for key in found if key}


def _refuse_taken(root: Path, model: Model, wish: _Wish) -> None:
    """The id is taken already, or may be, in a file that cannot be read.

    Raises:
        UsageError: it is.
    """
    if element := model.elements.get(wish.id):
        at = locate(model.sources.documents, element.place())
        where = f"{at.path}:{at.line}"
    elif wish.is_unit and (found := _blueprint(root, wish.local)):
        where = found
    elif broken := [path for path in sorted(model.sources.broken) if namespace_of(path) == wish.unit]:
        raise UsageError(
            f"Berkas {broken[0]} tidak terbaca, jadi id yang sudah dipakai tidak diketahui. "
            "Jalankan check, perbaiki berkas itu, lalu ulangi.",
            f"{broken[0]} cannot be read, so it is not known which ids are taken. Run check, mend it, then try again.",
        )
    else:
        return
    raise UsageError(
        f"Id {wish.id} sudah dipakai di {where}. Pilih id lain, atau ubah yang sudah ada itu.",
        f"The id {wish.id} is taken, in {where}. Choose another, or change what is there.",
    )


def _blueprint(root: Path, unit: str) -> str:
    """A file or folder that a unit's blueprint already has, or empty."""
    # On the disk and not in the model: a blueprint that is empty or broken is there all the same.
    paths = (f"blueprints/{unit}.yaml", f"blueprints/{unit}.yml", f"blueprints/{unit}")
    return next((path for path in paths if (root / path).exists()), "")


def _path(model: Model, wish: _Wish) -> str:
    """The file to write to: where most elements of the kind are, or a new one beside the others."""
    if wish.is_unit:
        return f"blueprints/{wish.local}.yaml"
    files = [path for path in model.sources.documents if namespace_of(path) == wish.unit and is_model_file(path)]
    held = Counter(item.path for item in model.by_kind[wish.kind.name] if item.namespace == wish.unit)
    if held:
        # Where most of the kind are is where a person would look for it.
        return held.most_common(1)[0][0]
    single = f"blueprints/{wish.unit}.yaml"
    if single in files:
        return single
    folder = f"blueprints/{wish.unit}" if wish.unit else "architecture"
    return f"{folder}/{wish.kind.name.replace('_', '-')}.yaml"


def _head(model: Model, wish: _Wish, language: str) -> str:
    """First line of a new file."""
    key = "new-unit-head" if wish.is_unit else "new-file-head"
    facts = {"id": wish.local, "unit": wish.unit, "kind": wish.kind.plural}
    return f"# {fill(say(model.metamodel.label(key), language), facts, language)}\n"


def _refuse_unknown(indonesian: str, english: str, word: str, known: tuple[str, ...]) -> None:
    near = nearest(word, known)
    raise UsageError(
        f"Tidak ada {indonesian} '{word}'."
        + (f" Mungkin maksud Anda: {near}." if near else "")
        + f" Yang ada: {', '.join(known)}.",
        f"There is no {english} '{word}'."
        + (f" Did you mean {near}?" if near else "")
        + f" Known: {', '.join(known)}.",
    )


def _refuse_id(local: str) -> None:
    better = slug(local)
    raise UsageError(
        f"'{local}' bukan id: pakai huruf kecil, angka, dan tanda hubung, paling panjang {MAX_ID} karakter."
        + (f" Misalnya: {better}." if better else ""),
        f"'{local}' is not an id: use small letters, digits and hyphens, at most {MAX_ID} characters."
        + (f" For example: {better}." if better else ""),
    )


def _refuse_home(name: str, *, is_unit: bool, shared: bool) -> None:
    if is_unit or shared:
        raise UsageError(
            f"{name} tidak ditulis dalam cetak biru sebuah unit. Jalankan lagi tanpa --unit.",
            f"{name} is not written in a unit's blueprint. Run this again without --unit.",
        )
    raise UsageError(
        f"{name} ditulis dalam cetak biru sebuah unit. Sebut unitnya: --unit UNIT.",
        f"{name} is written in a unit's blueprint. Name the unit: --unit UNIT.",
    )


def _not_insertable(path: str, section: str, block: list[str]) -> UsageError:
    lines = "\n".join(f"  {line}" for line in [f"{section}:", *(f"  {line}" for line in block)])
    return UsageError(
        f"Elemen baru tidak dapat disisipkan ke {path} tanpa mengubah yang lain; mungkin bagian {section} ditulis "
        "dalam kurung kurawal. Tulis bagian itu satu elemen per baris, atau salin sendiri baris di bawah ini.",
        f"The new element cannot be put into {path} without changing the rest; perhaps {section} is written in "
        f"braces. Write that section one element a line, or copy the lines below yourself.\n\n{lines}",
    )
