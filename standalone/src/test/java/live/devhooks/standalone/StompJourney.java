package live.devhooks.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A stream whose STOMP is looked at byte by byte, and somebody else who reads it meanwhile: no mistake of one client disturbs him, or fills the log. */
abstract class StompJourney extends Journey {

    static final String SOURCE = "payment-flow";
    static final String STREAM = "/topic/sources/" + SOURCE;

    private LogWatch log;
    private RawStomp bystander;
    private Merchant merchant;
    private URI callbackUrl;
    private String secret;
    private int posted;

    @BeforeEach
    void begin() {
        merchant = Merchant.signUp(base());
        callbackUrl = merchant.createSource(SOURCE);
        secret = merchant.createSecret(SOURCE);
        bystander = connected("1.2");
        bystander.text("SUBSCRIBE\nid:bystander\ndestination:" + STREAM + "\nreceipt:live\n\n\0");
        bystander.receipt("live");
        log = LogWatch.begin();
    }

    /** The bystander has had all, and only that. */
    @AfterEach
    void end() {
        try (LogWatch watch = log;
                RawStomp reader = bystander) {
            post();
            for (int number = 1; number <= posted; number++) {
                assertThat(Merchant.JSON
                                .readTree(reader.next("MESSAGE").body())
                                .at("/payload/number")
                                .asInt())
                        .isEqualTo(number);
            }
            watch.hasSeenNothing();
        }
    }

    String token() {
        return merchant.token(SOURCE, secret).value();
    }

    /** Stores the next event. */
    void post() {
        posted++;
        assertThat(merchant.callback(callbackUrl, "{\"number\":" + posted + "}").statusCode())
                .isEqualTo(200);
    }

    RawStomp open() {
        return RawStomp.open(stomp());
    }

    /** The CONNECT of a client that speaks these versions, without its end. */
    String connect(String versions) {
        String accept = versions.isEmpty() ? "" : "accept-version:" + versions + "\n";
        return "CONNECT\n" + accept + "host:localhost\nlogin:" + SOURCE + "\npasscode:" + secret + "\n";
    }

    /** A connection of a client that speaks this version alone. */
    RawStomp connected(String version) {
        RawStomp client = open();
        client.text(connect(version) + "\n\0");
        assertThat(client.next("CONNECTED").header("version")).isEqualTo(version);
        return client;
    }
}
