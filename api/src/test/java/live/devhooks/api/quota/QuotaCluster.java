package live.devhooks.api.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import live.devhooks.migrations.Database;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An account and the nodes to which its events come, in one JVM and on one PostgreSQL. */
final class QuotaCluster {

    static final int THREADS = 20;

    private final Database database;
    private final JdbcClient superuser;
    private final UUID account = UUID.randomUUID();
    private final List<QuotaNode> nodes = new ArrayList<>();

    QuotaCluster(Database database, JdbcClient superuser) {
        this.database = database;
        this.superuser = superuser;
    }

    UUID account() {
        return account;
    }

    /** Starts another node. */
    QuotaNode node() {
        QuotaNode node = new QuotaNode(new BucketStore(database), account);
        nodes.add(node);
        return node;
    }

    List<QuotaNode> nodes(int count) {
        return IntStream.range(0, count).mapToObj(number -> node()).toList();
    }

    void stop() {
        nodes.forEach(QuotaNode::stop);
    }

    /** What was taken and is not kept by a node. */
    long used() {
        return taken()
                - nodes.stream().mapToLong(node -> (long) node.meter("leased")).sum();
    }

    /** What was taken, and is spent or kept by a node. */
    long taken() {
        return superuser
                .sql("select sum(taken) from devhooks.quota_bucket where id like ?")
                .param(account + "%")
                .query(Long.class)
                .single();
    }

    /** Takes and spends all that there are, which must be as many as expected. */
    static void takeAll(QuotaNode node, String plan, int expected) {
        int granted = 0;
        while (granted <= expected && node.take(plan)) {
            granted++;
        }
        assertThat(granted).isEqualTo(expected);
    }

    /** How many of so many takes, by many threads at once, have had one. */
    static int takeFromManyThreads(int takes, BooleanSupplier take) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            AtomicInteger granted = new AtomicInteger();
            ConcurrentLinkedQueue<Integer> numbers = new ConcurrentLinkedQueue<>(
                    IntStream.range(0, takes).boxed().toList());
            List<Future<?>> running = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                running.add(threads.submit(() -> {
                    while (numbers.poll() != null) {
                        granted.addAndGet(take.getAsBoolean() ? 1 : 0);
                    }
                }));
            }
            for (Future<?> thread : running) {
                thread.get();
            }
            return granted.get();
        } finally {
            threads.shutdownNow();
        }
    }
}
