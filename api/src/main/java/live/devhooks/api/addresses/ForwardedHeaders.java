package live.devhooks.api.addresses;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the headers of a trusted proxy say of the request that it passes on. Of a list only the end is its own word: what stands before
 * came in with the request, and whoever sent that may have made it up. What cannot be read is as good as not said.
 */
final class ForwardedHeaders {

    private static final String FOR = "X-Forwarded-For";
    static final String PROTO = "X-Forwarded-Proto";
    private static final String HOST = "X-Forwarded-Host";
    private static final String PORT = "X-Forwarded-Port";

    private static final Pattern PROTO_FORM = Pattern.compile("https?", Pattern.CASE_INSENSITIVE);
    private static final Pattern HOST_FORM =
            Pattern.compile("(?:[a-zA-Z0-9_.-]{1,253}|\\[[0-9a-fA-F:.]{2,45}])(?::(?<port>\\d+))?");
    private static final Pattern PORT_FORM = Pattern.compile("[1-9]\\d{0,4}");
    private static final int MAX_PORT = 65_535;

    private final Function<String, List<String>> headers;

    /** Reads {@code headers}, which have these values, by name. */
    ForwardedHeaders(Function<String, List<String>> headers) {
        this.headers = headers;
    }

    /** Whether a header of this name is one that proxies add. */
    static boolean isOne(String name) {
        String prefix = "X-Forwarded-";
        return name.equalsIgnoreCase("Forwarded") || name.regionMatches(true, 0, prefix, 0, prefix.length());
    }

    /**
     * The client: from the right the first that is not itself one of {@code proxies}, or the last of them that can be told where the
     * list ends or becomes unreadable.
     */
    InetAddress client(InetAddress peer, AddressBlocks proxies) {
        List<String> hops = entries(FOR);
        InetAddress client = peer;
        for (int at = hops.size() - 1; at >= 0 && proxies.contain(client); at--) {
            Optional<InetAddress> hop = IpAddress.parseWithPort(hops.get(at));
            if (hop.isEmpty()) {
                return client;
            }
            client = hop.get();
        }
        return client;
    }

    /** Scheme, host and port by the names of their headers, one readable value each. */
    Map<String, String> origin() {
        Map<String, String> origin = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        last(PROTO).filter(ForwardedHeaders::isProto).ifPresent(value -> origin.put(PROTO, value));
        last(HOST).filter(ForwardedHeaders::isHost).ifPresent(value -> origin.put(HOST, value));
        last(PORT).filter(ForwardedHeaders::isPort).ifPresent(value -> origin.put(PORT, value));
        return origin;
    }

    private static boolean isProto(String value) {
        return PROTO_FORM.matcher(value).matches();
    }

    private static boolean isHost(String value) {
        Matcher host = HOST_FORM.matcher(value);
        return host.matches() && (host.group("port") == null || isPort(host.group("port")));
    }

    private static boolean isPort(String value) {
        return PORT_FORM.matcher(value).matches() && Integer.parseInt(value) <= MAX_PORT;
    }

    private Optional<String> last(String name) {
        List<String> entries = entries(name);
        return entries.isEmpty() ? Optional.empty() : Optional.of(entries.get(entries.size() - 1));
    }

    private List<String> entries(String name) {
        return headers.apply(name).stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(String::strip)
                .toList();
    }
}
