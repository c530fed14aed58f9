"""The files that an operator edits; whatever is wrong in them is told with file, line and what to write instead."""

from banter.operator_files.brand import Brand, read_brand
from banter.operator_files.check import Checked, check
from banter.operator_files.criteria import criteria_of, read_criteria
from banter.operator_files.labels import read_labels

__all__ = ["Brand", "Checked", "check", "criteria_of", "read_brand", "read_criteria", "read_labels"]
