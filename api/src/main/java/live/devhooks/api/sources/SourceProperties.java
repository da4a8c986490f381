package live.devhooks.api.sources;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Sources.
 *
 * @param maxPerAccount most sources of an account (default 1,000)
 * @param ingestKeyOverlap how long an ingest key that was replaced works on, where nobody says otherwise (default 24 h)
 * @param addressPresets lists of CIDR blocks that an allowlist can name, by their name; {@code address-presets.properties} has ours
 */
@ConfigurationProperties("devhooks.sources")
public record SourceProperties(
        @DefaultValue("1000") int maxPerAccount,
        @DefaultValue("24h") Duration ingestKeyOverlap,
        @DefaultValue Map<String, List<String>> addressPresets) {}
