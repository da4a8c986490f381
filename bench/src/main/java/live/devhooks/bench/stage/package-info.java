/** What scenarios are played on: processes, a PostgreSQL, the machine and what it is busy with. */
@NullMarked
package live.devhooks.bench.stage;

import org.jspecify.annotations.NullMarked;
