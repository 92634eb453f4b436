"""A checked model to a website: pages planned, written, built by the engine, and checked."""

from cetakbiru.site.build import FAILURES, Builder, Built
from cetakbiru.site.context import SiteInput, Stamp
from cetakbiru.site.engine import ENGINES, EngineError

__all__ = ["ENGINES", "FAILURES", "Builder", "Built", "EngineError", "SiteInput", "Stamp"]
