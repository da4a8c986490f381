-- Webhooks as stored. No foreign key to source: the writer holds the source's position, which has one, while it inserts.
create table event (
    source_id bigint not null,
    seq bigint not null check (seq > 0),
    account_id uuid not null,
    received_at timestamptz not null,
    session text,
    type text not null,
    -- A JSON object as text, which is spliced into the event as it is given out.
    reading text not null,
    content_type text,
    body_form text not null check (body_form in ('JSON', 'TEXT', 'BINARY')),
    body bytea not null,
    primary key (source_id, seq)
);
-- Serves the replay of one session; the primary key serves that of a whole source.
create index event_session on event (source_id, session, seq) where session is not null;

alter table event enable row level security;
alter table event force row level security;
create policy ingest on event for insert to devhooks_ingest with check (true);
grant insert on event to devhooks_ingest;
create policy own on event for select to devhooks_stream using (account_id = current_account());
grant select on event to devhooks_stream;
