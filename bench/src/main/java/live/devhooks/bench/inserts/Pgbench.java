package live.devhooks.bench.inserts;

import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import live.devhooks.bench.stage.Postgres;
import live.devhooks.bench.stage.Workplace;

/** PostgreSQL's own benchmark program, where it is installed. */
final class Pgbench implements InsertTool {

    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
    private static final Pattern RATE = Pattern.compile("^tps = ([0-9.]+) \\(without", Pattern.MULTILINE);
    private static final int THREADS = 2;
    private static final long PATIENCE_SECONDS = 60;

    private final Path program;
    private final Workplace place;
    private final Postgres postgres;
    private final String database;
    private final String body;

    Pgbench(Path program, Workplace place, Postgres postgres, String database, String body) {
        this.program = program;
        this.place = place;
        this.postgres = postgres;
        this.database = database;
        this.body = body;
    }

    /** The newest that Debian's packages have brought, or that of the PATH. */
    static Optional<Path> find() throws IOException {
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(DEBIAN)) {
            try (Stream<Path> versions = Files.list(DEBIAN)) {
                versions.sorted(Comparator.comparingInt(Pgbench::version).reversed())
                        .map(version -> version.resolve("bin/pgbench"))
                        .forEach(found::add);
            }
        }
        Pattern.compile(File.pathSeparator)
                .splitAsStream(System.getenv().getOrDefault("PATH", ""))
                .forEach(folder -> found.add(Path.of(folder, "pgbench")));
        return found.stream().filter(Files::isExecutable).findFirst();
    }

    private static int version(Path folder) {
        String name = folder.getFileName().toString();
        return name.matches("\\d{1,4}") ? Integer.parseInt(name) : 0;
    }

    @Override
    public String name() throws IOException {
        return output(List.of(program.toString(), "--version")).strip();
    }

    @Override
    public double perSecond(InsertKind kind, int connections, Duration time) throws IOException {
        Path script = place.work().resolve(kind.name().toLowerCase(Locale.ROOT) + ".sql");
        Files.writeString(script, kind.sql(":body") + ";\n");
        return rate(output(List.of(
                program.toString(),
                "--no-vacuum",
                "--protocol=prepared",
                "--host=localhost",
                "--port=" + postgres.port(),
                "--username=" + Postgres.USER,
                "--client=" + connections,
                "--jobs=" + Math.min(THREADS, connections),
                "--time=" + Math.max(1, time.toSeconds()),
                "--define=body=" + body,
                "--file=" + script,
                database)));
    }

    /** Reads the rate out of what pgbench prints. */
    static double rate(String output) throws IOException {
        Matcher rate = RATE.matcher(output);
        if (!rate.find()) {
            throw new IOException("pgbench printed no rate:\n" + output);
        }
        return Double.parseDouble(rate.group(1));
    }

    private String output(List<String> command) throws IOException {
        Path output = place.logs().resolve("pgbench.log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("pgbench did not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while pgbench ran");
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(output, StandardCharsets.UTF_8);
    }
}
