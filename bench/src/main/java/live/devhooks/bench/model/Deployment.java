package live.devhooks.bench.model;

/**
 * What it runs on.
 *
 * @param name for the report
 * @param cells how many of all that follows there are, each with its own accounts
 * @param apiNodes how many
 * @param apiCores of each
 * @param writers of each api node, each with one batch on its way
 * @param postgresCores of the primary
 * @param syncMicros how long its disk takes to make a commit durable
 * @param walMegabytesPerSecond how much its disk writes
 * @param isSerial whether commits wait for each other, as they do with NOTIFY; not with NATS
 * @param feedNodes realtime nodes, each with its part of the streams
 * @param feedCores of each
 * @param isShared whether all of it, and the load generator, has but {@code postgresCores} together
 */
record Deployment(
        String name,
        int cells,
        int apiNodes,
        int apiCores,
        int writers,
        int postgresCores,
        double syncMicros,
        double walMegabytesPerSecond,
        boolean isSerial,
        int feedNodes,
        int feedCores,
        boolean isShared) {

    private static final double MEASURED_SYNC_MICROS = 144;
    private static final double ASSUMED_WAL = 500;

    /** The machine on which service times were measured: two cores for everything. */
    static Deployment measured() {
        return new Deployment(
                "2 cores for all",
                1,
                1,
                2,
                ServiceTimes.WRITERS,
                2,
                MEASURED_SYNC_MICROS,
                ASSUMED_WAL,
                true,
                1,
                2,
                true);
    }

    /** Machines of their own: api and realtime nodes of two cores each, one PostgreSQL with NOTIFY. */
    static Deployment of(int apiNodes, int postgresCores, int feedNodes) {
        String name = "%d × api, PostgreSQL with %d cores, %d × realtime".formatted(apiNodes, postgresCores, feedNodes);
        return new Deployment(
                name,
                1,
                apiNodes,
                2,
                ServiceTimes.WRITERS,
                postgresCores,
                MEASURED_SYNC_MICROS,
                ASSUMED_WAL,
                true,
                feedNodes,
                2,
                false);
    }

    /** The same with NATS. */
    Deployment withNats() {
        return with(name + ", NATS", cells, writers, false);
    }

    /** The same with so many writers in each api node. */
    Deployment withWriters(int number) {
        return with(name + ", writers of each: %d".formatted(number), cells, number, isSerial);
    }

    /** So many of the same. */
    Deployment times(int newCells) {
        return with(newCells + " cells, each " + name, newCells, writers, isSerial);
    }

    private Deployment with(String newName, int newCells, int newWriters, boolean serial) {
        return new Deployment(
                newName,
                newCells,
                apiNodes,
                apiCores,
                newWriters,
                postgresCores,
                syncMicros,
                walMegabytesPerSecond,
                serial,
                feedNodes,
                feedCores,
                isShared);
    }
}
