/** A model of the whole as queues: what it would do with more load and more machines than can be measured here. It starts no server. */
@NullMarked
package live.devhooks.bench.model;

import org.jspecify.annotations.NullMarked;
