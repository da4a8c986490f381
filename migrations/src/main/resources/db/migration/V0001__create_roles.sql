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
            -- Roles are the server's, not the database's: another database of it may have them already.
            if not exists (select from pg_roles where rolname = role_name) then
                execute format('create role %I nologin', role_name);
            end if;
            if not pg_has_role(current_user, role_name, 'SET') then
                execute format('grant %I to current_user', role_name);
            end if;
        exception
            when duplicate_object or unique_violation then
                raise exception 'the role % was made at the same moment by somebody else; start again', role_name;
            when insufficient_privilege then
                raise exception 'as a role that may, first: create role % nologin; grant % to %',
                    role_name, role_name, current_user;
        end;
    end loop;
end
$$;

grant usage on schema devhooks to devhooks_app, devhooks_ingest, devhooks_stream, devhooks_door;

-- The account that the running transaction works for; null, and so nothing to be seen, where none was set.
create function current_account() returns uuid
    language sql stable parallel safe
    return nullif(current_setting('devhooks.account', true), '')::uuid;
