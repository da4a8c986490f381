package live.devhooks.api.addresses;

import java.util.Map;

/**
 * What is believed of where a request comes from.
 *
 * @param client the client's address, as RFC 5952 writes it
 * @param headers those of the proxies' headers that are believed, by their names in any case
 */
public record Origin(String client, Map<String, String> headers) {

    /** Whether the client sent it by https, where it came here by that or not. */
    public boolean isSecure(boolean cameByHttps) {
        String scheme = headers.get(ForwardedHeaders.PROTO);
        return scheme == null ? cameByHttps : scheme.equalsIgnoreCase("https");
    }
}
