"""What commands do, from a folder to a result."""

from cetakbiru.pipeline.baseline import write_baseline
from cetakbiru.pipeline.project import Project, active_rules, check, open_project
from cetakbiru.pipeline.settings import Settings, SettingsError, load_settings, today

__all__ = [
    "Project",
    "Settings",
    "SettingsError",
    "active_rules",
    "check",
    "load_settings",
    "open_project",
    "today",
    "write_baseline",
]
