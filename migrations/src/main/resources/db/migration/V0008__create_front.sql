-- What is before an account is known: who is signed in, and who asks too often. A role of its own, so that whoever reads tenants'
-- data cannot read sign-ins, nor the other way round.
do $$
begin
    if not exists (select from pg_roles where rolname = 'devhooks_front') then
        create role devhooks_front nologin;
    end if;
    if not pg_has_role(current_user, 'devhooks_front', 'SET') then
        grant devhooks_front to current_user;
    end if;
exception
    when duplicate_object or unique_violation then
        raise exception 'the role devhooks_front was made at the same moment by somebody else; start again';
    when insufficient_privilege then
        raise exception 'as a role that may, first: create role devhooks_front nologin; grant devhooks_front to %', current_user;
end
$$;

grant usage on schema devhooks to devhooks_front;
-- Those who are signed in do so once more: what is kept of a sign-in has changed.
delete from spring_session;
revoke all on spring_session, spring_session_attributes from devhooks_app;
grant select, insert, update, delete on spring_session, spring_session_attributes to devhooks_front;

-- How often an address or an email has asked of late: Bucket4j's state, under a key that is a hash.
create table throttle (
    id text primary key,
    state bytea,
    expires_at bigint
);
create index throttle_expiry on throttle (expires_at);
grant select, insert, update, delete on throttle to devhooks_front;
