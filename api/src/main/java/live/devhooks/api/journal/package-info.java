/** Keeps records on the local disk, in their order, until somebody has taken them: an append-only format of a few lines. */
@NullMarked
package live.devhooks.api.journal;

import org.jspecify.annotations.NullMarked;
