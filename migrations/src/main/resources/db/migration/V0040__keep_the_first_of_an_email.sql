-- Whoever signs up with somebody else's address must not push its owner out of the few users whom a password is compared with, and a
-- reset mailed to. So after those who proved the address comes whoever had it first, and only then the newest.
--
-- Two addresses are the same where they differ in the case of ASCII letters only, in whatever locale the database was made: that is
-- what the throttles count by, too.
drop index app_user_email;
create index app_user_email on app_user (lower(email collate "C"), email_proved_at, created_at);

drop function users_of_email(text, int);
create function users_of_email(wanted text, most int)
    returns table (user_id uuid, account_id uuid, email text, password_hash text)
    language sql stable security definer set search_path = devhooks, pg_temp
    begin atomic
        select u.id, u.account_id, u.email, u.password_hash from app_user u
        where lower(u.email collate "C") = lower(wanted collate "C")
        order by
            u.email_proved_at nulls last,
            u.id <> (
                select first.id from app_user first
                where lower(first.email collate "C") = lower(wanted collate "C") and first.email_proved_at is null
                order by first.created_at, first.id limit 1),
            u.created_at desc
        limit most;
    end;

grant create on schema devhooks to devhooks_door;
alter function users_of_email(text, int) owner to devhooks_door;
revoke create on schema devhooks from devhooks_door;
revoke execute on function users_of_email(text, int) from public;
grant execute on function users_of_email(text, int) to devhooks_app;

-- What an account has made is revoked when its address is proved: not by reading the secrets of all accounts.
create index source_secret_account on source_secret (account_id);
