package live.devhooks.standalone;

import static live.devhooks.standalone.Answers.isProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import live.devhooks.migrations.TestPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * PostgreSQL goes away under load, for a while or by {@code kill -9}, alone or with the node. {@code -Ddevhooks.test.outage=60s} and
 * {@code -Ddevhooks.test.kills=10} have more of it.
 */
class OutageIT {

    private static final Duration OUTAGE = Duration.parse("PT" + System.getProperty("devhooks.test.outage", "5s"));
    private static final int KILLS = Integer.getInteger("devhooks.test.kills", 3);
    private static final int ANSWERS = 300;

    @TempDir
    private Path temp;

    @Test
    void anOutageUnderLoadRefusesNothingAndLosesNothing() throws Exception {
        try (MortalPostgres postgres = MortalPostgres.start(temp.resolve("postgres"));
                NodeProcess node = api(postgres)) {
            Merchant merchant = Merchant.signUp(node.base());
            URI callbackUrl = merchant.createSource("payment-flow");
            try (Senders senders = new Senders(merchant, () -> callbackUrl)) {
                senders.awaitAnswers(ANSWERS);

                postgres.stop();
                senders.awaitAnswers(ANSWERS);
                await().pollDelay(OUTAGE).atMost(OUTAGE.plusSeconds(1)).until(() -> true);
                senders.awaitAnswers(ANSWERS);
                postgres.start();
                senders.awaitAnswers(ANSWERS);

                senders.endAndCheck(database(postgres));
            }
        }
    }

    @Test
    void whatWasAnsweredSurvivesEachKillOnce() throws Exception {
        List<NodeProcess> nodes = new CopyOnWriteArrayList<>();
        try (MortalPostgres postgres = MortalPostgres.start(temp.resolve("postgres"))) {
            nodes.add(api(postgres));
            Merchant merchant = Merchant.signUp(newest(nodes).base());
            String path = merchant.createSource("payment-flow").getPath();
            try (Senders senders =
                    new Senders(merchant, () -> newest(nodes).base().resolve(path))) {
                for (int round = 0; round < KILLS; round++) {
                    senders.awaitAnswers(ANSWERS);
                    postgres.kill();
                    senders.awaitAnswers(ANSWERS);
                    postgres.start();

                    senders.awaitAnswers(ANSWERS);
                    newest(nodes).kill();
                    nodes.add(api(postgres));

                    senders.awaitAnswers(ANSWERS);
                    postgres.kill();
                    newest(nodes).kill();
                    postgres.start();
                    nodes.add(api(postgres));
                }
                senders.awaitAnswers(ANSWERS);

                senders.endAndCheck(database(postgres));
            }
        } finally {
            nodes.forEach(NodeProcess::close);
        }
    }

    private static NodeProcess newest(List<NodeProcess> nodes) {
        return nodes.get(nodes.size() - 1);
    }

    @Test
    void upTakesWebhooksWithoutItsPostgresAsLongAsThereIsRoom() throws Exception {
        Path data = temp.resolve("data");
        String[] smallJournal = {
            "--devhooks.ingest.journal.max-bytes=40000", "--devhooks.ingest.journal.segment-bytes=10000"
        };
        int taken = 0;
        Merchant merchant;
        String path;
        String secret;
        try (NodeProcess node = NodeProcess.standalone(data, smallJournal)) {
            merchant = Merchant.signUp(node.base());
            URI callbackUrl = merchant.createSource("payment-flow");
            path = callbackUrl.getPath();
            secret = merchant.createSecret("payment-flow");
            assertThat(merchant.callback(callbackUrl, "0").statusCode()).isEqualTo(200);
            MortalPostgres.kill(data.resolve("postgres"));

            HttpResponse<String> answer = merchant.callback(callbackUrl, "1");
            while (answer.statusCode() == 200) {
                taken++;
                answer = merchant.callback(callbackUrl, Integer.toString(taken + 1));
            }
            isProblem(answer, 503, "unavailable");
            assertThat(answer.body()).contains("no room");
            assertThat(answer.headers().firstValue("retry-after")).contains("1");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("journal"))))
                    .isEqualTo("rwx------");
        }

        assertThat(taken).isPositive();
        try (NodeProcess node = NodeProcess.standalone(data, smallJournal);
                StompTestClient client = StompTestClient.connect(
                        URI.create("ws://localhost:" + node.base().getPort() + "/stomp"),
                        Map.of("login", "payment-flow", "passcode", secret))) {
            int next = taken + 1;
            assertThat(merchant.callback(node.base().resolve(path), Integer.toString(next))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(payloads(client, next + 1))
                    .isEqualTo(IntStream.rangeClosed(0, next).boxed().toList());
        }
    }

    private static List<Integer> payloads(StompTestClient client, int count) {
        List<Integer> payloads = new ArrayList<>();
        client.subscribeUntilLive("/topic/sources/payment-flow", Map.of("replay", "all")).stream()
                .filter(frame -> frame.command().equals("MESSAGE"))
                .forEach(frame -> payloads.add(payload(frame)));
        while (payloads.size() < count) {
            payloads.add(payload(client.next()));
        }
        return payloads;
    }

    private static int payload(StompTestClient.Received frame) {
        return Merchant.JSON.readTree(frame.body()).get("payload").asInt();
    }

    private NodeProcess api(MortalPostgres postgres) {
        return NodeProcess.api(
                postgres.properties(),
                "--devhooks.ingest.journal.enabled=true",
                "--devhooks.ingest.journal.folder=" + temp.resolve("journal"),
                "--devhooks.plans.free.daily-events=10000000",
                "--devhooks.plans.free.burst=100000");
    }

    private static JdbcClient database(MortalPostgres postgres) {
        return TestPostgres.superuser(postgres.properties());
    }
}
