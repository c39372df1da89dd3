"""What takes seconds to import is imported when it is asked for."""

import subprocess
import sys


def test_neither_services_nor_commands_bring_statistics_along() -> None:
    asked = (
        "import sys, lms.practice, lms.cli.commands, scoring.calibration; sys.exit('scipy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0
