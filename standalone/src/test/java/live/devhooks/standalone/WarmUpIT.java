package live.devhooks.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import live.devhooks.migrations.Database;
import live.devhooks.migrations.DatabaseProperties;
import live.devhooks.migrations.TestPostgres;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a node does to be warm before it is ready. */
class WarmUpIT {

    private static final DatabaseProperties DATABASE = TestPostgres.freshDatabase();

    @Test
    void nodesHaveRehearsedAndNothingIsLeftOfIt() {
        Database.open(DATABASE).close();
        try (NodeProcess api = NodeProcess.api(DATABASE);
                NodeProcess streams = NodeProcess.realtime(DATABASE)) {
            assertThat(api.said("warmed up: 20 webhooks of nobody")).isEqualTo(1);
            assertThat(streams.said("warmed up: 20 readers of nothing")).isEqualTo(1);

            JdbcClient superuser = TestPostgres.superuser(DATABASE);
            for (String table : new String[] {"event", "event_key", "source_position", "source_usage", "account"}) {
                assertThat(superuser
                                .sql("select count(*) from devhooks." + table)
                                .query(Long.class)
                                .single())
                        .as(table)
                        .isZero();
            }
            assertThat(superuser
                            .sql("select coalesce(sum(taken), 0) from devhooks.quota_bucket")
                            .query(Long.class)
                            .single())
                    .isZero();
            assertThat(metrics(api)).doesNotContain("devhooks_ingest_seconds_count{");
        }
    }

    private static String metrics(NodeProcess node) {
        return Merchant.stranger(node.base())
                .send(HttpRequest.newBuilder(node.management().resolve("/actuator/prometheus")))
                .body();
    }
}
