-- A process that does not migrate looks whether the schema is new enough for it, before it serves anybody.
grant select on flyway_schema_history to devhooks_app, devhooks_stream;
