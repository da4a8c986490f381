/** A small server of the libraries that an api node is made of, to compare that with. */
@NullMarked
package live.devhooks.bench.comparison;

import org.jspecify.annotations.NullMarked;
