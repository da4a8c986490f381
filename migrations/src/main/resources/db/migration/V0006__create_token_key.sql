-- The keys that tokens are signed with: api nodes sign, realtime nodes may see the public half only.
create table token_key (
    id text primary key,
    public_key bytea not null,
    private_key bytea not null,
    created_at timestamptz not null
);
grant select, insert on token_key to devhooks_app;
grant select (id, public_key, created_at) on token_key to devhooks_stream;
