package live.devhooks.api.addresses;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A trusted proxy's request with those of its headers that can be believed, in the form that Spring reads: proxies add to
 * {@code X-Forwarded-For} on the right, so that the client is the rightmost entry that is no trusted proxy; what stands left of it is
 * whatever the client says. What does not have the form that it should is left out.
 */
final class ForwardedHeaders extends HttpServletRequestWrapper {

    private static final String FOR = "x-forwarded-for";
    private static final String PORT = "x-forwarded-port";
    private static final String PROTO = "x-forwarded-proto";
    private static final String HOST = "x-forwarded-host";

    /** Not understood here: the one because proxies that send it are rare, the others because our addresses have no prefix. */
    private static final Set<String> NEVER = Set.of("forwarded", "x-forwarded-prefix", "x-forwarded-ssl");

    private static final Pattern PORT_FORM = Pattern.compile("\\d{1,5}");
    private static final Pattern PROTO_FORM = Pattern.compile("(?i)https?");
    private static final Pattern HOST_FORM =
            Pattern.compile("[A-Za-z0-9.-]{1,253}(:\\d{1,5})?|\\[[0-9a-fA-F:.]{2,45}](:\\d{1,5})?");

    /** An IPv4 address with or without a port, or an IPv6 address in brackets with or without one. */
    private static final Pattern WITH_PORT =
            Pattern.compile("(\\d+\\.\\d+\\.\\d+\\.\\d+)(?::\\d*)?|\\[([^\\]]+)](?::\\d*)?");

    private static final Pattern ADDRESS_FORM =
            Pattern.compile("((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(?!$)|$)){4}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    private final AddressBlocks trusted;

    ForwardedHeaders(HttpServletRequest request, AddressBlocks trusted) {
        super(request);
        this.trusted = trusted;
    }

    @Override
    public @Nullable String getHeader(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case FOR -> client().orElse(null);
            case PORT ->
                last(PORT).filter(port -> PORT_FORM.matcher(port).matches()).orElse(null);
            case PROTO ->
                last(PROTO).filter(proto -> PROTO_FORM.matcher(proto).matches()).orElse(null);
            case HOST ->
                last(HOST).filter(host -> HOST_FORM.matcher(host).matches()).orElse(null);
            default -> NEVER.contains(name.toLowerCase(Locale.ROOT)) ? null : super.getHeader(name);
        };
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (NEVER.contains(lower) || Set.of(FOR, PORT, PROTO, HOST).contains(lower)) {
            String value = getHeader(name);
            return value == null ? Collections.emptyEnumeration() : Collections.enumeration(List.of(value));
        }
        return super.getHeaders(name);
    }

    private Optional<String> client() {
        List<String> chain = entries(FOR);
        for (int at = chain.size() - 1; at >= 0; at--) {
            String address = address(chain.get(at));
            if (!ADDRESS_FORM.matcher(address).matches()) {
                return Optional.empty();
            }
            if (at == 0 || !trusted.contain(address)) {
                return Optional.of(address.contains(":") ? "[" + address + "]" : address);
            }
        }
        return Optional.empty();
    }

    private static String address(String entry) {
        var form = WITH_PORT.matcher(entry);
        if (!form.matches()) {
            return entry;
        }
        return form.group(1) == null ? form.group(2) : form.group(1);
    }

    /** What the nearest proxy says. */
    private Optional<String> last(String name) {
        List<String> entries = entries(name);
        return entries.isEmpty() ? Optional.empty() : Optional.of(entries.get(entries.size() - 1));
    }

    private List<String> entries(String name) {
        return Collections.list(super.getHeaders(name)).stream()
                .flatMap(header -> Arrays.stream(header.split(",", -1)))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .toList();
    }

    /** The header's name, for those who look at all names. */
    @Override
    public Enumeration<String> getHeaderNames() {
        List<String> names = Collections.list(super.getHeaderNames()).stream()
                .filter(name -> getHeader(name) != null)
                .toList();
        return Collections.enumeration(names);
    }
}
