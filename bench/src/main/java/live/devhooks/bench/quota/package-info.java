/** What it costs to ask for quotas, and that a day has as many events as it may have and not one more. */
@NullMarked
package live.devhooks.bench.quota;

import org.jspecify.annotations.NullMarked;
