/** Benchmarks, each beside its baselines in the same run. */
@NullMarked
package live.devhooks.bench;

import org.jspecify.annotations.NullMarked;
