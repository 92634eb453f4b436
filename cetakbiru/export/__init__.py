"""A model to the forms that other tools read; a format is one module with ``write(model, government)``."""

from __future__ import annotations

import importlib

from cetakbiru.model import Model

FORMATS = {
    "json": "model_json",
}


def write(name: str, model: Model, government: str) -> str:
    """The model in a format.

    Args:
        name: one of ``FORMATS``.
        model: the model.
        government: short name of the government that the model is of.
    """
    module = importlib.import_module(f"cetakbiru.export.{FORMATS[name]}")
    return str(module.write(model, government))


__all__ = ["FORMATS", "write"]
