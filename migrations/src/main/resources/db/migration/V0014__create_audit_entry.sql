-- Who did what to an account's access, when and from where. Whoever can act on an account can add to this and read it, not change it.
create table audit_entry (
    id bigint generated always as identity primary key,
    account_id uuid not null references account on delete cascade,
    at timestamptz not null,
    actor text not null,
    action text not null,
    subject text,
    address text
);
create index audit_entry_account on audit_entry (account_id, id desc);
create index audit_entry_time on audit_entry (at);

alter table audit_entry enable row level security;
alter table audit_entry force row level security;
create policy own on audit_entry to devhooks_app using (account_id = current_account());
grant select, insert on audit_entry to devhooks_app;
