"""What the header leads to: one line for each page, in the order in which it is shown."""

from collections.abc import Iterable
from dataclasses import dataclass

from console.roles import may
from leads.user import Role


@dataclass(frozen=True)
class Entry:
    """A page in the header. ``name`` is its word in ``words.navigation``, ``permission`` that of its route."""

    name: str
    path: str
    permission: str

    def holds(self, path: str) -> bool:
        """Whether an address belongs to this page."""
        below = path.startswith(f"{self.path}/")
        return path == self.path or (below if self.path != HOME else path.startswith(f"{HOME}/leads/"))


def open_to(role: Role) -> Iterable[Entry]:
    """The pages that a role may open."""
    return (entry for entry in NAVIGATION if may(role, entry.permission))


HOME = "/console"
NAVIGATION = (
    Entry("leads", HOME, "lead.see"),
    Entry("funnel", f"{HOME}/funnel", "funnel.see"),
    Entry("conversations", f"{HOME}/conversations", "conversations.see"),
    Entry("criteria", f"{HOME}/criteria", "criteria.see"),
    Entry("health", f"{HOME}/health", "health.see"),
    Entry("people", f"{HOME}/people", "users.edit"),
    Entry("audit", f"{HOME}/audit", "audit.see"),
)
