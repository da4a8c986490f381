package live.devhooks.fanout;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;

class NatsFanOutIT extends WakeUpContract {

    private final TestNats server = TestNats.started();

    @AfterEach
    void end() {
        server.close();
    }

    @Override
    FanOutProperties properties() {
        return TestFanOut.nats(server.url(), Map.of("reconnect-max", "200ms", "poll-interval", NEVER));
    }

    /** Kills the server and starts it again. */
    @Override
    void outage() {
        server.kill();
        server.start();
    }
}
