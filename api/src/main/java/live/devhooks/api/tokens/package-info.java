/** Short-lived JWTs, made from secrets, that realtime nodes verify without asking anybody. */
@NullMarked
package live.devhooks.api.tokens;

import org.jspecify.annotations.NullMarked;
