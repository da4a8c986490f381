package live.devhooks.api.ingestion;

/**
 * Events were certainly not made durable: what failed did so before the commit.
 */
final class NotAppendedException extends RuntimeException {

    private final Reason reason;

    /** Why, which says what to do. */
    enum Reason {
        /** The database will not have one of them, however often it is asked. */
        REFUSED,
        /** Somebody else held the row of one of their sources for too long. */
        HELD,
        /** The database could not be asked. */
        AWAY
    }

    NotAppendedException(Reason reason, RuntimeException cause) {
        super(cause);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }
}
