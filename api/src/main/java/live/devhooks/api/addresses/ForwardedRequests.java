package live.devhooks.api.addresses;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.ForwardedHeaderFilter;

/**
 * Gives a request the scheme, the host and the client's address that a trusted proxy states, before anything looks at them. What anybody
 * else states is not even seen.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ForwardedRequests implements Filter {

    private final AddressBlocks trusted;
    private final ForwardedHeaderFilter believed = new ForwardedHeaderFilter();
    private final ForwardedHeaderFilter removed = new ForwardedHeaderFilter();

    ForwardedRequests(AddressProperties properties) {
        this.trusted = AddressBlocks.of(properties.trustedProxies());
        this.removed.setRemoveOnly(true);
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (trusted.contain(request.getRemoteAddr())) {
            believed.doFilter(new ForwardedHeaders((HttpServletRequest) request, trusted), response, chain);
        } else {
            removed.doFilter(request, response, chain);
        }
    }
}
