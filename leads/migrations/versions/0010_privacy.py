"""Privacy: who is never contacted again, confirmed permissions"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("leads", sa.Column("marketing_confirmed", sa.Boolean(), nullable=True))
    op.create_table(
        "suppressions",
        sa.Column("point", sa.String(length=64), nullable=False),
        sa.Column("purpose", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.CheckConstraint("purpose in ('contact_opt_in', 'marketing_opt_in')", name=op.f("ck_suppressions_purpose")),
        sa.CheckConstraint("reason in ('erased', 'never_again')", name=op.f("ck_suppressions_reason")),
        sa.PrimaryKeyConstraint("point", "purpose", name=op.f("pk_suppressions")),
    )
    op.create_table(
        "confirmations",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("lead_id", sa.String(length=32), nullable=False),
        sa.Column("consent_id", sa.Integer(), nullable=False),
        sa.Column("address", sa.String(length=320), nullable=False),
        sa.Column("wording", sa.Text(), nullable=True),
        sa.Column("version", sa.String(length=16), nullable=True),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("requested_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("confirmed_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["lead_id"], ["leads.id"], name=op.f("fk_confirmations_lead_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["consent_id"], ["consents.id"], name=op.f("fk_confirmations_consent_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_confirmations")),
        sa.UniqueConstraint("consent_id", "address", name=op.f("uq_confirmations_consent_id_address")),
    )
    op.create_index(op.f("ix_confirmations_address_requested_at"), "confirmations", ["address", "requested_at"])
    op.create_index(op.f("ix_confirmations_lead_id"), "confirmations", ["lead_id"])
    op.create_index(op.f("ix_confirmations_expires_at"), "confirmations", ["expires_at"])


def downgrade() -> None:
    op.drop_table("confirmations")
    op.drop_table("suppressions")
    op.drop_column("leads", "marketing_confirmed")
