"""How long visitors took to qualify is read from an index, whatever the number of leads"""

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(op.f("ix_leads_opened_on_id_qualified_s"), "leads", ["opened_on", "id", "qualified_s"])


def downgrade() -> None:
    op.drop_index(op.f("ix_leads_opened_on_id_qualified_s"), "leads")
