-- When an event was first sent to a reader, and first acknowledged by one: a row an event, whatever number of readers it had. It goes with
-- its event, by the partition.
create table delivery (
    source_id bigint not null,
    seq bigint not null,
    account_id uuid not null,
    received_at timestamptz not null,
    sent_at timestamptz,
    acknowledged_at timestamptz,
    primary key (source_id, seq, received_at)
) partition by range (received_at);

alter table delivery enable row level security;
alter table delivery force row level security;
create policy own on delivery to devhooks_stream
    using (account_id = any ((select current_accounts())::uuid[])) with check (account_id = any ((select current_accounts())::uuid[]));
grant select, insert, update (sent_at, acknowledged_at) on delivery to devhooks_stream;
create policy read on delivery for select to devhooks_app using (account_id = current_account());
grant select on delivery to devhooks_app;
create policy sweep on delivery to devhooks_door using (true);
grant select (source_id), delete on delivery to devhooks_door;

-- As before, for one table more.
create or replace function make_partition(of_table text, at timestamptz) returns boolean
    language plpgsql volatile security definer set search_path = devhooks, pg_temp
as $$
declare
    width constant interval := case of_table
        when 'event' then interval '30 minutes' when 'event_key' then interval '12 hours' when 'delivery' then interval '2 hours' end;
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

create or replace function make_event_partitions(at timestamptz) returns int
    language sql volatile security definer set search_path = devhooks, pg_temp
    return make_partition('event', at)::int + make_partition('event_key', at)::int + make_partition('delivery', at)::int;

create or replace function expired_event_partitions(kept interval) returns table (name text, since timestamptz)
    language sql stable security definer set search_path = devhooks, pg_temp
as $$
    select relname, bound + greatest(kept, interval '24 hours')
    from (
        select c.relname, substring(pg_get_expr(c.relpartbound, c.oid) from $re$TO \('([^']*)'\)$re$)::timestamptz as bound
        from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent in ('event'::regclass, 'event_key'::regclass, 'delivery'::regclass)) partitions
    where bound <= clock_timestamp() - greatest(kept, interval '24 hours')
    order by bound, relname
$$;

-- The events that are there may still be sent.
select make_partition('delivery', now() + n * interval '30 minutes') from generate_series(-47, 6) as n;

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
        delete from delivery where source_id = gone;
    end loop;
    return deleted;
end
$$;
