-- The tenant, and the people who sign in to it.
create table account (
    id uuid primary key,
    name text not null check (char_length(name) between 1 and 100),
    plan text not null,
    created_at timestamptz not null
);

create table app_user (
    id uuid primary key,
    account_id uuid not null references account on delete cascade,
    email text not null check (char_length(email) between 3 and 254),
    password_hash text not null,
    created_at timestamptz not null
);
create unique index app_user_email on app_user (lower(email));
create index app_user_account on app_user (account_id);

alter table account enable row level security;
alter table account force row level security;
create policy own on account to devhooks_app using (id = current_account());
grant select, insert, update, delete on account to devhooks_app;

alter table app_user enable row level security;
alter table app_user force row level security;
create policy own on app_user to devhooks_app using (account_id = current_account());
grant select, insert, update, delete on app_user to devhooks_app;

-- Sign-in knows an email and not yet an account.
create policy door on app_user for select to devhooks_door using (true);
grant select on app_user to devhooks_door;
create function user_of_email(wanted text)
    returns table (user_id uuid, account_id uuid, password_hash text)
    language sql stable security definer set search_path = devhooks, pg_temp
    begin atomic
        select u.id, u.account_id, u.password_hash from app_user u where lower(u.email) = lower(wanted);
    end;
grant create on schema devhooks to devhooks_door;
alter function user_of_email(text) owner to devhooks_door;
revoke create on schema devhooks from devhooks_door;
revoke execute on function user_of_email(text) from public;
grant execute on function user_of_email(text) to devhooks_app;
