/** What PostgreSQL does by itself: one INSERT in each transaction, with and without NOTIFY. */
@NullMarked
package live.devhooks.bench.inserts;

import org.jspecify.annotations.NullMarked;
