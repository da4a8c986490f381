-- What a page may hold: it reads one session of a source. Kept as a hash, and for a day.
create table session_secret (
    id uuid primary key,
    account_id uuid not null references account on delete cascade,
    source_id bigint not null,
    session text not null check (char_length(session) between 1 and 200),
    hash bytea not null unique,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    foreign key (source_id, account_id) references source (id, account_id) on delete cascade
);
create index session_secret_session on session_secret (source_id, session);
create index session_secret_account on session_secret (account_id);
create index session_secret_expiry on session_secret (expires_at);

alter table session_secret enable row level security;
alter table session_secret force row level security;
create policy own on session_secret to devhooks_app using (account_id = current_account());
grant select, insert, delete on session_secret to devhooks_app;
create policy door on session_secret for select to devhooks_door using (true);
grant select on session_secret to devhooks_door;

alter table source_secret add column last_used_at timestamptz;
create policy use on source_secret for update to devhooks_door using (true);
grant update (last_used_at) on source_secret to devhooks_door;

-- What a secret of either kind opens; of any source where none is named. A source secret's use is noted once a minute at most, and
-- never waited for.
drop function grant_of_secret(bytea, text);
create function grant_of_secret(wanted bytea, wanted_source text)
    returns table (
        account_id uuid, source_id bigint, source text, secret_id uuid, session text, payer_view boolean, expires_at timestamptz)
    language plpgsql volatile security definer set search_path = devhooks, pg_temp
as $$
#variable_conflict use_column
begin
    update source_secret set last_used_at = clock_timestamp()
    where id = (
        select k.id from source_secret k join source s on s.id = k.source_id
        where k.hash = wanted and s.slug = coalesce(wanted_source, s.slug)
            and (k.last_used_at is null or k.last_used_at < clock_timestamp() - interval '1 minute')
        for update of k skip locked);
    return query
        select s.account_id, s.id, s.slug, k.id, null::text, false, null::timestamptz
        from source_secret k join source s on s.id = k.source_id
        where k.hash = wanted and s.slug = coalesce(wanted_source, s.slug)
        union all
        select s.account_id, s.id, s.slug, k.id, k.session, not s.whole_events, k.expires_at
        from session_secret k join source s on s.id = k.source_id
        where k.hash = wanted and s.slug = coalesce(wanted_source, s.slug) and k.expires_at > clock_timestamp();
end
$$;
grant create on schema devhooks to devhooks_door;
alter function grant_of_secret(bytea, text) owner to devhooks_door;
revoke create on schema devhooks from devhooks_door;
revoke execute on function grant_of_secret(bytea, text) from public;
grant execute on function grant_of_secret(bytea, text) to devhooks_app, devhooks_stream;
