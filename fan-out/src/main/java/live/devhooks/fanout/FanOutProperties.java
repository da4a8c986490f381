package live.devhooks.fanout;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How realtime nodes are woken; to be the same on all nodes.
 *
 * @param engine what wakes realtime nodes: {@code postgresql} (NOTIFY) or {@code nats}; the same on all nodes
 * @param nats for the engine {@code nats}
 */
@ConfigurationProperties("devhooks.fan-out")
public record FanOutProperties(
        @DefaultValue("postgresql") Engine engine,
        @DefaultValue @NestedConfigurationProperty NatsProperties nats) {

    /** What wakes. */
    public enum Engine {
        /** NOTIFY, in the transaction of the events. */
        POSTGRESQL,
        /** A NATS server, or a cluster of them, after the commit. */
        NATS
    }

    /** Rejects an engine that does not know where to connect. */
    public FanOutProperties {
        if (engine == Engine.NATS && nats.servers().isEmpty()) {
            throw new IllegalArgumentException("devhooks.fan-out.engine is nats: set devhooks.fan-out.nats.servers,"
                    + " such as nats://nats-1:4222,nats://nats-2:4222");
        }
    }
}
