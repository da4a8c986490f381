/** What all scenarios have in common: how long, how often, in which order, and when something is warm. */
@NullMarked
package live.devhooks.bench.scenario;

import org.jspecify.annotations.NullMarked;
