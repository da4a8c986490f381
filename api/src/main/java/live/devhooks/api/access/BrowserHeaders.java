package live.devhooks.api.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.http.HttpHeaders;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * What browsers are told with every answer, beside Spring Security's own: no sniffing, no caching, no framing, and HSTS where the request came
 * by https.
 */
public final class BrowserHeaders {

    /** Our own scripts, styles and pictures, and none inside a page; {@code ws} and {@code wss} for streams on a host of their own. */
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'self'; base-uri 'none'; connect-src 'self' ws: wss:;"
                    + " form-action 'self'; frame-ancestors 'none'; img-src 'self' data:; object-src 'none'; script-src 'self'; style-src 'self'";

    private static final String PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";

    /** As Spring Security has them. */
    private static final String HSTS = "max-age=31536000 ; includeSubDomains";

    private static final Map<String, String> ALL = Map.of(
            HttpHeaders.CACHE_CONTROL,
            "no-store",
            "Content-Security-Policy",
            CONTENT_SECURITY_POLICY,
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Permissions-Policy",
            PERMISSIONS_POLICY,
            "Referrer-Policy",
            "no-referrer",
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY",
            "X-XSS-Protection",
            "0");

    private BrowserHeaders() {}

    /** The same for what is answered before a request comes to Spring Security: names and values, of a request by https or not. */
    public static Map<String, String> of(boolean isSecure) {
        Map<String, String> headers = new TreeMap<>(ALL);
        if (isSecure) {
            headers.put("Strict-Transport-Security", HSTS);
        }
        return headers;
    }

    /** For what our own pages fetch, and no others. */
    static void ofOurPages(HeadersConfigurer<HttpSecurity> headers) {
        apply(headers, CrossOriginResourcePolicy.SAME_ORIGIN);
    }

    /** For what any page may fetch. */
    static void ofAnyPage(HeadersConfigurer<HttpSecurity> headers) {
        apply(headers, CrossOriginResourcePolicy.CROSS_ORIGIN);
    }

    private static void apply(HeadersConfigurer<HttpSecurity> headers, CrossOriginResourcePolicy readers) {
        headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
                .permissionsPolicyHeader(policy -> policy.policy(PERMISSIONS_POLICY))
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
                .crossOriginOpenerPolicy(policy -> policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                .crossOriginResourcePolicy(policy -> policy.policy(readers))
                .cacheControl(cache -> cache.disable())
                .addHeaderWriter(BrowserHeaders::keepNothing);
    }

    /** Spring Security's own leaves it out where the server has set Expires, as it does beside a cookie. */
    private static void keepNothing(HttpServletRequest request, HttpServletResponse response) {
        if (!response.containsHeader(HttpHeaders.CACHE_CONTROL)) {
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        }
    }
}
