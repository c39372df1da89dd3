"""The first page is drawn by what it needs, and waits for nothing else."""

import subprocess
import sys

from lms.portal.opening import NEEDED_FIRST


def test_the_first_page_imports_neither_tables_nor_charts() -> None:
    told = f"import sys; import {', '.join(NEEDED_FIRST)}; print({{'pandas', 'altair', 'scipy'}} & {{*sys.modules}})"
    ran = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "set()"
