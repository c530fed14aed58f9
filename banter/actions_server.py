"""The action server's process: rasa-sdk's own server, on loopback, with our actions and their store."""

from rasa_sdk.endpoint import create_app
from rasa_sdk.executor import ActionExecutor

from actions.table import all_actions
from banter.assembly import assemble, desk
from banter.logs import log_to_stderr
from banter.settings import Settings


class DomainlessExecutor(ActionExecutor):
    """Our actions read no domain, so Rasa need not send its 12 kB with every call, nor the SDK ask for it."""

    def __init__(self) -> None:
        super().__init__()
        self.domain: dict[str, object] = {}

    def is_domain_digest_valid(self, domain_digest: str | None) -> bool:
        """Whatever Rasa knows is fine."""
        return True


def main() -> None:
    """Serves until it is stopped."""
    log_to_stderr()
    settings = Settings.from_environment()
    executor = DomainlessExecutor()
    for action in all_actions(desk(settings, assemble(settings))):
        executor.register_action(action)
    app = create_app(executor, cors_origins=[])
    app.run(host="127.0.0.1", port=settings.actions_port, single_process=True, access_log=False, motd=False)


if __name__ == "__main__":
    main()
