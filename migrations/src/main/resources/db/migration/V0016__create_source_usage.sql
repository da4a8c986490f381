-- What each source took in on each day: counted in the transaction that appends the events, and so exact, for a quota to rely on. No
-- foreign key to source: what a deleted source has used stays used. Half-empty pages keep the updates in place.
create table source_usage (
    account_id uuid not null references account on delete cascade,
    source_id bigint not null,
    -- Of the zone that devhooks.usage.zone names.
    day date not null,
    accepted bigint not null default 0,
    duplicates bigint not null default 0,
    primary key (account_id, day, source_id)
) with (fillfactor = 50);

alter table source_usage enable row level security;
alter table source_usage force row level security;
create policy own on source_usage for select to devhooks_app using (account_id = current_account());
grant select on source_usage to devhooks_app;
create policy ingest on source_usage to devhooks_ingest using (true) with check (true);
grant select (account_id, source_id, day, accepted), insert, update (accepted) on source_usage to devhooks_ingest;

-- What it refused, and why: counted by each node for itself and added every few seconds. A table of its own, so that whoever appends
-- events never waits for whoever counts refusals.
create table source_refusal (
    account_id uuid not null references account on delete cascade,
    source_id bigint not null,
    day date not null,
    reason text not null check (char_length(reason) between 1 and 50),
    refused bigint not null,
    primary key (account_id, day, source_id, reason)
);

alter table source_refusal enable row level security;
alter table source_refusal force row level security;
create policy own on source_refusal for select to devhooks_app using (account_id = current_account());
grant select on source_refusal to devhooks_app;
create policy ingest on source_refusal to devhooks_ingest using (true) with check (true);
grant select, insert, update (refused) on source_refusal to devhooks_ingest;
