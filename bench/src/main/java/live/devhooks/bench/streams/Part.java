package live.devhooks.bench.streams;

/** What can be measured of streams, each by itself. */
enum Part {
    /** Deliveries a second. */
    FAN_OUT("fan-out"),
    /** What idle connections keep, and how readers come back whose node is gone. */
    CONNECTIONS("connections"),
    /** What connects and disconnects leave behind; in an hour of them, and so only played where it is asked for. */
    CHURN("churn"),
    /** The time from a webhook to its reader. */
    END_TO_END("end-to-end"),
    /** Reading what was missed, and what others notice of that. */
    REPLAY("replay"),
    /** Deliveries of other servers, which is no measure of the product and so only played where it is asked for. */
    PEERS("peers");

    private final String scenario;

    Part(String scenario) {
        this.scenario = scenario;
    }

    /** The name of the scenario that measures it alone. */
    String scenario() {
        return scenario;
    }
}
