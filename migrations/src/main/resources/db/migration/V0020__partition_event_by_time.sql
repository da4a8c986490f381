-- Events are kept for a day, and then go by the partition: a file that is removed, whatever number of events it holds. A partition is
-- half an hour long, so that the disk has the space of an event back within the hour after its day.
create table event_by_time (
    source_id bigint not null,
    seq bigint not null check (seq > 0),
    account_id uuid not null,
    received_at timestamptz not null,
    session text,
    type text not null,
    -- A JSON object as text, which is spliced into the event as it is given out.
    reading text not null,
    content_type text,
    body_form text not null check (body_form in (
        'JSON', 'TEXT', 'BINARY', 'JSON_WITH_CREDENTIAL', 'TEXT_WITH_CREDENTIAL', 'BINARY_WITH_CREDENTIAL')),
    body bytea not null,
    -- That a source has no seq twice is seen to by whoever holds its position.
    primary key (source_id, seq, received_at)
) partition by range (received_at);
create index event_by_time_session on event_by_time (source_id, session, seq) where session is not null;

-- What tells one webhook from another, for as long as the same one may come again: hashes, half a day in a partition.
create table event_key (
    source_id bigint not null,
    key uuid not null,
    received_at timestamptz not null
) partition by range (received_at);
create index event_key_source on event_key (source_id, key);

alter table event_key enable row level security;
alter table event_key force row level security;
create policy ingest on event_key to devhooks_ingest using (true) with check (true);
grant select, insert on event_key to devhooks_ingest;
create policy sweep on event_key to devhooks_door using (true);
grant select (source_id), delete on event_key to devhooks_door;

-- Makes the partition of one of the two tables that holds this time; true where it was not there. Made on its own and then attached, which
-- keeps nobody from reading and writing. Runs as the owner of the tables, since only that one may.
create function make_partition(of_table text, at timestamptz) returns boolean
    language plpgsql volatile security definer set search_path = devhooks, pg_temp
as $$
declare
    width constant interval := case of_table when 'event' then interval '30 minutes' when 'event_key' then interval '12 hours' end;
    first_time constant timestamptz := date_bin(width, at, timestamptz '2000-01-01 00:00:00+00');
    name constant text := of_table || '_' || to_char(first_time at time zone 'UTC', 'YYYYMMDD_HH24MI');
begin
    -- Nobody receives events long ago, or in the future.
    if to_regclass(quote_ident(name)) is not null or at not between now() - interval '60 days' and now() + interval '2 days' then
        return false;
    end if;
    -- Of those who find it missing at the same moment one makes it.
    perform pg_advisory_xact_lock(hashtext('devhooks.make_partition'));
    if to_regclass(quote_ident(name)) is not null then
        return false;
    end if;
    execute format('create table %I (like %I including defaults including constraints)', name, of_table);
    execute format('alter table %I enable row level security, force row level security', name);
    execute format('alter table %I attach partition %I for values from (%L) to (%L)',
        of_table, name, first_time, first_time + width);
    return true;
end
$$;

-- The partitions that events received at this time need; how many of them were not there.
create function make_event_partitions(at timestamptz) returns int
    language sql volatile security definer set search_path = devhooks, pg_temp
    return make_partition('event', at)::int + make_partition('event_key', at)::int;

-- The partitions that hold nothing younger than this, and since when each is to go. No operator's mistake takes what is still given out.
create function expired_event_partitions(kept interval) returns table (name text, since timestamptz)
    language sql stable security definer set search_path = devhooks, pg_temp
as $$
    select relname, bound + greatest(kept, interval '24 hours')
    from (
        select c.relname, substring(pg_get_expr(c.relpartbound, c.oid) from $re$TO \('([^']*)'\)$re$)::timestamptz as bound
        from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent in ('event'::regclass, 'event_key'::regclass)) partitions
    where bound <= clock_timestamp() - greatest(kept, interval '24 hours')
    order by bound, relname
$$;

-- Drops the first of them, and returns its name; null where there is none. Whoever still reads is waited for, but not for long:
-- everybody who comes after would wait behind.
create function drop_event_partition(kept interval) returns text
    language plpgsql volatile security definer set search_path = devhooks, pg_temp set lock_timeout = '50ms'
as $$
declare
    gone constant text := (select e.name from expired_event_partitions(kept) e limit 1);
begin
    if gone is not null then
        execute format('drop table %I', gone);
    end if;
    return gone;
end
$$;

revoke execute on function make_partition(text, timestamptz), make_event_partitions(timestamptz), drop_event_partition(interval),
    expired_event_partitions(interval) from public;
grant execute on function make_event_partitions(timestamptz) to devhooks_ingest, devhooks_app;
grant execute on function drop_event_partition(interval), expired_event_partitions(interval) to devhooks_app;

-- The events that are there move over; those that nobody is given any more stay behind. (Row-level security is forced on the owner, too.)
drop function sweep_revocations(int);
alter table event no force row level security;
alter table event rename to event_of_before;
alter table event_by_time rename to event;
select make_event_partitions(part)
from (select distinct date_bin(interval '30 minutes', received_at, timestamptz '2000-01-01 00:00:00+00') as part
    from event_of_before where received_at > now() - interval '25 hours') parts;
select make_event_partitions(now() + n * interval '30 minutes') from generate_series(0, 6) as n;
insert into event (source_id, seq, account_id, received_at, session, type, reading, content_type, body_form, body)
select source_id, seq, account_id, received_at, session, type, reading, content_type, body_form, body
from event_of_before where received_at > now() - interval '24 hours';
drop table event_of_before;
alter index event_by_time_session rename to event_session;
alter index event_by_time_pkey rename to event_pkey;

alter table event enable row level security;
alter table event force row level security;
create policy ingest on event for insert to devhooks_ingest with check (true);
grant insert on event to devhooks_ingest;
create policy own on event for select to devhooks_stream using (account_id = current_account());
grant select on event to devhooks_stream;
create policy sweep on event to devhooks_door using (true);
grant select (source_id, seq), delete on event to devhooks_door;

-- As before, on the table that is there now.
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

-- The keys of a source go with its events.
create or replace function sweep_events(most int) returns bigint
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
        delete from event_key where source_id = gone;
    end loop;
    return deleted;
end
$$;

grant create on schema devhooks to devhooks_door;
alter function sweep_revocations(int) owner to devhooks_door;
revoke create on schema devhooks from devhooks_door;
revoke execute on function sweep_revocations(int) from public;
grant execute on function sweep_revocations(int) to devhooks_app;

-- Beside accepted events, duplicates are counted by whoever appends.
grant select (duplicates), update (duplicates) on source_usage to devhooks_ingest;

-- When a source may have its next burst in full again: moved on by each event, and so exact whatever number of nodes write.
alter table source_position add column burst_until timestamptz not null default '-infinity';
grant update (burst_until) on source_position to devhooks_ingest;
