package live.devhooks.api.addresses;

import java.util.List;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/** A list of IP addresses and CIDR blocks. */
public final class AddressBlocks {

    private final List<IpAddressMatcher> blocks;

    private AddressBlocks(List<IpAddressMatcher> blocks) {
        this.blocks = blocks;
    }

    /**
     * Reads them.
     *
     * @throws IllegalArgumentException where one is neither an address nor a block; a host's name is neither
     */
    public static AddressBlocks of(List<String> blocks) {
        return new AddressBlocks(blocks.stream().map(IpAddressMatcher::new).toList());
    }

    /** Whether {@code address}, an IP address as text, is in one of them; text that is no address is in none. */
    public boolean contain(String address) {
        try {
            return blocks.stream().anyMatch(block -> block.matches(address));
        } catch (IllegalArgumentException notAnAddress) {
            return false;
        }
    }
}
