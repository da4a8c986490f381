package live.devhooks.fanout;

import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Configurations of the fan-out, as a process would read them. */
public final class TestFanOut {

    private TestFanOut() {}

    /** What holds where nothing is said. */
    public static FanOutProperties postgres() {
        return bind(Map.of());
    }

    /** NATS at {@code servers}, and what else {@code nats} says, by the names of the properties. */
    static FanOutProperties nats(String servers, Map<String, String> nats) {
        Map<String, String> all = new HashMap<>();
        all.put("engine", "nats");
        all.put("nats.servers", servers);
        nats.forEach((name, value) -> all.put("nats." + name, value));
        return bind(all);
    }

    static FanOutProperties bind(Map<String, String> properties) {
        MapConfigurationPropertySource source = new MapConfigurationPropertySource();
        properties.forEach((name, value) -> source.put("devhooks.fan-out." + name, value));
        return new Binder(source).bindOrCreate("devhooks.fan-out", FanOutProperties.class);
    }
}
