-- What no longer opens a stream, though a token or a connection may still live that was made with it. Realtime nodes read what is new
-- here every moment. Written by triggers, so that nobody who deletes has to remember it, cascades included.
create table revocation (
    id bigint generated always as identity primary key,
    account_id uuid not null,
    source_id bigint not null,
    -- Null where the source itself is gone, and all its secrets with it.
    secret_id uuid,
    revoked_at timestamptz not null default clock_timestamp()
);
create index revocation_time on revocation (revoked_at);

alter table revocation enable row level security;
alter table revocation force row level security;
create policy own on revocation for select to devhooks_app using (account_id = current_account());
grant select on revocation to devhooks_app;
-- Numbers of no account's content: a node asks for those of all the streams that it serves at once.
create policy stream on revocation for select to devhooks_stream using (true);
grant select (id, source_id, secret_id, revoked_at) on revocation to devhooks_stream;
create policy door on revocation to devhooks_door using (true);
grant select, insert, delete on revocation to devhooks_door;

create function revoke_source() returns trigger
    language plpgsql security definer set search_path = devhooks, pg_temp
as $$
begin
    insert into revocation (account_id, source_id) select account_id, id from gone;
    return null;
end
$$;

-- The secrets of a source that is gone need no rows of their own.
create function revoke_source_secrets() returns trigger
    language plpgsql security definer set search_path = devhooks, pg_temp
as $$
begin
    insert into revocation (account_id, source_id, secret_id)
    select g.account_id, g.source_id, g.id from gone g where exists (select from source s where s.id = g.source_id);
    return null;
end
$$;

-- One that has run out opens nothing any more.
create function revoke_session_secrets() returns trigger
    language plpgsql security definer set search_path = devhooks, pg_temp
as $$
begin
    insert into revocation (account_id, source_id, secret_id)
    select g.account_id, g.source_id, g.id from gone g
    where g.expires_at > clock_timestamp() and exists (select from source s where s.id = g.source_id);
    return null;
end
$$;

grant create on schema devhooks to devhooks_door;
alter function revoke_source() owner to devhooks_door;
alter function revoke_source_secrets() owner to devhooks_door;
alter function revoke_session_secrets() owner to devhooks_door;
revoke create on schema devhooks from devhooks_door;
revoke execute on function revoke_source(), revoke_source_secrets(), revoke_session_secrets() from public;

create trigger revoke after delete on source
    referencing old table as gone for each statement execute function revoke_source();
create trigger revoke after delete on source_secret
    referencing old table as gone for each statement execute function revoke_source_secrets();
create trigger revoke after delete on session_secret
    referencing old table as gone for each statement execute function revoke_session_secrets();
