package live.devhooks.api.addresses;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/**
 * Decides what is believed of where a request comes from. Of a peer that is no trusted proxy: its own address, and none of the headers.
 * Of one that is: scheme, host and port from {@code X-Forwarded-Proto}, {@code -Host} and {@code -Port}, the client's address from
 * {@code X-Forwarded-For}.
 */
@Component
public final class Origins {

    private final AddressBlocks proxies;

    Origins(AddressProperties properties) {
        this.proxies = AddressBlocks.configured("devhooks.trusted-proxies", properties.trustedProxies());
    }

    /** Of a request from {@code peer}, whose {@code headers} have these values, by name. */
    public Origin of(InetAddress peer, Function<String, List<String>> headers) {
        if (!proxies.contain(peer)) {
            return new Origin(IpAddress.text(peer), Map.of());
        }
        ForwardedHeaders forwarded = new ForwardedHeaders(headers);
        return new Origin(IpAddress.text(forwarded.client(peer, proxies)), forwarded.origin());
    }
}
