/** Where time goes: profiles of the product's processes, taken by async-profiler while they are measured. */
@NullMarked
package live.devhooks.bench.profile;

import org.jspecify.annotations.NullMarked;
