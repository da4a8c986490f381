package live.devhooks.api.ingestion;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import live.devhooks.api.addresses.AddressBlock;
import live.devhooks.api.addresses.AddressBlocks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From where a source takes webhooks. */
final class AllowedAddresses {

    /** From everywhere. */
    static final AllowedAddresses ALL = new AllowedAddresses(Optional.empty());

    private static final Logger LOG = LoggerFactory.getLogger(AllowedAddresses.class);

    private final Optional<AddressBlocks> blocks;

    private AllowedAddresses(Optional<AddressBlocks> blocks) {
        this.blocks = blocks;
    }

    /**
     * Reads a source's list of addresses, CIDR blocks and names of presets; where there is none of them, everything is allowed. A name that
     * no preset has any more allows nothing.
     */
    static AllowedAddresses of(List<String> entries, Map<String, List<String>> presets) {
        if (entries.isEmpty()) {
            return ALL;
        }
        List<AddressBlock> blocks = new ArrayList<>();
        entries.stream()
                .flatMap(entry -> presets.getOrDefault(entry, List.of(entry)).stream())
                .forEach(entry -> AddressBlock.parse(entry)
                        .ifPresentOrElse(
                                blocks::add,
                                () -> LOG.warn("a source allows '{}', which no preset is called any more", entry)));
        return new AllowedAddresses(Optional.of(new AddressBlocks(blocks)));
    }

    boolean contain(String address) {
        return blocks.map(list -> list.contains(address)).orElse(true);
    }
}
