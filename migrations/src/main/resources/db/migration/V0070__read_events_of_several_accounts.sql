-- Streams of several accounts are read in one statement, in a transaction that says whose; all others stay unseen, as before.
create function current_accounts() returns uuid[]
    language sql stable parallel safe
    return coalesce(
        string_to_array(nullif(current_setting('devhooks.accounts', true), ''), ',')::uuid[],
        array[current_account()]);
revoke execute on function current_accounts() from public;
grant execute on function current_accounts() to devhooks_stream;

alter policy own on event to devhooks_app;
-- The sub-select is evaluated once for a statement, not for each row.
create policy streams on event for select to devhooks_stream using (account_id = any ((select current_accounts())::uuid[]));
