"""``banter user``: who may sign in, from the command line."""

from leads.user import Role
from tests.banter.cli.calling import Banter


def test_somebody_is_let_in_changed_locked_out_of_their_old_password_and_removed(banter: Banter) -> None:
    added = banter("user", "add", "ana@example.com", "--name", "Ana Ruiz", "--role", "sales", "--json")
    assert (added.code, added.json["role"], added.json["temporary_password"]) == (0, "sales", True)
    assert len(added.json["password"]) >= 12
    changed = banter("user", "role", "Ana@example.com", "marketing", "--json")
    assert changed.json["role"] == Role.MARKETING
    again = banter("user", "password", "ana@example.com", "--json")
    assert again.json["password"] != added.json["password"]
    assert "ana@example.com" in [user["login"] for user in banter("user", "list", "--json").json]
    assert banter("user", "remove", "ana@example.com", "--json").json == {"removed": "ana@example.com"}
    assert "ana@example.com" not in [user["login"] for user in banter("user", "list", "--json").json]


def test_a_password_of_one_s_own_comes_from_standard_input(banter: Banter) -> None:
    banter("user", "add", "ben", "--json")
    chosen = banter("user", "password", "ben", "--stdin", "--json", answer="a long and calm sentence\n")
    assert (chosen.code, chosen.json["temporary_password"]) == (0, False)


def test_what_cannot_be_is_refused_in_one_sentence(banter: Banter) -> None:
    banter("user", "add", "ben", "--json")
    for command in (("add", "ben"), ("remove", "nobody"), ("role", "nobody", "admin"), ("password", "nobody")):
        refused = banter("user", *command)
        assert (refused.code, refused.out) == (1, "")
        assert len(refused.err.strip().splitlines()) == 1
    assert banter("user", "role", "ben", "emperor").code == 2
