package live.devhooks.api.ingestion;

import java.util.Optional;
import live.devhooks.api.quota.QuotaAnswer;
import live.devhooks.api.usage.Refusal;
import live.devhooks.protocol.EventId;

/** What became of a webhook. */
sealed interface IngestOutcome {

    /** As what it is counted, where a source refused it. */
    default Optional<Refusal> refusal() {
        return Optional.empty();
    }

    /**
     * It is durable.
     *
     * @param type what it was recognised as, by which it is answered
     */
    record Accepted(EventId id, String type) implements IngestOutcome {}

    /**
     * The same webhook is an event already.
     *
     * @param type what it was recognised as, by which it is answered as that was
     */
    record Duplicate(String type) implements IngestOutcome {}

    /**
     * Its source has had as many webhooks as it may within a second.
     *
     * @param limit how many these are
     */
    record OverBurst(int limit) implements IngestOutcome {

        @Override
        public Optional<Refusal> refusal() {
            return Optional.of(Refusal.OVER_BURST);
        }
    }

    /**
     * It is durable on the disk of this node, and enters the store when that is back.
     *
     * @param type what it was recognised as, by which it is answered
     */
    record Journaled(String type) implements IngestOutcome {}

    /** No source has this ingest key. */
    record UnknownKey() implements IngestOutcome {}

    /** Its source allows other addresses only. */
    record AddressNotAllowed() implements IngestOutcome {

        @Override
        public Optional<Refusal> refusal() {
            return Optional.of(Refusal.ADDRESS_NOT_ALLOWED);
        }
    }

    /** Its source is paused. */
    record Paused() implements IngestOutcome {

        @Override
        public Optional<Refusal> refusal() {
            return Optional.of(Refusal.PAUSED);
        }
    }

    /** Its account has had its events of the day. */
    record OverQuota(QuotaAnswer.UsedUp used) implements IngestOutcome {

        @Override
        public Optional<Refusal> refusal() {
            return Optional.of(Refusal.OVER_QUOTA);
        }
    }

    /** Its body is larger than is taken. */
    record TooLarge() implements IngestOutcome {

        @Override
        public Optional<Refusal> refusal() {
            return Optional.of(Refusal.TOO_LARGE);
        }
    }

    /** Its body took too long to come in. */
    record TooSlow() implements IngestOutcome {

        @Override
        public Optional<Refusal> refusal() {
            return Optional.of(Refusal.TOO_SLOW);
        }
    }

    /** More events wait to be written than a node lets wait. */
    record Overloaded() implements IngestOutcome {

        @Override
        public Optional<Refusal> refusal() {
            return Optional.of(Refusal.UNAVAILABLE);
        }
    }

    /** It could not be made durable, or not in time. */
    record Unavailable() implements IngestOutcome {

        @Override
        public Optional<Refusal> refusal() {
            return Optional.of(Refusal.UNAVAILABLE);
        }
    }

    /** The store is away, and the journal is as large as it may be. */
    record JournalFull() implements IngestOutcome {

        @Override
        public Optional<Refusal> refusal() {
            return Optional.of(Refusal.UNAVAILABLE);
        }
    }

    /** The store is away, and the disk of the journal does not take it. */
    record JournalFailed() implements IngestOutcome {

        @Override
        public Optional<Refusal> refusal() {
            return Optional.of(Refusal.UNAVAILABLE);
        }
    }
}
