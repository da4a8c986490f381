-- Who looks into an event is told who sent it. Empty for events of before, and of nodes of the version before.
alter table event
    add column sender_address text,
    -- Those headers that are kept, as "name: value", a line each.
    add column sender_headers text;

-- People read the events of their account, as streams do.
alter policy own on event to devhooks_stream, devhooks_app;
grant select on event to devhooks_app;
