-- The roles that the processes work as. None owns a table, none can log in: a login is made a member of those that it needs.
do $$
declare
    role_name text;
begin
    -- devhooks_app: people's and clients' requests, one account at a time, held to it by row-level security.
    -- devhooks_ingest: finds the source of an ingest key and appends events, for all accounts; can read no event.
    -- devhooks_stream: reads events, one account at a time.
    -- devhooks_door: owns the functions that find an account from a credential before the account is known.
    foreach role_name in array array['devhooks_app', 'devhooks_ingest', 'devhooks_stream', 'devhooks_door'] loop
        begin
            execute format('create role %I nologin', role_name);
        exception
            -- Roles are the server's, not the database's: another database of it may have them already.
            when duplicate_object or unique_violation then null;
        end;
        begin
            execute format('grant %I to current_user', role_name);
        exception
            when insufficient_privilege then
                if not pg_has_role(current_user, role_name, 'member') then
                    raise exception 'grant % to % first, as a role that may', role_name, current_user;
                end if;
        end;
    end loop;
end
$$;

grant usage on schema devhooks to devhooks_app, devhooks_ingest, devhooks_stream, devhooks_door;

-- The account that the running transaction works for; null, and so nothing to be seen, where none was set.
create function current_account() returns uuid
    language sql stable parallel safe
    return nullif(current_setting('devhooks.account', true), '')::uuid;
