package live.devhooks.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import live.devhooks.migrations.TestPostgres;

class PostgresFanOutIT extends WakeUpContract {

    @Override
    FanOutProperties properties() {
        return TestFanOut.postgres();
    }

    /** Cuts the connection that listens. */
    @Override
    void outage() {
        assertThat(TestPostgres.superuser(postgres).sql("""
                select pg_terminate_backend(pid) from pg_stat_activity
                where application_name = 'devhooks-listen' and datname = current_database()
                """).query().listOfRows())
                .hasSize(1);
    }
}
