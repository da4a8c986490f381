/** What was measured, as a table and as JSON: medians of rounds with their spread, and ratios beside what is wanted of them. */
@NullMarked
package live.devhooks.bench.report;

import org.jspecify.annotations.NullMarked;
