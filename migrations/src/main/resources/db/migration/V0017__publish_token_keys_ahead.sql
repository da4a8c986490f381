-- A key is published before it signs, so that whoever keeps a copy of the published ones has it by then; and deleted when no token of it
-- can live any more. The default is for nodes of the version before, whose keys sign at once.
alter table token_key add column signs_from timestamptz not null default clock_timestamp();
update token_key set signs_from = created_at;
grant delete on token_key to devhooks_app;
