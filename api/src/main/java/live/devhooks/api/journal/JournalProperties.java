package live.devhooks.api.journal;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The local journal, in which accepted events wait while PostgreSQL is away.
 *
 * @param enabled whether there is a journal
 * @param folder where it is, on a disk that outlives the process; serves one process at a time; by default nowhere, so it must be given
 *     where the journal is enabled
 * @param maxBytes most bytes of its files; events beyond are answered 503
 * @param segmentBytes size from which one of its files is not appended to any more; at most 256 MiB, and a quarter of
 *     {@code devhooks.ingest.journal.max-bytes}
 * @param after how long a batch may be on its way to the store before events go to the journal: longer than
 *     {@code devhooks.database.lock-timeout}, or a row that somebody holds would count as a store that is away
 * @param maxPause longest pause between two tries to reach the store again; the first is {@code devhooks.ingest.retry-interval}
 */
@ConfigurationProperties("devhooks.ingest.journal")
public record JournalProperties(
        @DefaultValue("false") boolean enabled,
        @Nullable Path folder,
        @DefaultValue("268435456") long maxBytes,
        @DefaultValue("8388608") int segmentBytes,
        @DefaultValue("2s") Duration after,
        @DefaultValue("1s") Duration maxPause) {

    private static final int SEGMENTS = 4;
    private static final int LARGEST_SEGMENT = 256 * 1024 * 1024;

    /** Refuses a journal without a place, or so small that a drained part would block it. */
    public JournalProperties {
        if (enabled && folder == null) {
            throw new IllegalArgumentException(
                    "devhooks.ingest.journal.folder must be given where the journal is enabled");
        }
        if (segmentBytes < 1 || segmentBytes > LARGEST_SEGMENT || segmentBytes > maxBytes / SEGMENTS) {
            throw new IllegalArgumentException(
                    "devhooks.ingest.journal.segment-bytes must be from 1 to 256 MiB and at most a quarter of max-bytes");
        }
        if (after.isZero() || after.isNegative() || maxPause.isZero() || maxPause.isNegative()) {
            throw new IllegalArgumentException("devhooks.ingest.journal.after and max-pause must be more than nothing");
        }
    }
}
