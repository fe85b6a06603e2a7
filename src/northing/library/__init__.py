"""Examples of good OKRs for every department, told in four languages: data files and a small reader.

Plain Python over `templates/*.toml` (one file a department) and `names.toml`; no database and no clock.
Adding a template is adding an entry; its slug stays for ever.
"""

from northing.library.names import department_name as department_name
from northing.library.names import departments as departments
from northing.library.names import role_name as role_name
from northing.library.names import roles as roles
from northing.library.planning import as_plan as as_plan
from northing.library.reading import UnknownTemplate as UnknownTemplate
from northing.library.reading import template as template
from northing.library.reading import templates as templates
from northing.library.searching import find as find
from northing.library.searching import folded as folded
from northing.library.shapes import LANGUAGES as LANGUAGES
from northing.library.shapes import Line as Line
from northing.library.shapes import Measure as Measure
from northing.library.shapes import Template as Template
from northing.library.shapes import Words as Words
