-- Deletes what has run out, of all accounts, whose rows no process may see together: each function at most so many rows of one kind, and
-- nothing that could still be of use, whoever calls it. Returned is how many.
create index ingest_key_expiry on ingest_key (valid_until) where valid_until is not null;
-- Which sources are gone.
create index revocation_source on revocation (source_id) where secret_id is null;

create policy sweep on session_secret for delete to devhooks_door using (true);
grant delete on session_secret to devhooks_door;
create policy sweep on password_reset for delete to devhooks_door using (true);
grant delete on password_reset to devhooks_door;
create policy sweep on ingest_key to devhooks_door using (true);
grant select (key, valid_until), delete on ingest_key to devhooks_door;
create policy sweep on audit_entry to devhooks_door using (true);
grant select (id, at), delete on audit_entry to devhooks_door;
create policy sweep on event to devhooks_door using (true);
grant select (source_id, seq), delete on event to devhooks_door;

create function sweep_session_secrets(most int) returns bigint
    language sql volatile security definer set search_path = devhooks, pg_temp
    begin atomic
        with gone as (
            delete from session_secret where id in (
                select id from session_secret where expires_at <= clock_timestamp() order by expires_at limit most)
            returning 1)
        select count(*) from gone;
    end;

create function sweep_password_resets(most int) returns bigint
    language sql volatile security definer set search_path = devhooks, pg_temp
    begin atomic
        with gone as (
            delete from password_reset where id in (
                select id from password_reset where expires_at <= clock_timestamp() order by expires_at limit most)
            returning 1)
        select count(*) from gone;
    end;

create function sweep_ingest_keys(most int) returns bigint
    language sql volatile security definer set search_path = devhooks, pg_temp
    begin atomic
        with gone as (
            delete from ingest_key where key in (
                select key from ingest_key where valid_until <= clock_timestamp() order by valid_until limit most)
            returning 1)
        select count(*) from gone;
    end;

-- An operator says how long the audit log is kept, and no operator's mistake empties it.
create function sweep_audit_entries(kept interval, most int) returns bigint
    language sql volatile security definer set search_path = devhooks, pg_temp
    begin atomic
        with gone as (
            delete from audit_entry where id in (
                select id from audit_entry
                where at < clock_timestamp() - greatest(kept, interval '30 days') order by at limit most)
            returning 1)
        select count(*) from gone;
    end;

-- A source that is gone is remembered until its events are gone, too.
create function sweep_revocations(most int) returns bigint
    language sql volatile security definer set search_path = devhooks, pg_temp
    begin atomic
        with gone as (
            delete from revocation where id in (
                select r.id from revocation r
                where r.revoked_at < clock_timestamp() - interval '25 hours'
                    and (r.secret_id is not null or not exists (select from event e where e.source_id = r.source_id))
                order by r.revoked_at limit most)
            returning 1)
        select count(*) from gone;
    end;

-- Nobody appends to a source that is gone: its position went with it, which a writer holds until its events are committed.
create function sweep_events(most int) returns bigint
    language plpgsql volatile security definer set search_path = devhooks, pg_temp
as $$
declare
    gone bigint;
    now_deleted bigint;
    deleted bigint := 0;
begin
    for gone in
        select r.source_id from revocation r
        where r.secret_id is null and not exists (select from source s where s.id = r.source_id)
    loop
        delete from event where source_id = gone and seq <= (
            select max(seq) from (select seq from event where source_id = gone order by seq limit most - deleted) as first);
        get diagnostics now_deleted = row_count;
        deleted := deleted + now_deleted;
        exit when deleted >= most;
    end loop;
    return deleted;
end
$$;

grant create on schema devhooks to devhooks_door;
alter function sweep_session_secrets(int) owner to devhooks_door;
alter function sweep_password_resets(int) owner to devhooks_door;
alter function sweep_ingest_keys(int) owner to devhooks_door;
alter function sweep_audit_entries(interval, int) owner to devhooks_door;
alter function sweep_revocations(int) owner to devhooks_door;
alter function sweep_events(int) owner to devhooks_door;
revoke create on schema devhooks from devhooks_door;
revoke execute on function sweep_session_secrets(int), sweep_password_resets(int), sweep_ingest_keys(int),
    sweep_audit_entries(interval, int), sweep_revocations(int), sweep_events(int) from public;
grant execute on function sweep_session_secrets(int), sweep_password_resets(int), sweep_ingest_keys(int),
    sweep_audit_entries(interval, int), sweep_revocations(int), sweep_events(int) to devhooks_app;
