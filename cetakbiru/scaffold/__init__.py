"""New things written for people to fill in: an element, a unit's blueprint, a government's repository."""

from cetakbiru.scaffold.init import Choice, init_project, starters
from cetakbiru.scaffold.new import Added, Wanted, new_element

__all__ = ["Added", "Choice", "Wanted", "init_project", "new_element", "starters"]
