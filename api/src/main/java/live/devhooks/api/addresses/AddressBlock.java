package live.devhooks.api.addresses;

import java.net.InetAddress;
import java.util.Optional;
import org.springframework.security.util.matcher.InetAddressMatcher;
import org.springframework.security.util.matcher.InetAddressMatchers;

/** One address, or a CIDR block of them such as {@code 196.201.214.0/24}. */
public final class AddressBlock {

    private static final String BITS = "\\d{1,3}";

    private final InetAddress address;
    private final InetAddressMatcher matcher;

    private AddressBlock(InetAddress address, InetAddressMatcher matcher) {
        this.address = address;
        this.matcher = matcher;
    }

    /** The block that {@code text} is; empty where it is none. */
    public static Optional<AddressBlock> parse(String text) {
        int slash = text.indexOf('/');
        String bits = slash < 0 ? "" : text.substring(slash + 1);
        if (slash >= 0 && !bits.matches(BITS)) {
            return Optional.empty();
        }
        return IpAddress.parse(slash < 0 ? text : text.substring(0, slash))
                .filter(address -> bits.isEmpty() || Integer.parseInt(bits) <= address.getAddress().length * Byte.SIZE)
                .map(address -> of(address, slash < 0 ? "" : "/" + bits));
    }

    private static AddressBlock of(InetAddress address, String suffix) {
        return new AddressBlock(address, InetAddressMatchers.fromIpAddress(address.getHostAddress() + suffix));
    }

    /** Whether {@code candidate} is in it. The matcher compares bits only: those of an IPv6 address can begin as a block of IPv4 does. */
    boolean contains(InetAddress candidate) {
        return candidate.getClass() == address.getClass() && matcher.matches(candidate);
    }
}
