package live.devhooks.api.housekeeping;

import java.time.Duration;

/** What has to be done again and again. Every node does each of its chores; those that one node at a time may do see to that themselves. */
public interface Chore {

    /** How long to wait after it was done, or has failed, before it is done again. */
    Duration pause();

    /** Does it. A failure is logged, and harms nothing but this time. */
    void run();
}
