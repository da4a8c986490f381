-- A source may have several callback URLs for a while: one that was replaced works on until its time is over.
create table ingest_key (
    key text primary key,
    source_id bigint not null,
    account_id uuid not null,
    created_at timestamptz not null,
    -- Null for the one that is in force.
    valid_until timestamptz,
    foreign key (source_id, account_id) references source (id, account_id) on delete cascade
);
create unique index ingest_key_in_force on ingest_key (source_id) where valid_until is null;
create index ingest_key_source on ingest_key (source_id, account_id);

alter table ingest_key enable row level security;
alter table ingest_key force row level security;
create policy own on ingest_key to devhooks_app using (account_id = current_account());
grant select, insert, update, delete on ingest_key to devhooks_app;
create policy ingest on ingest_key for select to devhooks_ingest using (true);
grant select on ingest_key to devhooks_ingest;

-- Row-level security is forced on the owner, too, who moves the keys that are there already.
alter table source no force row level security;
alter table ingest_key no force row level security;
insert into ingest_key (key, source_id, account_id, created_at) select ingest_key, id, account_id, created_at from source;
alter table source force row level security;
alter table ingest_key force row level security;
alter table source drop column ingest_key;

alter table source
    -- RFC 6901: where a webhook that is not recognised has its session.
    add column session_pointer text,
    -- CIDR blocks, and names of presets, from which webhooks are taken; from everywhere where there are none.
    add column allowed_addresses text[] not null default '{}',
    -- Most webhooks at once; the plan's where null.
    add column burst int check (burst > 0),
    -- Whether a session secret's reader is given the whole event, and not only what its payer may see.
    add column whole_events boolean not null default false;
grant select (session_pointer, allowed_addresses, burst) on source to devhooks_ingest;
