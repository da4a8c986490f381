package live.devhooks.bench.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import live.devhooks.bench.stage.ServerProcess;
import live.devhooks.bench.stage.Workplace;

/**
 * RabbitMQ's process and the port mapper of Erlang that it needs, both on loopback, with everything that they write in a folder of their own.
 *
 * @param files the folder
 * @param portMapper which nobody else uses
 * @param process takes STOMP over WebSocket
 * @param stompPort where it takes STOMP over TCP
 * @param configuration as it was written
 */
record RabbitMqServer(
        PeerFiles files, ServerProcess portMapper, ServerProcess process, int stompPort, String configuration)
        implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/lib/rabbitmq/bin/rabbitmq-server");
    private static final Path PORT_MAPPER = Path.of("/usr/bin/epmd");
    private static final String LOOPBACK = "127.0.0.1";

    static boolean isInstalled() {
        return Files.isExecutable(PROGRAM) && Files.isExecutable(PORT_MAPPER);
    }

    /** Starts both, and waits for them. */
    static RabbitMqServer start(Workplace place) throws IOException {
        PeerFiles files = PeerFiles.in(place.work(), "rabbitmq");
        int port = ServerProcess.freePort();
        int stomp = ServerProcess.freePort();
        int names = ServerProcess.freePort();
        files.write("enabled_plugins", Map.of());
        String configuration =
                files.write("rabbitmq.conf", Map.of("amqp", ServerProcess.freePort(), "stomp", stomp, "port", port));
        ServerProcess portMapper = startPortMapper(names, place);
        ServerProcess process = ServerProcess.start(
                "rabbitmq", List.of(PROGRAM.toString()), environment(files, names), port, place.logs());
        RabbitMqServer server = new RabbitMqServer(files, portMapper, process, stomp, configuration);
        try {
            process.awaitReady();
            return server;
        } catch (IOException e) {
            server.close();
            throw e;
        }
    }

    private static ServerProcess startPortMapper(int port, Workplace place) throws IOException {
        List<String> command = List.of(PORT_MAPPER.toString(), "-port", Integer.toString(port), "-address", LOOPBACK);
        return ServerProcess.start("epmd", command, Map.of(), port, place.logs());
    }

    /** Under systemd, as it is told that it is, it is one process, without a shell that waits for it. */
    private static Map<String, String> environment(PeerFiles files, int names) throws IOException {
        Map<String, String> environment = new HashMap<>();
        environment.put("RUNNING_UNDER_SYSTEMD", "true");
        environment.put("HOME", files.folder().toString());
        environment.put("ERL_EPMD_ADDRESS", LOOPBACK);
        environment.put("ERL_EPMD_PORT", Integer.toString(names));
        environment.put("RABBITMQ_NODENAME", "bench@localhost");
        environment.put("RABBITMQ_DIST_PORT", Integer.toString(ServerProcess.freePort()));
        environment.put("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "-kernel inet_dist_use_interface {127,0,0,1}");
        environment.put("RABBITMQ_CONF_ENV_FILE", files.path("none").toString());
        environment.put("RABBITMQ_CONFIG_FILE", files.path("rabbitmq.conf").toString());
        environment.put(
                "RABBITMQ_ENABLED_PLUGINS_FILE", files.path("enabled_plugins").toString());
        environment.put("RABBITMQ_MNESIA_BASE", files.path("mnesia").toString());
        environment.put("RABBITMQ_LOG_BASE", files.path("log").toString());
        environment.put("RABBITMQ_LOGS", "-");
        return environment;
    }

    @Override
    public void close() throws IOException {
        process.close();
        portMapper.close();
        files.delete();
    }
}
