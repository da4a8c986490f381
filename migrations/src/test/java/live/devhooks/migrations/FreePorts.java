package live.devhooks.migrations;

import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports for servers that take some time until they listen: none that the system gives to clients meanwhile, and of each JVM of the tests others. Each is
 * given out once.
 */
public final class FreePorts {

    private static final int COUNT = 4_000;

    /** Below 32,768, where those of clients begin. */
    private static final int FIRST = 20_000 + (Integer.getInteger("devhooks.test.fork", 1) - 1) * COUNT;

    private static final AtomicInteger TURN =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(COUNT));

    private FreePorts() {}

    /** One that nobody listens on. */
    public static int next() throws IOException {
        for (int tried = 0; tried < COUNT; tried++) {
            int port = FIRST + TURN.getAndIncrement() % COUNT;
            if (isFree(port)) {
                return port;
            }
        }
        throw new IOException("no port is free from " + FIRST + " on");
    }

    private static boolean isFree(int port) throws IOException {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (BindException taken) {
            return false;
        }
    }
}
