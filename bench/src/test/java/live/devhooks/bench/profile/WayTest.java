package live.devhooks.bench.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import live.devhooks.bench.report.Profile;
import org.junit.jupiter.api.Test;

class WayTest {

    private static final List<Stack> STACKS = Stack.parse(List.of(
            "[ingest-1 tid=7];java/lang/Thread.run;java/util/concurrent/CompletableFuture$UniCompose.tryFire;"
                    + "live/devhooks/api/ingestion/IngestAnswer.write;org/eclipse/jetty/io/WriteFlusher.flush 4",
            "[qtp1546727972-79 tid=8];java/lang/Thread.run;live/devhooks/api/ingestion/Ingestion.take;"
                    + "live/devhooks/api/recognition/Recogniser.read;java/lang/String.equals 2",
            "[event-writer tid=9];live/devhooks/api/ingestion/Columns.add;org/postgresql/jdbc/PgConnection.createArrayOf 1",
            "[event-writer tid=9];live/devhooks/api/ingestion/EventStore.append;org/postgresql/core/PGStream.flush 2",
            "[somebody tid=10];unknown frame<int, long> 1"));

    @Test
    void findsTheStepOfEachStack() {
        assertThat(STACKS)
                .extracting(Way.API::stepOf)
                .containsExactly(
                        "answer: writing it (Jetty, socket)",
                        "recognition, and the key of duplicates",
                        "writer: columns",
                        "writer: statements (driver, socket)",
                        "other");
    }

    @Test
    void sharesOutAllSamples() {
        List<Profile.Step> steps = Way.API.shares(STACKS);

        assertThat(steps)
                .contains(
                        new Profile.Step("writer: statements (driver, socket)", 2, 0.2),
                        new Profile.Step("compiler", 0, 0));
        assertThat(steps).last().isEqualTo(new Profile.Step("other", 1, 0.1));
        assertThat(steps)
                .extracting(Profile.Step::share)
                .satisfies(shares -> assertThat(
                                shares.stream().mapToDouble(Double::doubleValue).sum())
                        .isBetween(0.999, 1.001));
    }

    @Test
    void hasNoSharesOfNothing() {
        assertThat(Way.REALTIME.shares(List.of()))
                .extracting(Profile.Step::share)
                .containsOnly(0.0);
    }

    /** A class that is called otherwise one day would silently be part of the rest. */
    @Test
    void namesOnlyWhatThereIs() {
        Stream<String> prefixes = Stream.of(Way.API, Way.REALTIME).flatMap(way -> way.prefixes().stream());

        assertThat(prefixes.filter(prefix -> prefix.contains("/")))
                .isNotEmpty()
                .allSatisfy(prefix -> assertThat(getClass().getClassLoader().getResource(resource(prefix)))
                        .isNotNull());
    }

    /** The package or the class in which {@code org/postgresql/}, {@code org/postgresql/Driver} or {@code org/postgresql/Driver.connect} are. */
    private static String resource(String prefix) {
        return prefix.endsWith("/") ? prefix : prefix.replaceAll("[.$].*", "") + ".class";
    }
}
