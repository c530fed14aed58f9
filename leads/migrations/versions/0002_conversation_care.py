"""Consents with their proof, nudges, erasure on request"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "consents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("lead_id", sa.String(length=32), nullable=False),
        sa.Column("purpose", sa.String(length=40), nullable=False),
        sa.Column("given", sa.Boolean(), nullable=False),
        sa.Column("wording", sa.Text(), nullable=True),
        sa.Column("version", sa.String(length=16), nullable=True),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("message_id", sa.String(length=128), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["lead_id"], ["leads.id"], name=op.f("fk_consents_lead_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consents")),
        sa.UniqueConstraint("lead_id", "message_id", "purpose", name=op.f("uq_consents_lead_id_message_id_purpose")),
    )
    with op.batch_alter_table("conversations") as conversations:
        conversations.add_column(sa.Column("nudged_at", sa.DateTime(timezone=True), nullable=True))
        conversations.add_column(sa.Column("erase_requested_at", sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table("messages") as messages:
        messages.create_index(op.f("ix_messages_asks_at"), ["asks", "at"])


def downgrade() -> None:
    with op.batch_alter_table("messages") as messages:
        messages.drop_index(op.f("ix_messages_asks_at"))
    with op.batch_alter_table("conversations") as conversations:
        conversations.drop_column("erase_requested_at")
        conversations.drop_column("nudged_at")
    op.drop_table("consents")
