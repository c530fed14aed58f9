"""``banter``, or ``python -m banter``: every command, each group of them from a file of ``banter/cli``."""

from banter.cli.criteria import criteria_app
from banter.cli.examining import examining_app
from banter.cli.funnel import funnel_app
from banter.cli.handing_off import handing_off_app
from banter.cli.leads import leads_app
from banter.cli.purge import purge
from banter.cli.running import running_app
from banter.cli.terminal import group
from banter.cli.users import user_app

app = group("Banter turns conversations into qualified leads.")
for without_name in (running_app, handing_off_app, examining_app, funnel_app):
    app.add_typer(without_name)
app.add_typer(criteria_app, name="criteria")
app.add_typer(leads_app, name="leads")
app.command()(purge)
app.add_typer(user_app, name="user")


def main() -> None:
    """What the launcher ``.venv/app/bin/banter`` calls."""
    app(prog_name="banter")


if __name__ == "__main__":
    main()
