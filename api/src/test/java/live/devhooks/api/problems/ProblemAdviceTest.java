package live.devhooks.api.problems;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.servlet.HandlerMapping;

@ExtendWith(OutputCaptureExtension.class)
class ProblemAdviceTest {

    private static final String ADDRESS = "/v1/password-resets/live-secret";

    private final ProblemAdvice advice = new ProblemAdvice();
    private final MockHttpServletRequest request = new MockHttpServletRequest("PUT", ADDRESS);

    ProblemAdviceTest() {
        request.setServletPath(ADDRESS);
        request.setAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, "/v1/password-resets/{token}");
    }

    @Test
    void aFailureIsLoggedWithoutWhatStandsInTheAddress(CapturedOutput output) {
        assertThat(advice.anythingElse(new IllegalStateException("a bug"), request)
                        .getStatusCode()
                        .value())
                .isEqualTo(500);

        assertThat(output).contains("PUT /v1/password-resets/{token} failed").doesNotContain("live-secret");
    }

    @Test
    void whatRefersToSomethingThatIsGoneIsNotFound() {
        assertThat(refused("23503")).isEqualTo(404);
        assertThat(refused("23505")).isEqualTo(500);
    }

    private int refused(String sqlState) {
        SQLException cause = new SQLException("refused", sqlState);
        return advice.refused(new DataIntegrityViolationException("refused", cause), request)
                .getStatusCode()
                .value();
    }
}
