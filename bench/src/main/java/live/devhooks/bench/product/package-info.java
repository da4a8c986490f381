/** The product as a benchmark sees it: an api node as a process, on a database of its own, with accounts and sources. */
@NullMarked
package live.devhooks.bench.product;

import org.jspecify.annotations.NullMarked;
