"""A checked model to a website: pages planned, written, built by the engine, and checked."""

from cetakbiru.site.build import FAILURES, Builder
from cetakbiru.site.built import Built
from cetakbiru.site.context import SiteInput, Stamp
from cetakbiru.site.engine import ENGINES, EngineError
from cetakbiru.site.join import join
from cetakbiru.site.shards import Share

__all__ = ["ENGINES", "FAILURES", "Builder", "Built", "EngineError", "Share", "SiteInput", "Stamp", "join"]
