package live.devhooks.api.events;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Objects;
import java.util.Optional;
import live.devhooks.api.problems.Problems;
import live.devhooks.api.sources.UrlSafeSession;
import live.devhooks.protocol.ProblemType;
import live.devhooks.protocol.SessionName;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@Tag(name = "events")
@RequestMapping("/v1/sources/{source}/test-events")
class TestEventController {

    /** In KES; Daraja takes no more at once. */
    private static final int MAX_AMOUNT = 250_000;

    private static final int DEFAULT_AMOUNT = 10;

    /** The number that Daraja's sandbox has for tests. */
    private static final String DEFAULT_PHONE = "254708374149";

    private static final String PHONE = "^(?:[+]?254|0)[17][0-9]{8}$";
    private static final String PHONE_RULE = "must be a mobile number of Kenya, such as 0708374149 or 254708374149";
    private static final int MAX_PHONE_LENGTH = 13;
    private static final int NATIONAL_DIGITS = 9;

    private final TestEvents tests;

    TestEventController(TestEvents tests) {
        this.tests = tests;
    }

    record NewTestEvent(
            @NotNull
            @Size(max = Scenario.MAX_LENGTH)
            @Pattern(regexp = Scenario.WORDS, message = Scenario.RULE)
            @Schema(allowableValues = {"success", "cancelled", "insufficient_funds", "wrong_pin", "unreachable", "c2b"})
            String scenario,

            @Nullable
            @Size(min = 1, max = SessionName.MAX_LENGTH)
            @Pattern(regexp = UrlSafeSession.FORM, message = UrlSafeSession.RULE)
            @Schema(description = "By default the callback's own: its CheckoutRequestID, or its BillRefNumber")
            String session,

            @Nullable @Min(1) @Max(MAX_AMOUNT) Integer amount,

            @Nullable @Size(max = MAX_PHONE_LENGTH) @Pattern(regexp = PHONE, message = PHONE_RULE)
            String phone) {

        Optional<SessionName> sessionName() {
            return Optional.ofNullable(session).flatMap(SessionName::of);
        }

        /** As Daraja writes it. */
        String fullPhone() {
            String given = Objects.requireNonNullElse(phone, DEFAULT_PHONE);
            return "254" + given.substring(given.length() - NATIONAL_DIGITS);
        }
    }

    /**
     * A test event.
     *
     * @param scenario what was asked for
     * @param correlationId what tells its callback from all others
     * @param eventId the event that it became; absent where it waits for the store to be back
     * @param sent the callback as it was sent
     * @param answer what the endpoint answered
     */
    @Schema(name = "TestEvent")
    record TestEvent(
            String scenario,
            String correlationId,
            @Nullable String eventId,
            @Schema(implementation = Object.class) JsonNode sent,
            @Schema(implementation = Object.class) JsonNode answer) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            operationId = "sendTestEvent",
            summary = "Sends the source a callback as Daraja would, through its real endpoint",
            description =
                    "It counts like any other. A refusal is answered as the sender was: a source that is paused, an allowlist"
                            + " that keeps out this node's own address, a day or a burst that is used up.")
    @Problems({
        ProblemType.ADDRESS_NOT_ALLOWED,
        ProblemType.SOURCE_PAUSED,
        ProblemType.OVER_QUOTA,
        ProblemType.OVER_BURST,
        ProblemType.OVERLOADED
    })
    TestEvent send(@PathVariable String source, @Valid @RequestBody NewTestEvent body) {
        TestEvents.Sent sent = tests.send(
                source,
                Scenario.of(body.scenario()),
                body.sessionName(),
                Objects.requireNonNullElse(body.amount(), DEFAULT_AMOUNT),
                body.fullPhone());
        return new TestEvent(body.scenario(), sent.correlationId(), sent.eventId(), sent.sent(), sent.answer());
    }
}
