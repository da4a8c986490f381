package live.devhooks.bench.stage;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * What a benchmark ran on.
 *
 * @param cores processors that the JVM sees
 * @param processor what they call themselves
 * @param memoryMebibytes all of it
 * @param system the operating system
 * @param java the JDK
 * @param fdatasyncMicros how long the disk takes to make 8 KiB durable, in the middle
 * @param load how many processes wanted a processor in the minute before it began; less than nothing where the system does not say
 */
public record Machine(
        int cores,
        String processor,
        long memoryMebibytes,
        String system,
        String java,
        double fdatasyncMicros,
        double load) {

    private static final int SYNCS = 101;
    private static final int PAGE_BYTES = 8 * 1024;
    private static final double NANOS_PER_MICRO = 1e3;

    /** Looks, and measures the disk under {@code work}. */
    public static Machine look(Path work) throws IOException {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new Machine(
                system.getAvailableProcessors(),
                processorName(),
                system.getTotalMemorySize() >> 20,
                system.getName() + " " + system.getVersion() + " " + system.getArch(),
                System.getProperty("java.vendor") + " " + Runtime.version(),
                measureFdatasync(work),
                system.getSystemLoadAverage());
    }

    private static String processorName() throws IOException {
        Path facts = Path.of("/proc/cpuinfo");
        if (!Files.isReadable(facts)) {
            return "unknown";
        }
        try (Stream<String> lines = Files.lines(facts)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        }
    }

    private static double measureFdatasync(Path work) throws IOException {
        Path file = work.resolve("fdatasync");
        double[] micros = new double[SYNCS];
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            for (int at = 0; at < SYNCS; at++) {
                long before = System.nanoTime();
                channel.write(ByteBuffer.allocate(PAGE_BYTES), 0);
                channel.force(false);
                micros[at] = (System.nanoTime() - before) / NANOS_PER_MICRO;
            }
        }
        Files.delete(file);
        Arrays.sort(micros);
        return micros[SYNCS / 2];
    }
}
