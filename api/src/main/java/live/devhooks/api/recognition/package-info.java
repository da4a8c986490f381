/** What a webhook's body says, read from Daraja's published facts. */
@NullMarked
package live.devhooks.api.recognition;

import org.jspecify.annotations.NullMarked;
