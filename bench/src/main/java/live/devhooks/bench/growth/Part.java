package live.devhooks.bench.growth;

/** What grows, each by itself. */
enum Part {
    /** Webhooks a second over sources. */
    SOURCES("growth-sources"),
    /** Deliveries a second over streams. */
    STREAMS("growth-streams"),
    /** Webhooks, replays and lists over stored events. */
    STORED("growth-stored"),
    /** Memory and the time to a reader over idle connections. */
    CONNECTIONS("growth-connections");

    private final String scenario;

    Part(String scenario) {
        this.scenario = scenario;
    }

    /** The name of the scenario that measures it alone. */
    String scenario() {
        return scenario;
    }
}
