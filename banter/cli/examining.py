"""``banter doctor``."""

import asyncio
import sys
from typing import Annotated

from banter import doctor
from banter.cli.terminal import for_programs, group, screen
from banter.settings import BadSetting, Settings

examining_app = group()


@examining_app.command("doctor")
def examine(
    as_json: Annotated[bool, for_programs('{"healthy": bool, "findings": [{"part", "state", "says"}]}.')] = False,
) -> None:
    """Tell what is configured, what is on and what can be reached; ends with 1 when something has to be done."""
    from banter.checks import CHECKS  # they bring every channel and destination, which takes seconds

    try:
        findings = asyncio.run(doctor.examine(Settings.from_environment(), CHECKS))
    except BadSetting as error:
        findings = (doctor.Finding("Settings", doctor.State.PROBLEM, str(error)),)
    if as_json:
        print(doctor.as_json(findings))
    else:
        doctor.show(findings, screen)
    sys.exit(0 if doctor.is_healthy(findings) else 1)
