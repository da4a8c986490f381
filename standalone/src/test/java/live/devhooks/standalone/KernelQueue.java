package live.devhooks.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** What Linux keeps of what a server has sent and its client has not got, as {@code /proc/net/tcp} and {@code tcp6} tell. */
final class KernelQueue {

    private static final List<Path> TABLES = List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));
    private static final Pattern COLUMNS = Pattern.compile("\\s+");
    private static final int LOCAL = 1;
    private static final int REMOTE = 2;
    private static final int QUEUES = 4;
    private static final int HEX = 16;

    private KernelQueue() {}

    /** How many bytes, of the connection between these ports; 0 where there is none. */
    static long bytes(int serverPort, int clientPort) throws IOException {
        long bytes = 0;
        for (Path table : TABLES) {
            for (String line : Files.exists(table) ? Files.readAllLines(table) : List.<String>of()) {
                List<String> columns = COLUMNS.splitAsStream(line.strip()).toList();
                if (isPort(columns.get(LOCAL), serverPort) && isPort(columns.get(REMOTE), clientPort)) {
                    String queues = columns.get(QUEUES);
                    // A connection can be told of several times, where others come and go meanwhile.
                    bytes = Math.max(bytes, Long.parseLong(queues.substring(0, queues.indexOf(':')), HEX));
                }
            }
        }
        return bytes;
    }

    private static boolean isPort(String address, int port) {
        return address.endsWith(":%04X".formatted(port));
    }
}
