-- An email belongs to whoever proves it, by a mail: signing up proves nothing, and so must neither be refused because an address is
-- known (which would tell that it is) nor take it away from somebody. So several users may have one address, and sign-in compares
-- with each of a few.
drop index app_user_email;
alter table app_user add column email_proved_at timestamptz;
create index app_user_email on app_user (lower(email), email_proved_at nulls last, created_at desc);

-- Those who proved the address first, then the newest.
drop function user_of_email(text);
create function users_of_email(wanted text, most int)
    returns table (user_id uuid, account_id uuid, password_hash text)
    language sql stable security definer set search_path = devhooks, pg_temp
    begin atomic
        select u.id, u.account_id, u.password_hash from app_user u
        where lower(u.email) = lower(wanted)
        order by u.email_proved_at nulls last, u.created_at desc
        limit most;
    end;

-- A password reset that was asked for: kept as a hash, good once and for a while.
create table password_reset (
    id uuid primary key,
    account_id uuid not null references account on delete cascade,
    user_id uuid not null references app_user on delete cascade,
    hash bytea not null unique,
    created_at timestamptz not null,
    expires_at timestamptz not null
);
create index password_reset_account on password_reset (account_id);
create index password_reset_user on password_reset (user_id);
create index password_reset_expiry on password_reset (expires_at);

alter table password_reset enable row level security;
alter table password_reset force row level security;
create policy own on password_reset to devhooks_app using (account_id = current_account());
grant select, insert, delete on password_reset to devhooks_app;

-- Who shows one has not said of which account.
create policy door on password_reset for select to devhooks_door using (true);
grant select on password_reset to devhooks_door;
create function user_of_password_reset(wanted bytea)
    returns table (account_id uuid, user_id uuid)
    language sql stable security definer set search_path = devhooks, pg_temp
    begin atomic
        select r.account_id, r.user_id from password_reset r where r.hash = wanted and r.expires_at > clock_timestamp();
    end;

grant create on schema devhooks to devhooks_door;
alter function users_of_email(text, int) owner to devhooks_door;
alter function user_of_password_reset(bytea) owner to devhooks_door;
revoke create on schema devhooks from devhooks_door;
revoke execute on function users_of_email(text, int), user_of_password_reset(bytea) from public;
grant execute on function users_of_email(text, int), user_of_password_reset(bytea) to devhooks_app;
