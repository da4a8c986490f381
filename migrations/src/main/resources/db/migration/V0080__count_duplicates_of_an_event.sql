-- How often an event's webhook came once more: a row for each event of which it did. The key tells which event it is; null where it was added
-- before this column was, whose duplicates are counted by day alone.
alter table event_key add column seq bigint;

create table event_duplicate (
    account_id uuid not null,
    source_id bigint not null,
    seq bigint not null,
    duplicates bigint not null,
    last_at timestamptz not null,
    primary key (source_id, seq)
) with (fillfactor = 50);
create index event_duplicate_last on event_duplicate (last_at);

alter table event_duplicate enable row level security;
alter table event_duplicate force row level security;
create policy read on event_duplicate for select to devhooks_app using (account_id = current_account());
grant select on event_duplicate to devhooks_app;
create policy ingest on event_duplicate to devhooks_ingest using (true) with check (true);
grant select, insert, update (duplicates, last_at) on event_duplicate to devhooks_ingest;
create policy sweep on event_duplicate to devhooks_door using (true);
grant select (source_id, seq, last_at), delete on event_duplicate to devhooks_door;

-- The event came before its last duplicate, and is gone when that is so old.
create function sweep_event_duplicates(most int) returns bigint
    language sql volatile security definer set search_path = devhooks, pg_temp
    begin atomic
        with gone as (
            delete from event_duplicate where (source_id, seq) in (
                select source_id, seq from event_duplicate
                where last_at < clock_timestamp() - interval '25 hours' order by last_at limit most)
            returning 1)
        select count(*) from gone;
    end;

grant create on schema devhooks to devhooks_door;
alter function sweep_event_duplicates(int) owner to devhooks_door;
revoke create on schema devhooks from devhooks_door;
revoke execute on function sweep_event_duplicates(int) from public;
grant execute on function sweep_event_duplicates(int) to devhooks_app;

-- As before, for one table more.
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
        delete from event_duplicate where source_id = gone;
    end loop;
    return deleted;
end
$$;
