package live.devhooks.api.sources;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can be changed about a source; null leaves it as it is.
 *
 * @param name what people call it
 * @param paused whether it refuses webhooks
 * @param sessionPointer where a webhook that is not recognised has its session (RFC 6901); empty for nowhere
 * @param allowedAddresses CIDR blocks and names of presets that webhooks are taken from; empty for everywhere
 * @param burst most webhooks at once; 0 for the plan's
 * @param wholeEvents whether a session secret's reader is given the whole event
 */
record SourceSettings(
        @Nullable String name,
        @Nullable Boolean paused,
        @Nullable String sessionPointer,
        @Nullable List<String> allowedAddresses,
        @Nullable Integer burst,
        @Nullable Boolean wholeEvents) {}
