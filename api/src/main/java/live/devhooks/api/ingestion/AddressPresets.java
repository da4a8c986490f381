package live.devhooks.api.ingestion;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import live.devhooks.api.addresses.AddressBlock;
import live.devhooks.api.addresses.AddressBlocks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lists of addresses that a source's allowlist can name. */
final class AddressPresets {

    private static final Logger LOG = LoggerFactory.getLogger(AddressPresets.class);

    private final Map<String, List<String>> presets;

    /** Takes what is configured; refuses what is no address, lest a source be closed by a slip of the pen. */
    AddressPresets(Map<String, List<String>> presets) {
        presets.forEach((name, blocks) -> AddressBlocks.configured("devhooks.sources.address-presets." + name, blocks));
        this.presets = presets;
    }

    /** The blocks of an allowlist. The name of a preset that there is no more stands for nothing. */
    AddressBlocks blocks(List<String> allowed) {
        List<AddressBlock> blocks = new ArrayList<>();
        allowed.stream()
                .flatMap(entry -> presets.getOrDefault(entry, List.of(entry)).stream())
                .forEach(entry -> AddressBlock.parse(entry)
                        .ifPresentOrElse(
                                blocks::add,
                                () -> LOG.warn("a source allows '{}', which is no preset's name any more", entry)));
        return new AddressBlocks(blocks);
    }
}
