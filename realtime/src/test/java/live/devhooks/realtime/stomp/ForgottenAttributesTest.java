package live.devhooks.realtime.stomp;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class ForgottenAttributesTest {

    private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/stomp");
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @Test
    void whatOthersNotedIsForgottenInARequestThatHasBecomeAConnection() throws Exception {
        answerWith(HttpServletResponse.SC_SWITCHING_PROTOCOLS);

        assertThat(Collections.list(request.getAttributeNames())).containsExactly("org.eclipse.jetty.upgrade");
    }

    @Test
    void aRequestThatWasRefusedKeepsWhatOthersNoted() throws Exception {
        answerWith(HttpServletResponse.SC_BAD_REQUEST);

        assertThat(Collections.list(request.getAttributeNames())).contains("observation");
    }

    private void answerWith(int status) throws Exception {
        new ForgottenAttributes().doFilter(request, response, (asked, answered) -> {
            asked.setAttribute("observation", new Object());
            asked.setAttribute("org.eclipse.jetty.upgrade", new Object());
            ((HttpServletResponse) answered).setStatus(status);
        });
    }
}
