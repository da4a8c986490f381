package live.devhooks.api.addresses;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request with the client's address, and with those of the proxies' headers only that are believed. */
final class BelievedRequest extends HttpServletRequestWrapper {

    private final String client;
    private final Map<String, String> believed;

    /**
     * Wraps {@code request}.
     *
     * @param client the client's address
     * @param believed proxies' headers, by their names in any case
     */
    BelievedRequest(HttpServletRequest request, String client, Map<String, String> believed) {
        super(request);
        this.client = client;
        this.believed = believed;
    }

    @Override
    public String getRemoteAddr() {
        return client;
    }

    @Override
    public String getRemoteHost() {
        return client;
    }

    @Override
    public @Nullable String getHeader(String name) {
        return ForwardedHeaders.isOne(name) ? believed.get(name) : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        if (!ForwardedHeaders.isOne(name)) {
            return super.getHeaders(name);
        }
        String value = believed.get(name);
        return Collections.enumeration(value == null ? List.of() : List.of(value));
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        return Collections.enumeration(Collections.list(super.getHeaderNames()).stream()
                .filter(name -> !ForwardedHeaders.isOne(name) || believed.containsKey(name))
                .toList());
    }
}
