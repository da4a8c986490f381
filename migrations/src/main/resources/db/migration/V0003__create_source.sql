-- One stream of webhooks of an account, and where it stands.
create table source (
    id bigint primary key check (id >= 0),
    account_id uuid not null references account on delete cascade,
    slug text not null check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and char_length(slug) <= 64),
    name text not null check (char_length(name) between 1 and 100),
    ingest_key text not null unique,
    paused boolean not null,
    created_at timestamptz not null,
    unique (account_id, slug),
    -- What refers to a source refers to its account as well, so that the two cannot differ.
    unique (id, account_id)
);

alter table source enable row level security;
alter table source force row level security;
create policy own on source to devhooks_app using (account_id = current_account());
grant select, insert, update, delete on source to devhooks_app;
create policy ingest on source for select to devhooks_ingest using (true);
grant select (id, account_id, ingest_key, paused) on source to devhooks_ingest;

-- The last seq of each source, in a row of its own: the writer of a source's events holds it until they are committed, which is
-- what makes seq gapless and in the order of visibility whatever number of nodes write. Half-empty pages keep its updates in place.
create table source_position (
    source_id bigint primary key,
    account_id uuid not null,
    last_seq bigint not null default 0,
    last_received_at timestamptz not null default '-infinity',
    foreign key (source_id, account_id) references source (id, account_id) on delete cascade
) with (fillfactor = 50);

alter table source_position enable row level security;
alter table source_position force row level security;
create policy own on source_position to devhooks_app using (account_id = current_account());
grant select, insert on source_position to devhooks_app;
create policy ingest on source_position to devhooks_ingest using (true);
grant select, update (last_seq, last_received_at) on source_position to devhooks_ingest;
-- Positions are numbers of no account's content: a node asks for those of all the streams that it serves at once.
create policy stream on source_position for select to devhooks_stream using (true);
grant select on source_position to devhooks_stream;
