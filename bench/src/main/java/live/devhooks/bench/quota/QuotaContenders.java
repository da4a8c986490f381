package live.devhooks.bench.quota;

import java.sql.SQLException;
import java.util.List;
import live.devhooks.api.ingestion.WithoutQuota;
import live.devhooks.bench.product.Product;
import live.devhooks.bench.product.StkBody;
import live.devhooks.bench.scenario.Contender;
import live.devhooks.bench.scenario.HttpContender;
import live.devhooks.bench.scenario.Scale;
import live.devhooks.bench.scenario.Stage;
import live.devhooks.bench.stage.CpuMeter;

/**
 * Who is measured as fast as they can, each for as many sources: all on one node, so that nothing but the quotas is not the same.
 *
 * @param many for accounts that have no end of events
 * @param free for accounts of the free plan at the beginning of their day
 * @param one for one account
 * @param unasked for accounts whose quotas nobody asks for
 * @param refused for accounts whose day is used up
 */
record QuotaContenders(
        HttpContender many, HttpContender free, HttpContender one, HttpContender unasked, HttpContender refused) {

    private static final int TOO_MANY_REQUESTS = 429;

    /** Not configured, and so what it is by default. */
    private static final String FREE = "free";

    /** Makes accounts and sources. */
    static QuotaContenders prepare(Stage stage, QuotaServers servers) throws SQLException {
        Scale scale = stage.scale();
        int accounts = scale.accounts();
        int each = scale.sourcesEach();
        Product node = servers.other();
        Maker maker = new Maker(servers, node, scale.connections());
        return new QuotaContenders(
                maker.of("product", node.makeSources(accounts, each)),
                maker.of("product, accounts of the free plan", node.makeSources(FREE, accounts, each)),
                maker.of("product, one account", node.makeSources(1, accounts * each)),
                maker.of("product without quotas", node.makeSources(WithoutQuota.PLAN, accounts, each)),
                maker.of(
                                "product, accounts whose day is used up",
                                node.makeSources(QuotaServers.USED_UP, accounts, each))
                        .answering(TOO_MANY_REQUESTS));
    }

    List<Contender> all() {
        return List.of(many, free, one, unasked, refused);
    }

    /** How many events there should be of all that was answered 200. */
    long accepted() {
        return many.answered() + free.answered() + one.answered() + unasked.answered();
    }

    private record Maker(QuotaServers servers, Product node, int connections) {

        HttpContender of(String name, List<String> paths) {
            CpuMeter meter = new CpuMeter()
                    .watch("server", node.handle())
                    .watch("postgres", servers.postgres().handle());
            return new HttpContender(
                    name,
                    servers.load(),
                    meter,
                    HttpContender.closedLoop(node.base(), paths, StkBody.TEMPLATE, connections));
        }
    }
}
