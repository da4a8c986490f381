package live.devhooks.api.addresses;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.Ordered;
import org.springframework.web.filter.ForwardedHeaderFilter;

/** Has each request say what is believed of where it comes from ({@link Origins}), and nothing else: all other headers of proxies are removed. */
public final class ForwardedRequests implements Filter {

    /** Where it stands among all filters: first. */
    public static final int ORDER = Ordered.HIGHEST_PRECEDENCE;

    private final Origins origins;
    /** Makes of the headers what the request says of itself. */
    private final ForwardedHeaderFilter origin = new ForwardedHeaderFilter();

    ForwardedRequests(Origins origins) {
        this.origins = origins;
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
        Origin believed = origins.of(peer.get(), name -> Collections.list(request.getHeaders(name)));
        return new BelievedRequest(request, believed.client(), believed.headers());
    }
}
