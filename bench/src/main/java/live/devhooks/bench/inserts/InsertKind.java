package live.devhooks.bench.inserts;

/** What is done in one transaction, in one statement. */
public enum InsertKind {
    /** A row of a 700-byte body and a number, which has the only index. */
    PLAIN("insert into plain_event (body) values (cast(%s as bytea))"),
    /** The same, and a NOTIFY of its number. */
    NOTIFYING("""
            with inserted as (insert into plain_event (body) values (cast(%s as bytea)) returning id) \
            select pg_notify('bench', id::text) from inserted""");

    static final String TABLE =
            "create table plain_event (id bigint generated always as identity primary key, body bytea not null)";

    private final String sql;

    InsertKind(String sql) {
        this.sql = sql;
    }

    /** The statement, with this in the place of the body. */
    String sql(String body) {
        return sql.formatted(body);
    }
}
