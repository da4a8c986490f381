-- What automation shows instead of signing in: opens all of /v1 for its account. Kept as a hash, known by its first characters.
create table account_key (
    id uuid primary key,
    account_id uuid not null references account on delete cascade,
    name text not null check (char_length(name) between 1 and 100),
    prefix text not null,
    hash bytea not null unique,
    created_at timestamptz not null,
    last_used_at timestamptz
);
create index account_key_account on account_key (account_id, created_at);

alter table account_key enable row level security;
alter table account_key force row level security;
create policy own on account_key to devhooks_app using (account_id = current_account());
grant select, insert, delete on account_key to devhooks_app;

-- Who shows a key has not said of which account. Its use is noted once a minute at most, and never waited for.
create policy door on account_key to devhooks_door using (true);
grant select, update (last_used_at) on account_key to devhooks_door;
create function account_of_key(wanted bytea)
    returns table (account_id uuid, key_id uuid, prefix text)
    language plpgsql volatile security definer set search_path = devhooks, pg_temp
as $$
#variable_conflict use_column
begin
    update account_key set last_used_at = clock_timestamp()
    where id = (
        select id from account_key
        where hash = wanted and (last_used_at is null or last_used_at < clock_timestamp() - interval '1 minute')
        for update skip locked);
    return query select k.account_id, k.id, k.prefix from account_key k where k.hash = wanted;
end
$$;
grant create on schema devhooks to devhooks_door;
alter function account_of_key(bytea) owner to devhooks_door;
revoke create on schema devhooks from devhooks_door;
revoke execute on function account_of_key(bytea) from public;
grant execute on function account_of_key(bytea) to devhooks_app;
