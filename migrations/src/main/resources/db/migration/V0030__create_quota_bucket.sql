-- What each account has left of each day: a bucket of Bucket4j for each, which all nodes take from, some at a time. Half-empty pages keep the
-- updates in place.
create table quota_bucket (
    -- account:day
    id text primary key,
    state bytea,
    -- How many have been taken out of it, for those who only look.
    taken bigint not null default 0,
    -- When its day is over, wherever that is, it is deleted by this.
    made_on date not null default current_date
) with (fillfactor = 50);
create index quota_bucket_age on quota_bucket (made_on);

alter table quota_bucket enable row level security;
alter table quota_bucket force row level security;
create policy ingest on quota_bucket to devhooks_ingest using (true) with check (true);
grant select, insert (id, state), update (state, taken) on quota_bucket to devhooks_ingest;
create policy sweep on quota_bucket to devhooks_door using (true);
grant select (id, made_on), delete on quota_bucket to devhooks_door;

-- A day of whatever zone is over when two more have begun here.
create function sweep_quota_buckets(most int) returns bigint
    language sql volatile security definer set search_path = devhooks, pg_temp
    begin atomic
        with gone as (
            delete from quota_bucket where id in (
                select id from quota_bucket where made_on < current_date - 2 order by made_on limit most)
            returning 1)
        select count(*) from gone;
    end;

grant create on schema devhooks to devhooks_door;
alter function sweep_quota_buckets(int) owner to devhooks_door;
revoke create on schema devhooks from devhooks_door;
revoke execute on function sweep_quota_buckets(int) from public;
grant execute on function sweep_quota_buckets(int) to devhooks_app;
