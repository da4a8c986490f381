package live.devhooks.realtime.stomp;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;

/**
 * Forgets what others noted in a request once it has become a connection: Jetty keeps the request for as long as that lives, and with it the
 * observation of a handshake that is long over, which is more than we keep of the connection ourselves.
 */
final class ForgottenAttributes extends HttpFilter {

    private static final long serialVersionUID = 1L;

    /** The server's own, by which it goes on from the request to the connection. */
    private static final String OF_THE_SERVER = "org.eclipse.jetty.";

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(request, response);
        if (response.getStatus() == HttpServletResponse.SC_SWITCHING_PROTOCOLS) {
            Collections.list(request.getAttributeNames()).stream()
                    .filter(name -> !name.startsWith(OF_THE_SERVER))
                    .forEach(request::removeAttribute);
        }
    }
}
