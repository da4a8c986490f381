/** Accounts, sources, secrets, tokens and the way of a webhook from the socket to the disk. */
@NullMarked
package live.devhooks.api;

import org.jspecify.annotations.NullMarked;
