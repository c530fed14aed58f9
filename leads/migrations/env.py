"""Alembic runs this with the connection that ``Database.migrate`` hands over."""

from alembic import context

import leads.user_tables  # noqa: F401  its tables belong to the metadata
from leads.tables import Base

context.configure(
    connection=context.config.attributes["connection"], target_metadata=Base.metadata, render_as_batch=True
)
with context.begin_transaction():
    context.run_migrations()
