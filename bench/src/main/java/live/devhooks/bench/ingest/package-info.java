/** How many webhooks an api node takes, beside what its database and its libraries do. */
@NullMarked
package live.devhooks.bench.ingest;

import org.jspecify.annotations.NullMarked;
