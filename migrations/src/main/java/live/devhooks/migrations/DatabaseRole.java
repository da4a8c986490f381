package live.devhooks.migrations;

/** What a connection may do. Each is a PostgreSQL role that owns no table; the migrations that make them say what for. */
public enum DatabaseRole {
    /** People's and clients' requests: one account at a time, held to it by row-level security. */
    APP("devhooks_app"),
    /** What is before an account is known: who is signed in, and who asks too often. */
    FRONT("devhooks_front"),
    /** Finds the source of an ingest key, takes from its account's quota and appends events, for all accounts; can read no event. */
    INGEST("devhooks_ingest", DatabaseRole.PLANNED_ONCE_AND_BY_INDEX),
    /** Reads events and keeps the positions of consumers, one account at a time; reads the positions of all sources. */
    STREAM("devhooks_stream", DatabaseRole.PLANNED_ONCE_AND_BY_INDEX);

    /**
     * For a few statements that are carried out again and again, each with arrays of keys: planned once for a connection and not for every
     * batch or page, and always by the index, however small a table was when its plan was made. Left to itself PostgreSQL takes the plan that it makes
     * for the very values to be so much better that it makes one each time, for which a table of many partitions takes longer than a page does to be read.
     */
    static final String PLANNED_ONCE_AND_BY_INDEX = "set plan_cache_mode = force_generic_plan;"
            + " set enable_seqscan = off; set enable_hashjoin = off; set enable_mergejoin = off";

    private final String roleName;
    private final String settings;

    DatabaseRole(String roleName) {
        this(roleName, "set plan_cache_mode = auto");
    }

    DatabaseRole(String roleName, String settings) {
        this.roleName = roleName;
        this.settings = settings;
    }

    /** The role's name in PostgreSQL. */
    public String roleName() {
        return roleName;
    }

    /** The statements that set what its connections need. */
    String settings() {
        return settings;
    }
}
