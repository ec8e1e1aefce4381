"""A PostgreSQL backend that would rather stop than answer from the wrong center."""

from typing import Any

from django.db.backends.postgresql.operations import DatabaseOperations
from django.db.backends.postgresql.schema import DatabaseSchemaEditor
from django_tenants.postgresql_backend.base import DatabaseWrapper as TenantWrapper
from django_tenants.utils import quote_schema_name
from psycopg.pq import TransactionStatus


class StatementChecks(DatabaseOperations):
    """Foreign keys are checked at the statement that writes the row."""

    def deferrable_sql(self) -> str:
        return ""


class StatementChecksEditor(DatabaseSchemaEditor):
    """Django's schema editor without the `SET CONSTRAINTS` that only deferrable keys need."""

    sql_create_column_inline_fk = (
        "CONSTRAINT %(name)s REFERENCES %(to_table)s(%(to_column)s)%(deferrable)s"
    )
    sql_delete_fk = "ALTER TABLE %(table)s DROP CONSTRAINT %(name)s"
    sql_delete_column = "ALTER TABLE %(table)s DROP COLUMN %(column)s CASCADE"


class DatabaseWrapper(TenantWrapper):  # type: ignore[misc]  # django-tenants carries no types
    """Sets the search path once for each center; what PostgreSQL refuses is raised."""

    search_path_set_schemas: list[str] | None
    _setting_search_path: bool

    ops_class = StatementChecks
    SchemaEditorClass = StatementChecksEditor

    def set_tenant(self, tenant: Any, include_public: bool = True) -> None:
        """Stand in this center; the path is only sent again when it has changed."""
        same = (self.schema_name, self.include_public_schema) == (
            tenant.schema_name,
            include_public,
        )
        standing = self.search_path_set_schemas if same else None
        super().set_tenant(tenant, include_public)
        self.search_path_set_schemas = standing

    def _handle_search_path(self, cursor: Any = None) -> None:
        """Send the path unless it stands, and let every failure out.

        The stock backend swallows the failure, and the next statement then runs in whichever
        center the connection served before. In an aborted transaction nothing but a rollback
        can run, so there the path is left alone.
        """
        if self._setting_search_path or self.search_path_set_schemas:
            return
        if self.connection.info.transaction_status == TransactionStatus.INERROR:
            return
        if not self.schema_name:
            raise RuntimeError("no center is chosen on this connection")
        paths = self._get_cursor_search_paths()
        self._setting_search_path = True
        sender = self.connection.cursor() if cursor is None else cursor
        try:
            names = ",".join(quote_schema_name(path) for path in paths)
            sender.execute(f"SET search_path = {names}")
        finally:
            self._setting_search_path = False
            if cursor is None:
                sender.close()
        self.search_path_set_schemas = paths
