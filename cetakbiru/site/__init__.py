"""A checked model to a website: pages planned, written, built by the engine, and checked."""

from cetakbiru.site.build import FAILURES, Built, build_site
from cetakbiru.site.context import SiteInput, Stamp
from cetakbiru.site.engine import ENGINES, EngineError

__all__ = ["ENGINES", "FAILURES", "Built", "EngineError", "SiteInput", "Stamp", "build_site"]
