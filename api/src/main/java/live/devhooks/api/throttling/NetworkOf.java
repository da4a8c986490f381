package live.devhooks.api.throttling;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;

/** From where a request comes, as far as it tells one caller from another: an IPv6 subscriber has 2⁶⁴ addresses, and is one caller. */
public final class NetworkOf {

    private static final int IPV6_BYTES = 16;
    private static final int IPV6_SUBSCRIBER_BYTES = 8;

    private NetworkOf() {}

    /** The IPv4 address, or the first 64 bits of the IPv6 address. */
    public static String request(HttpServletRequest request) {
        return address(request.getRemoteAddr());
    }

    static String address(String address) {
        if (!address.contains(":")) {
            return address;
        }
        try {
            // A literal, which is not looked up anywhere.
            byte[] bytes = InetAddress.getByName(address).getAddress();
            return bytes.length == IPV6_BYTES
                    ? HexFormat.of().formatHex(Arrays.copyOf(bytes, IPV6_SUBSCRIBER_BYTES))
                    : address;
        } catch (UnknownHostException notAnAddress) {
            return address;
        }
    }
}
