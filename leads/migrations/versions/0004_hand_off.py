"""Hand-off: events of leads, the outbox, who has a lead, take-overs, feedback"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("messages", sa.Column("person", sa.String(length=200), nullable=True))
    op.create_table(
        "lead_events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.String(length=36), nullable=False),
        sa.Column("lead_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lead_events")),
        sa.UniqueConstraint("event_id", name=op.f("uq_lead_events_event_id")),
    )
    op.create_index(op.f("ix_lead_events_lead_id"), "lead_events", ["lead_id"])
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event", sa.Integer(), nullable=False),
        sa.Column("lead_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("destination", sa.String(length=320), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("last_error", sa.Text(), nullable=True),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("settled_at", MOMENT, nullable=True),
        sa.Column("outcome", sa.String(length=10), nullable=True),
        sa.ForeignKeyConstraint(["event"], ["lead_events.id"], name=op.f("fk_outbox_event"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_outbox_event"), "outbox", ["event"])
    op.create_index(op.f("ix_outbox_lead_id"), "outbox", ["lead_id"])
    op.create_index(
        op.f("ix_outbox_kind_settled_at_destination_lead_id_id"),
        "outbox",
        ["kind", "settled_at", "destination", "lead_id", "id"],
    )
    op.create_table(
        "postings",
        sa.Column("lead_id", sa.String(length=32), nullable=False),
        sa.Column("destination", sa.String(length=320), nullable=False),
        sa.Column("reference", sa.JSON(), nullable=False),
        sa.Column("thread", sa.String(length=255), nullable=True),
        sa.PrimaryKeyConstraint("lead_id", "destination", name=op.f("pk_postings")),
    )
    op.create_index(op.f("ix_postings_thread"), "postings", ["thread"])
    _of_a_lead(
        "handoffs",
        sa.Column("lead_class", sa.String(length=10), nullable=False),
        sa.Column("route", sa.String(length=100), nullable=True),
        sa.Column("team", sa.String(length=100), nullable=True),
        sa.Column("person", sa.String(length=100), nullable=True),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("at_night", sa.Boolean(), nullable=False),
        sa.Column("destinations", sa.JSON(), nullable=False),
        sa.Column("tried", sa.JSON(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("step_at", MOMENT, nullable=True),
        sa.Column("handed_off_at", MOMENT, nullable=False),
        sa.Column("claimed_by", sa.String(length=200), nullable=True),
        sa.Column("claimed_at", MOMENT, nullable=True),
        sa.Column("worked_s", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("lead_id", name=op.f("pk_handoffs")),
    )
    op.create_index(op.f("ix_handoffs_step_at"), "handoffs", ["step_at"])
    op.create_index(op.f("ix_handoffs_team_handed_off_at"), "handoffs", ["team", "handed_off_at"])
    op.create_table(
        "takeovers",
        sa.Column("conversation_id", sa.String(length=64), nullable=False),
        sa.Column("person", sa.String(length=200), nullable=False),
        sa.Column("destination", sa.String(length=320), nullable=True),
        sa.Column("question", sa.JSON(), nullable=True),
        sa.Column("since", MOMENT, nullable=False),
        sa.Column("waiting_since", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name=op.f("fk_takeovers_conversation_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("conversation_id", name=op.f("pk_takeovers")),
    )
    op.create_index(op.f("ix_takeovers_waiting_since"), "takeovers", ["waiting_since"])
    for table, columns in (
        ("feedback", (sa.Column("outcome", sa.String(length=20), nullable=False), sa.Column("reason", sa.Text()))),
        ("notes", (sa.Column("text", sa.Text(), nullable=False),)),
    ):
        _of_a_lead(
            table,
            sa.Column("id", sa.Integer(), nullable=False),
            *columns,
            sa.Column("by", sa.String(length=200), nullable=False),
            sa.Column("at", MOMENT, nullable=False),
            sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        )
        op.create_index(op.f(f"ix_{table}_lead_id"), table, ["lead_id"])


def downgrade() -> None:
    for table in ("notes", "feedback", "takeovers", "handoffs", "postings", "outbox", "lead_events"):
        op.drop_table(table)
    op.drop_column("messages", "person")


def _of_a_lead(table: str, *columns: "sa.Column[object] | sa.Constraint") -> None:
    op.create_table(
        table,
        sa.Column("lead_id", sa.String(length=32), nullable=False),
        *columns,
        sa.ForeignKeyConstraint(["lead_id"], ["leads.id"], name=op.f(f"fk_{table}_lead_id"), ondelete="CASCADE"),
    )
