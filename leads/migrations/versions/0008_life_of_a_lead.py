"""Leads have a version and a history of stages that only grows; who enters or takes back a fact is kept"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
STAGES = "'new', 'working', 'handed_off', 'claimed', 'opportunity', 'customer', 'lost'"
LEADS = sa.table(
    "leads",
    *(sa.column(name) for name in ("id", "stage", "version")),
    sa.column("updated_at", MOMENT),
)
CHANGES = sa.table(
    "stage_changes",
    *(sa.column(name, sa.String()) for name in ("lead_id", "before", "after", "cause", "reason")),
    sa.column("at", MOMENT),
)


def upgrade() -> None:
    with op.batch_alter_table("leads") as leads:
        leads.add_column(sa.Column("version", sa.Integer(), nullable=True))
    op.execute(LEADS.update().values(version=1))
    with op.batch_alter_table("leads") as leads:
        leads.alter_column("version", existing_type=sa.Integer(), nullable=False)
        leads.create_check_constraint(op.f("ck_leads_stage"), f"stage in ({STAGES})")
        leads.create_check_constraint(op.f("ck_leads_version"), "version >= 1")
    with op.batch_alter_table("facts") as facts:
        facts.add_column(sa.Column("retracted_by", sa.String(length=200), nullable=True))
        facts.add_column(sa.Column("retraction", sa.Text(), nullable=True))
        facts.create_check_constraint(op.f("ck_facts_retracted_by"), "retracted_by is null or retracted_at is not null")
    op.add_column("consents", sa.Column("by", sa.String(length=200), nullable=True))
    _make_history()
    _keep_as_found()
    _only_add()


def downgrade() -> None:
    op.drop_table("stage_changes")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("drop function refuse_stage_change()")
    with op.batch_alter_table("consents") as consents:
        consents.drop_column("by")
    with op.batch_alter_table("facts") as facts:
        facts.drop_constraint(op.f("ck_facts_retracted_by"), type_="check")
        facts.drop_column("retraction")
        facts.drop_column("retracted_by")
    with op.batch_alter_table("leads") as leads:
        leads.drop_constraint(op.f("ck_leads_version"), type_="check")
        leads.drop_constraint(op.f("ck_leads_stage"), type_="check")
        leads.drop_column("version")


def _make_history() -> None:
    op.create_table(
        "stage_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("lead_id", sa.String(length=32), nullable=False),
        sa.Column("before", sa.String(length=20), nullable=False),
        sa.Column("after", sa.String(length=20), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("actor", sa.String(length=200), nullable=True),
        sa.Column("cause", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.CheckConstraint(f"before in ({STAGES})", name=op.f("ck_stage_changes_before")),
        sa.CheckConstraint(f"after in ({STAGES})", name=op.f("ck_stage_changes_after")),
        sa.CheckConstraint("before <> after", name=op.f("ck_stage_changes_moves")),
        sa.CheckConstraint("after <> 'new' or cause = 'parted'", name=op.f("ck_stage_changes_not_back_to_new")),
        sa.CheckConstraint("after <> 'lost' or reason is not null", name=op.f("ck_stage_changes_lost_for_a_reason")),
        sa.ForeignKeyConstraint(["lead_id"], ["leads.id"], name=op.f("fk_stage_changes_lead_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stage_changes")),
    )
    op.create_index(op.f("ix_stage_changes_lead_id_id"), "stage_changes", ["lead_id", "id"])


def _keep_as_found() -> None:
    """How leads got where they are is not known; the history begins there."""
    found = sa.select(
        LEADS.c.id,
        sa.literal("new"),
        LEADS.c.stage,
        sa.literal("as_found"),
        sa.case((LEADS.c.stage == "lost", "as found"), else_=sa.null()),
        LEADS.c.updated_at,
    ).where(LEADS.c.stage != "new")
    columns = ["lead_id", "before", "after", "cause", "reason", "at"]
    op.execute(CHANGES.insert().from_select(columns, found))


def _only_add() -> None:
    """A row goes only with its lead, which is erased; to forbid deleting, SQLite would have to look at ``leads`` in a
    trigger, and then that table could not be altered any more."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "create function refuse_stage_change() returns trigger language plpgsql as $$ begin "
            "raise exception using message = 'stage_changes only grows', errcode = 'restrict_violation'; end $$"
        )
        op.execute(
            "create trigger stage_changes_stay before update on stage_changes "
            "for each row execute function refuse_stage_change()"
        )
    else:
        op.execute(
            "create trigger stage_changes_stay before update on stage_changes "
            "begin select raise(abort, 'stage_changes only grows'); end"
        )
