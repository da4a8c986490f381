package live.devhooks.bench.ingest;

import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.util.List;
import live.devhooks.bench.comparison.EmptyEndpoint;
import live.devhooks.bench.comparison.SavingEndpoint;
import live.devhooks.bench.inserts.InsertKind;
import live.devhooks.bench.inserts.Inserts;
import live.devhooks.bench.product.StkBody;
import live.devhooks.bench.scenario.Contender;
import live.devhooks.bench.scenario.HttpContender;
import live.devhooks.bench.scenario.Scale;
import live.devhooks.bench.scenario.Stage;
import live.devhooks.bench.stage.CpuMeter;

/**
 * Who is measured as fast as they can.
 *
 * @param whole the product, with webhooks for all sources of all accounts
 * @param unchecked the product without its checks, with the same
 * @param few the product, with webhooks for a few sources
 * @param many the product, with webhooks for many
 * @param empty the endpoint that does nothing
 * @param saving the endpoint that saves an entity
 * @param plain INSERTs on as many connections as the others have
 * @param bestPlain INSERTs on as many as are best
 * @param bestNotifying INSERTs with NOTIFY, on as many as are best
 */
record IngestContenders(
        HttpContender whole,
        HttpContender unchecked,
        HttpContender few,
        HttpContender many,
        HttpContender empty,
        HttpContender saving,
        InsertContender plain,
        InsertContender bestPlain,
        InsertContender bestNotifying) {

    /** Makes accounts, sources and tables, and tries how many connections are best. */
    static IngestContenders prepare(Stage stage, IngestServers servers, Inserts inserts)
            throws IOException, SQLException {
        Scale scale = stage.scale();
        int sources = scale.accounts() * scale.sourcesEach();
        List<String> all = servers.whole().makeSources(scale.manySources() / scale.sourcesEach(), scale.sourcesEach());
        List<String> ofUnchecked = servers.unchecked().makeSources(scale.accounts(), scale.sourcesEach());
        Maker maker = new Maker(servers, inserts, scale);
        return new IngestContenders(
                maker.product("product", all.subList(0, sources)),
                maker.http("product without its checks", servers.unchecked().base(), ofUnchecked),
                maker.product("product, %,d sources".formatted(scale.fewSources()), all.subList(0, scale.fewSources())),
                maker.product("product, %,d sources".formatted(scale.manySources()), all),
                maker.http("empty endpoint", servers.comparison().base(), List.of(EmptyEndpoint.PATH)),
                maker.http("one JPA save per request", servers.comparison().base(), List.of(SavingEndpoint.PATH)),
                maker.insert("one INSERT per transaction", InsertKind.PLAIN, scale.connections()),
                maker.bestInsert("the same, best of several", InsertKind.PLAIN),
                maker.bestInsert("with NOTIFY, best of several", InsertKind.NOTIFYING));
    }

    List<Contender> all() {
        return List.of(whole, unchecked, few, many, empty, saving, plain, bestPlain, bestNotifying);
    }

    /** Those that run in a JVM and have to be warm. */
    List<HttpContender> http() {
        return List.of(whole, unchecked, few, many, empty, saving);
    }

    /** How many events the product has answered 200. */
    long answeredByProduct() {
        return whole.answered() + few.answered() + many.answered();
    }

    private record Maker(IngestServers servers, Inserts inserts, Scale scale) {

        InsertContender insert(String name, InsertKind kind, int connections) {
            return new InsertContender(name, inserts, kind, connections);
        }

        InsertContender bestInsert(String name, InsertKind kind) throws IOException, SQLException {
            return insert(name, kind, inserts.best(scale.tried(), kind, scale.tryOut()));
        }

        HttpContender product(String name, List<String> paths) {
            return http(name, servers.whole().base(), paths);
        }

        HttpContender http(String name, URI base, List<String> paths) {
            CpuMeter meter = new CpuMeter()
                    .watch("server", process(base))
                    .watch("postgres", servers.postgres().handle());
            return new HttpContender(
                    name,
                    servers.load(),
                    meter,
                    HttpContender.closedLoop(base, paths, StkBody.TEMPLATE, scale.connections()));
        }

        private ProcessHandle process(URI base) {
            if (base.equals(servers.whole().base())) {
                return servers.whole().handle();
            }
            return base.equals(servers.unchecked().base())
                    ? servers.unchecked().handle()
                    : servers.comparison().handle();
        }
    }
}
