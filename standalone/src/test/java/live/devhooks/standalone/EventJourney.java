package live.devhooks.standalone;

import static live.devhooks.standalone.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import tools.jackson.databind.JsonNode;

/** A merchant's source, and its events as the API lists them. */
abstract class EventJourney extends Journey {

    static final String EVENTS = "/v1/sources/payment-flow/events";

    Merchant merchant;
    URI callbackUrl;

    @BeforeEach
    void signUp() {
        merchant = Merchant.signUp(base());
        callbackUrl = merchant.createSource("payment-flow");
    }

    /** A page, of which {@code query} is empty or begins with a question mark. */
    JsonNode list(String query) {
        return json(merchant.get(EVENTS + query), 200);
    }

    /** The places in the stream of the events of a page. */
    static List<Long> seqs(JsonNode page) {
        return page.get("events")
                .valueStream()
                .map(event -> event.get("seq").asLong())
                .toList();
    }

    /** Has Daraja call the callback URL, with {@code segment} behind it. */
    void post(String segment, String body) {
        assertThat(merchant.callback(URI.create(callbackUrl + segment), body).statusCode())
                .isEqualTo(200);
    }
}
