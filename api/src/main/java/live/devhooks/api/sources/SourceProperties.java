package live.devhooks.api.sources;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Sources.
 *
 * @param maxPerAccount most sources of an account
 * @param ingestKeyOverlap how long a callback URL that was replaced works on, where nobody says otherwise
 * @param addressPresets lists of addresses and CIDR blocks that an allowlist can name, by their names
 */
@ConfigurationProperties("devhooks.sources")
public record SourceProperties(
        @DefaultValue("1000") int maxPerAccount,
        @DefaultValue("24h") Duration ingestKeyOverlap,
        @DefaultValue Map<String, List<String>> addressPresets) {}
