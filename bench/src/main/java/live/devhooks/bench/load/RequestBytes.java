package live.devhooks.bench.load;

import java.nio.ByteBuffer;

/** Writes the next request. */
interface RequestBytes {

    /** Writes all of it, which was due then. */
    void next(ByteBuffer into, long dueNanos);
}
