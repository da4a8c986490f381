/** Mails to people. */
@NullMarked
package live.devhooks.api.mail;

import org.jspecify.annotations.NullMarked;
