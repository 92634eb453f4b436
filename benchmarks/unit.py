"""The made-up blueprint of one work unit, its kinds as often as in real blueprints."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Any

from benchmarks.plan import YEARS, Plan
from benchmarks.shared import SITES, Section, head
from benchmarks.writing import coined, tale

NEIGHBOURS = (1, 7)  # units so many places further let this one use their first data set


def blueprint(plan: Plan, number: int) -> dict[str, Section]:
    """Kind to the elements of a unit.

    Args:
        plan: the model to be made.
        number: which unit.
    """
    dice = plan.dice(number)
    services = dice.randint(5, 7)
    unit = _Unit(plan, number, dice, services, data=dice.randint(4, min(services, 6)), plans=dice.randint(3, 4))
    return {
        "perangkat_daerah": {plan.unit(number): unit.record()},
        "antarmuka": {"kesepakatan-data": unit.agreement()},
        "proses_bisnis": {f"proses-{n}": unit.process(n) for n in range(unit.processes)},
        "layanan": {f"layanan-{n}": unit.service(n) for n in range(unit.services)},
        "data": {f"data-{n}": unit.data_set(n) for n in range(unit.data)},
        "aplikasi": {f"aplikasi-{n}": unit.application(n) for n in range(unit.services)} | unit.successor(),
        "infrastruktur": {f"server-{n}": unit.server() for n in range(2)},
        "keamanan": {"uji-kerentanan": unit.safeguard()},
        "kesenjangan": {f"gap-{n}": unit.gap(n) for n in range(unit.plans)},
        "inisiatif": {f"inisiatif-{n}": unit.initiative(n) for n in range(unit.plans)},
        "hambatan": {f"hambatan-{n}": unit.obstacle(n) for n in range(2)},
        "risiko": {f"risiko-{n}": unit.risk(n) for n in range(1 + unit.number % 2)},
    }


@dataclass(frozen=True)
class _Unit:
    """What one unit is made with."""

    plan: Plan
    number: int
    dice: Random
    services: int
    data: int
    plans: int

    @property
    def processes(self) -> int:
        return self.data

    @property
    def renews(self) -> bool:
        """Whether the unit replaces its first application within the plan."""
        return self.number % 2 == 0

    @property
    def careless(self) -> bool:
        """Whether the unit forgot something that the rules ask for, as one in 25 does."""
        return self.number % 25 == 24

    def head(self, words: str) -> dict[str, Any]:
        source = {"sumber": [f"sumber-{self.number % 12}"]} if self.dice.random() < 0.1 else {}
        return {**head(self.dice, words, ""), **source}

    def record(self) -> dict[str, Any]:
        """One unit to each government affair; the others are branches of these."""
        name = f"Dinas {coined(self.dice, 4)} {coined(self.dice, 3)}"
        leads = self.number < len(self.plan.codes["URUSAN"])
        place = {"urusan": [self.plan.code("URUSAN", self.number)]} if leads else {"induk": self.plan.unit(0)}
        ceiling = dict.fromkeys(range(YEARS[0], YEARS[1] + 1), 5_000_000_000)
        return {
            "nama": name,
            "jenis": "dinas",
            "tugas": tale(self.dice, 12),
            "pagu": ceiling,
            "ilustrasi": "ya",
        } | place

    def agreement(self) -> dict[str, Any]:
        users = [self.plan.unit(self.number - step) for step in NEIGHBOURS]
        users = sorted({user for user in users if user != self.plan.unit(self.number)})
        return {**self.head("Kesepakatan"), "penyedia": ["data-0", "aplikasi-1"], "pengguna": users, "bentuk": "API"}

    def process(self, n: int) -> dict[str, Any]:
        return {
            **self.head("Proses"),
            "referensi": self.plan.code("RAB", 11 * self.number + n),
            "jenis": "inti",
            "bagian_dari": [f"urusan-{(self.number + n) % self.plan.shared}"],
            "iku": tale(self.dice, 6),
            "iku_target": f"{self.dice.randint(50, 95)} persen pada {YEARS[1]}",
        }

    def service(self, n: int) -> dict[str, Any]:
        needs = [f"layanan-bersama-{self.number % self.plan.shared}"] if n == 0 else []
        return {
            **self.head("Layanan"),
            "tujuan": tale(self.dice, 8),
            "fungsi": tale(self.dice, 8),
            "target_layanan": [self.dice.choice(("Masyarakat", "Pelaku Usaha", "ASN/Pegawai"))],
            "metode_layanan": self.dice.choice(("Elektronik", "Hybrid")),
            "referensi": self.plan.code("RAL", self.number),
            "proses_bisnis": [f"proses-{n % self.processes}"],
            "bergantung_pada": [*needs, *([f"layanan-{n - 1}"] if n % 3 == 1 else [])],
        }

    def data_set(self, n: int) -> dict[str, Any]:
        return {
            **self.head("Data"),
            "tujuan": tale(self.dice, 8),
            "sifat": self.dice.choice(("Terbuka", "Terbatas", "Tertutup")) if n else "Terbatas",
            "jenis": self.dice.choice(("Data Statistik", "Data Geospasial", "Data Keuangan", "Lainnya")),
            "validitas": self.dice.choice(("Harian", "Bulanan", "Tahunan")),
            **({"data_pribadi": "ya", "keamanan": ["uji-kerentanan"]} if n == 0 else {}),
            "produsen_data": self.plan.unit(self.number),
            "wali_data": self.plan.unit(self.number),
            "interoperabilitas": "ya",
            "referensi": self.plan.code("RAD", 17 * self.number + n),
            "proses_bisnis": [f"proses-{n}"],
        }

    def application(self, n: int) -> dict[str, Any]:
        ends = {"akhir": YEARS[1] - 1} if self.renews and n == 0 else {}
        return {**self._application(n), **ends, "layanan": [f"layanan-{n}"], **self._abroad(n)}

    def _application(self, n: int) -> dict[str, Any]:
        own = f"data-{n % self.data}"
        return {
            **self.head("Aplikasi"),
            "jenis": "khusus",
            "fungsi": tale(self.dice, 8),
            "basis": ["Web"],
            "referensi": "RAA.02.02",
            "data": [{"ke": own, "akses": "CRUD"}, *self._foreign_data(n)],
            "server": [f"server-{n % 2}" if n < 4 else f"server-{SITES[n % 2]}"],
            "jaringan_intra": ["jaringan-a"] if n % 2 else [],
            "keamanan": [self.dice.choice(("uji-kerentanan", "pengamanan-2", "pengamanan-3"))],
            "status_operasional": "Dalam Pengoperasian",
            "kepemilikan_aplikasi": "Pemilik",
            "tahun_pembuatan": self.dice.randint(2012, 2024),
        }

    def _foreign_data(self, n: int) -> list[dict[str, Any]]:
        """Data of neighbours that agreed to it, and master data."""
        if n < len(NEIGHBOURS):
            return [{"ke": f"{self.plan.unit(self.number + NEIGHBOURS[n])}/data-0", "akses": "R"}]
        return [{"ke": f"data-induk-{(self.number + n) % self.plan.shared}", "akses": "R"}] if n % 2 else []

    def _abroad(self, n: int) -> dict[str, Any]:
        """The flow of data between applications: to a common one, to a neighbour's, or to the unit's own."""
        if n == 0:
            neighbour = f"{self.plan.unit(self.number + 1)}/aplikasi-1"
            flow = {"ke": neighbour, "arah": "Menerima", "data": ["data-0"], "frekuensi": "Harian"}
            return {"integrasi": [flow]}
        if n == 1:
            common = f"aplikasi-umum-{self.number % self.plan.shared}"
            return {"integrasi": [{"ke": common, "arah": "Mengirim", "frekuensi": "Bulanan"}]}
        return {}

    def successor(self) -> Section:
        """The application that takes the place of the first one."""
        if not self.renews:
            return {}
        new = {"status": "baru", "menggantikan": ["aplikasi-0"], "layanan": ["layanan-0"]}
        return {"aplikasi-baru": {**self._application(3), **new}}

    def server(self) -> dict[str, Any]:
        return {
            **self.head("Server"),
            "jenis": "server",
            "referensi": "RAI.03.01.01",
            "tingkat_pelindungan": "Tertutup",
            "keamanan": [] if self.careless else ["pengamanan-1"],
            "fasilitas_komputasi": [f"pusat-data-{SITES[self.number % 2]}"],
            "kapasitas_memori": f"{2 ** self.dice.randint(4, 8)} GB",
            "unit_pengelola": self.plan.unit(self.number),
        }

    def safeguard(self) -> dict[str, Any]:
        unit = self.plan.unit(self.number)
        return {**self.head("Uji kerentanan"), "jenis": "kerentanan", "referensi": "RAK.02.02", "unit_pelaksana": unit}

    def gap(self, n: int) -> dict[str, Any]:
        return {
            **self.head("Kesenjangan"),
            "domain": "aplikasi",
            "tahun": YEARS[0],
            "kondisi_as_is": tale(self.dice, 12),
            "kondisi_to_be": tale(self.dice, 12),
            "prioritas": self.dice.choice(("tinggi", "sedang", "rendah")),
            "objek": [f"aplikasi-{n}", f"layanan-{n}"],
            "status_kesenjangan": "ditangani",
        }

    def initiative(self, n: int) -> dict[str, Any]:
        first = self.dice.randint(YEARS[0], YEARS[1] - 2) if n else YEARS[1] - 2
        years = range(first, first + 2)
        renews = {"menghasilkan": ["aplikasi-baru"], "menghentikan": ["aplikasi-0"]} if self.renews and n == 0 else {}
        return {
            **self.head("Inisiatif"),
            "kelompok": "aplikasi",
            "gap": [f"gap-{n}"],
            "objek": [f"aplikasi-{n}"],
            **renews,
            "target_per_tahun": {year: tale(self.dice, 5) for year in years},
            "anggaran": {year: self.dice.randint(50, 400) * 1_000_000 for year in years},
            "sumber_dana": "APBD",
        }

    def obstacle(self, n: int) -> dict[str, Any]:
        kinds = ("sumber-daya-aparatur", "pembiayaan")
        return {
            **self.head("Hambatan"),
            "kelompok": kinds[n],
            "penyebab": tale(self.dice, 8),
            "tindakan": "" if self.careless and n else tale(self.dice, 8),
            "menghambat": [f"inisiatif-{n}"],
            "status_hambatan": "terbuka",
        }

    def risk(self, n: int) -> dict[str, Any]:
        return {
            **self.head("Risiko"),
            "jenis": "Negatif",
            "kejadian": tale(self.dice, 10),
            "penyebab": tale(self.dice, 8),
            "kategori": "Aplikasi SPBE",
            "level_kemungkinan": str(self.dice.randint(1, 5)),
            "level_dampak": str(self.dice.randint(1, 5)),
            "opsi_penanganan": "Mitigasi",
            "rencana_aksi": tale(self.dice, 8),
            "terhadap": [f"aplikasi-{n + 2}"],
        }
