package live.devhooks.api.addresses;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.Ordered;
import org.springframework.web.filter.ForwardedHeaderFilter;

/**
 * Decides what is believed of where a request comes from. Of a peer that is no trusted proxy: its own address, and none of the headers.
 * Of one that is: scheme, host and port from {@code X-Forwarded-Proto}, {@code -Host} and {@code -Port}, the client's address from
 * {@code X-Forwarded-For}. {@code Forwarded} and all other {@code X-Forwarded-*} are removed either way.
 */
public final class ForwardedRequests implements Filter {

    /** Where it stands among all filters: first. */
    public static final int ORDER = Ordered.HIGHEST_PRECEDENCE;

    private final AddressBlocks proxies;
    /** Makes of the headers what the request says of itself. */
    private final ForwardedHeaderFilter origin = new ForwardedHeaderFilter();

    ForwardedRequests(AddressProperties properties) {
        this.proxies = AddressBlocks.configured("devhooks.trusted-proxies", properties.trustedProxies());
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        origin.doFilter(believed((HttpServletRequest) request), response, chain);
    }

    private HttpServletRequest believed(HttpServletRequest request) {
        Optional<InetAddress> peer = IpAddress.parse(request.getRemoteAddr());
        if (peer.isEmpty()) {
            return new BelievedRequest(request, request.getRemoteAddr(), Map.of());
        }
        if (!proxies.contain(peer.get())) {
            return new BelievedRequest(request, IpAddress.text(peer.get()), Map.of());
        }
        ForwardedHeaders headers = new ForwardedHeaders(request);
        return new BelievedRequest(request, IpAddress.text(headers.client(peer.get(), proxies)), headers.origin());
    }
}
