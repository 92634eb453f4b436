"""What commands do, from a folder to a result."""

from cetakbiru.pipeline.project import Project, check, open_project
from cetakbiru.pipeline.settings import Settings, SettingsError, load_settings, today

__all__ = ["Project", "Settings", "SettingsError", "check", "load_settings", "open_project", "today"]
