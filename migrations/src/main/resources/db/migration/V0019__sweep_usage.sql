-- Days of usage that nobody asks for any more go as the rest does. A session secret's use is noted like that of the other kinds.
create policy sweep on source_usage to devhooks_door using (true);
grant select (account_id, day, source_id), delete on source_usage to devhooks_door;
create policy sweep on source_refusal to devhooks_door using (true);
grant select (account_id, day, source_id, reason), delete on source_refusal to devhooks_door;
create index source_usage_day on source_usage (day);
create index source_refusal_day on source_refusal (day);

-- The last thirty days are shown, whatever an operator says.
create function sweep_usage(kept interval, most int) returns bigint
    language sql volatile security definer set search_path = devhooks, pg_temp
    begin atomic
        with gone as (
            delete from source_usage where (account_id, day, source_id) in (
                select account_id, day, source_id from source_usage
                where day < current_date - greatest(kept, interval '32 days') order by day limit most)
            returning 1
        ), gone_refusals as (
            delete from source_refusal where (account_id, day, source_id, reason) in (
                select account_id, day, source_id, reason from source_refusal
                where day < current_date - greatest(kept, interval '32 days') order by day limit most)
            returning 1)
        select greatest((select count(*) from gone), (select count(*) from gone_refusals));
    end;

alter table session_secret add column last_used_at timestamptz;
create policy use on session_secret for update to devhooks_door using (true);
grant update (last_used_at) on session_secret to devhooks_door;

create or replace function grant_of_secret(wanted bytea, wanted_source text)
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
    update session_secret set last_used_at = clock_timestamp()
    where id = (
        select k.id from session_secret k join source s on s.id = k.source_id
        where k.hash = wanted and s.slug = coalesce(wanted_source, s.slug) and k.expires_at > clock_timestamp()
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
alter function sweep_usage(interval, int) owner to devhooks_door;
revoke create on schema devhooks from devhooks_door;
revoke execute on function sweep_usage(interval, int) from public;
grant execute on function sweep_usage(interval, int) to devhooks_app;
