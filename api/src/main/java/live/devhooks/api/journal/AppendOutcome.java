package live.devhooks.api.journal;

import java.io.IOException;

/** What became of records that were to be appended to a {@link Journal}: all of them are durable, or none is to be counted on. */
public sealed interface AppendOutcome {

    /** They are on the disk. */
    record Durable() implements AppendOutcome {}

    /** The journal would be larger than it may. */
    record Full() implements AppendOutcome {}

    /** The disk did not take them: it is full, say. */
    record Failed(IOException cause) implements AppendOutcome {}
}
