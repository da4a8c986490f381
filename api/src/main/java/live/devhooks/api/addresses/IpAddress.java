package live.devhooks.api.addresses;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads addresses as they are written down, and writes them as RFC 5952 does. Never looks up a name. */
final class IpAddress {

    private static final String OCTET = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final String IPV4 = OCTET + "(?:\\." + OCTET + "){3}";
    /** With a colon early enough for {@link InetAddress} not to take it for a name. */
    private static final String IPV6 = "[0-9a-fA-F]*:[0-9a-fA-F:.]+";

    private static final String ZONE = "(?:%[^]]*)?";
    private static final String PORT = "(?::\\d{1,5})?";

    /** An address, in brackets or not; the zone of a link says nothing to others. */
    private static final Pattern LITERAL =
            Pattern.compile("(?<v4>" + IPV4 + ")|(?<v6>" + IPV6 + ")" + ZONE + "|\\[(?<b6>" + IPV6 + ")" + ZONE + "]");

    /** The same with a port; an IPv6 address has brackets then. */
    private static final Pattern WITH_PORT =
            Pattern.compile("(" + IPV4 + "|\\[" + IPV6 + ZONE + "])" + PORT + "|" + IPV6 + ZONE);

    private static final Pattern ZEROS = Pattern.compile("\\b0(?::0)+\\b");

    private IpAddress() {}

    /** The address that {@code text} is; empty where it is none. */
    static Optional<InetAddress> parse(String text) {
        Matcher literal = LITERAL.matcher(text);
        if (!literal.matches()) {
            return Optional.empty();
        }
        String address = literal.group("v4") != null
                ? literal.group("v4")
                : literal.group("v6") != null ? literal.group("v6") : literal.group("b6");
        try {
            return Optional.of(InetAddress.getByName(address));
        } catch (UnknownHostException notAnAddress) {
            return Optional.empty();
        }
    }

    /** The address in {@code text}, which may go on with a port. */
    static Optional<InetAddress> parseWithPort(String text) {
        Matcher matcher = WITH_PORT.matcher(text);
        return matcher.matches() ? parse(matcher.group(1) == null ? text : matcher.group(1)) : Optional.empty();
    }

    /** The one way to write {@code address}: of an IPv6 address the first of the longest runs of zeros is left out. */
    static String text(InetAddress address) {
        String full = address.getHostAddress();
        if (address instanceof Inet4Address) {
            return full;
        }
        return ZEROS.matcher(full)
                .results()
                .max(Comparator.comparingInt((MatchResult zeros) -> zeros.end() - zeros.start())
                        .thenComparing(MatchResult::start, Comparator.reverseOrder()))
                .map(zeros -> without(zeros, full))
                .orElse(full);
    }

    private static String without(MatchResult zeros, String address) {
        String head = zeros.start() == 0 ? ":" : address.substring(0, zeros.start());
        String tail = zeros.end() == address.length() ? ":" : address.substring(zeros.end());
        return head + tail;
    }
}
