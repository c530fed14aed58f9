"""Which messages were not understood; conversations by their age"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("messages", sa.Column("unclear", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_index(op.f("ix_messages_unclear_id"), "messages", ["unclear", "id"])
    op.create_index(op.f("ix_conversations_wrote_created_at_id"), "conversations", ["wrote", "created_at", "id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_conversations_wrote_created_at_id"), "conversations")
    op.drop_index(op.f("ix_messages_unclear_id"), "messages")
    op.drop_column("messages", "unclear")
