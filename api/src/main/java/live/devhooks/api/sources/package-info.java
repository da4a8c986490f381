/** The streams of webhooks of an account, and their callback URLs. */
@NullMarked
package live.devhooks.api.sources;

import org.jspecify.annotations.NullMarked;
