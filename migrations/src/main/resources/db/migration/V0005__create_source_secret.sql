-- What a merchant's servers and pages show to read a source: kept as a hash, known by its first characters.
create table source_secret (
    id uuid primary key,
    account_id uuid not null references account on delete cascade,
    source_id bigint not null,
    name text not null check (char_length(name) between 1 and 100),
    prefix text not null,
    hash bytea not null unique,
    created_at timestamptz not null,
    foreign key (source_id, account_id) references source (id, account_id) on delete cascade
);
create index source_secret_source on source_secret (source_id);

alter table source_secret enable row level security;
alter table source_secret force row level security;
create policy own on source_secret to devhooks_app using (account_id = current_account());
grant select, insert, update, delete on source_secret to devhooks_app;

-- Who shows a secret has not said of which account.
create policy door on source_secret for select to devhooks_door using (true);
grant select on source_secret to devhooks_door;
create policy door on source for select to devhooks_door using (true);
grant select on source to devhooks_door;
create function grant_of_secret(wanted bytea, wanted_source text)
    returns table (account_id uuid, source_id bigint, source text)
    language sql stable security definer set search_path = devhooks, pg_temp
    begin atomic
        select s.account_id, s.id, s.slug
        from source_secret k join source s on s.id = k.source_id
        where k.hash = wanted and s.slug = wanted_source;
    end;
grant create on schema devhooks to devhooks_door;
alter function grant_of_secret(bytea, text) owner to devhooks_door;
revoke create on schema devhooks from devhooks_door;
revoke execute on function grant_of_secret(bytea, text) from public;
grant execute on function grant_of_secret(bytea, text) to devhooks_app, devhooks_stream;
