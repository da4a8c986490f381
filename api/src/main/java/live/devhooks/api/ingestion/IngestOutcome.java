package live.devhooks.api.ingestion;

import live.devhooks.protocol.EventId;

/** What became of a webhook. */
sealed interface IngestOutcome {

    /** It is durable. */
    record Accepted(EventId id) implements IngestOutcome {}

    /** No source has this ingest key. */
    record UnknownKey() implements IngestOutcome {}

    /** Its source takes nothing from the address that it came from. */
    record AddressNotAllowed() implements IngestOutcome {}

    /** Its source is paused. */
    record Paused() implements IngestOutcome {}

    /** Its body is larger than is taken. */
    record TooLarge() implements IngestOutcome {}

    /** More events wait to be written than a node lets wait. */
    record Overloaded() implements IngestOutcome {}

    /** It could not be made durable, or not in time. */
    record Unavailable() implements IngestOutcome {}
}
