package live.devhooks.api.addresses;

import java.net.InetAddress;
import java.util.Collection;
import java.util.List;

/** A list of addresses and CIDR blocks. */
public final class AddressBlocks {

    private final List<AddressBlock> blocks;

    /** The list of these. */
    public AddressBlocks(Collection<AddressBlock> blocks) {
        this.blocks = List.copyOf(blocks);
    }

    /** Reads what an operator has configured; {@code property} is named where an entry is no block. */
    public static AddressBlocks configured(String property, Collection<String> entries) {
        return new AddressBlocks(
                entries.stream().map(entry -> block(property, entry)).toList());
    }

    private static AddressBlock block(String property, String entry) {
        return AddressBlock.parse(entry)
                .orElseThrow(() -> new IllegalArgumentException(
                        property + " must be IP addresses or CIDR blocks such as 10.0.0.0/8; '" + entry + "' is none"));
    }

    /** Whether {@code address}, as {@code getRemoteAddr()} writes it, is in one of them. */
    public boolean contain(String address) {
        return IpAddress.parse(address).filter(this::contain).isPresent();
    }

    boolean contain(InetAddress address) {
        return blocks.stream().anyMatch(block -> block.contains(address));
    }
}
