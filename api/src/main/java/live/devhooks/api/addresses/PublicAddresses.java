package live.devhooks.api.addresses;

import java.net.URI;
import java.util.Locale;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** The addresses that answers contain, configured or taken from the request that is being answered. */
@Component
public final class PublicAddresses {

    private final AddressProperties properties;

    PublicAddresses(AddressProperties properties) {
        this.properties = properties;
    }

    /** The callback URL of an ingest key. */
    public URI callback(String ingestKey) {
        String base = properties.publicUrl() == null
                ? requestBase().toUriString()
                : properties.publicUrl().toString().replaceAll("/+$", "");
        return URI.create(base + "/in/" + ingestKey);
    }

    /**
     * The address of {@code path} as a mail states it: under the configured public URL, or the path alone. Never under the address of the
     * request that asks, which whoever asks could make up.
     */
    public String mailed(String path) {
        return properties.publicUrl() == null
                ? path
                : properties.publicUrl().toString().replaceAll("/+$", "") + path;
    }

    /** The WebSocket address of the streams. */
    public URI stream() {
        if (properties.streamUrl() != null) {
            return properties.streamUrl();
        }
        var base = requestBase();
        boolean secure = "https".equals(base.build().getScheme());
        return base.scheme(secure ? "wss" : "ws").path("/stomp").build().toUri();
    }

    /** Daraja refuses hosts with upper-case letters. */
    private static ServletUriComponentsBuilder requestBase() {
        ServletUriComponentsBuilder base = ServletUriComponentsBuilder.fromCurrentContextPath();
        String host = base.build().getHost();
        base.host(host == null ? "localhost" : host.toLowerCase(Locale.ROOT));
        return base;
    }
}
