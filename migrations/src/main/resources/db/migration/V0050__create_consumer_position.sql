-- How far a named reader of a stream has acknowledged it. Kept for as long as events are, counted from when the reader was last there.
create table consumer_position (
    account_id uuid not null references account on delete cascade,
    source_id bigint not null,
    -- The session whose stream it is; empty for the stream of the source.
    session text not null,
    consumer text not null check (char_length(consumer) between 1 and 100),
    seq bigint not null check (seq >= 0),
    moved_at timestamptz not null,
    primary key (source_id, session, consumer),
    foreign key (source_id, account_id) references source (id, account_id) on delete cascade
) with (fillfactor = 50);
create index consumer_position_moved on consumer_position (moved_at);

alter table consumer_position enable row level security;
alter table consumer_position force row level security;
create policy own on consumer_position to devhooks_stream
    using (account_id = current_account()) with check (account_id = current_account());
grant select, insert, update (seq, moved_at) on consumer_position to devhooks_stream;
create policy sweep on consumer_position to devhooks_door using (true);
grant select (source_id, session, consumer, moved_at), delete on consumer_position to devhooks_door;

create function sweep_consumer_positions(kept interval, most int) returns bigint
    language sql volatile security definer set search_path = devhooks, pg_temp
    begin atomic
        with gone as (
            delete from consumer_position where (source_id, session, consumer) in (
                select source_id, session, consumer from consumer_position
                where moved_at < now() - greatest(kept, interval '25 hours') order by moved_at limit most)
            returning 1)
        select count(*) from gone;
    end;

grant create on schema devhooks to devhooks_door;
alter function sweep_consumer_positions(interval, int) owner to devhooks_door;
revoke create on schema devhooks from devhooks_door;
revoke execute on function sweep_consumer_positions(interval, int) from public;
grant execute on function sweep_consumer_positions(interval, int) to devhooks_app;
