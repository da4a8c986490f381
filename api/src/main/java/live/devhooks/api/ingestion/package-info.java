/** The way of a webhook: HTTP, source, quota, writer, store, notify. */
@NullMarked
package live.devhooks.api.ingestion;

import org.jspecify.annotations.NullMarked;
