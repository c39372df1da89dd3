"""Lists of people, branches and mentors taken in from files: read, held against what is there, written whole or not."""

from lms.people.imports.columns import COLUMNS, LIST_NAMES, ListKind
from lms.people.imports.importing import Outcome, import_lists, name_mentor
from lms.people.imports.plan import Change
from lms.people.imports.template import csv_list, workbook
from lms.people.imports.words import change_in_words, counts_in_words, what_name
from lms.platform.sheet_faults import Fault

__all__ = [
    "COLUMNS",
    "LIST_NAMES",
    "Change",
    "Fault",
    "ListKind",
    "Outcome",
    "change_in_words",
    "counts_in_words",
    "csv_list",
    "import_lists",
    "name_mentor",
    "what_name",
    "workbook",
]
