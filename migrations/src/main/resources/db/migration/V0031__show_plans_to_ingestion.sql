-- Whoever takes events in must know how many the account may have.
create policy ingest on account for select to devhooks_ingest using (true);
grant select (id, plan) on account to devhooks_ingest;
