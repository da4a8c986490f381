/** What it costs to drop a day of events, and whether webhooks notice. */
@NullMarked
package live.devhooks.bench.purge;

import org.jspecify.annotations.NullMarked;
