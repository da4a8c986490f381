package live.devhooks.migrations;

/** What a connection may do. Each is a PostgreSQL role that owns no table; the migrations that make them say what for. */
public enum DatabaseRole {
    /** People's and clients' requests: one account at a time, held to it by row-level security. */
    APP("devhooks_app"),
    /** What is before an account is known: who is signed in, and who asks too often. */
    FRONT("devhooks_front"),
    /** Finds the source of an ingest key, takes from its account's quota and appends events, for all accounts; can read no event. */
    INGEST("devhooks_ingest"),
    /** Reads events, one account at a time, and the positions of all sources. */
    STREAM("devhooks_stream");

    private final String roleName;

    DatabaseRole(String roleName) {
        this.roleName = roleName;
    }

    /** The role's name in PostgreSQL. */
    public String roleName() {
        return roleName;
    }
}
