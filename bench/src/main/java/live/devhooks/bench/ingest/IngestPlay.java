package live.devhooks.bench.ingest;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import live.devhooks.bench.inserts.Inserts;
import live.devhooks.bench.product.Product;
import live.devhooks.bench.product.StkBody;
import live.devhooks.bench.report.Figure;
import live.devhooks.bench.report.Figure.Bound;
import live.devhooks.bench.report.Measured;
import live.devhooks.bench.report.Report;
import live.devhooks.bench.report.Sample;
import live.devhooks.bench.scenario.Contender;
import live.devhooks.bench.scenario.HttpContender;
import live.devhooks.bench.scenario.Rounds;
import live.devhooks.bench.scenario.Scale;
import live.devhooks.bench.scenario.Stage;
import live.devhooks.bench.stage.Machine;
import live.devhooks.bench.stage.ServerProcess;

/** One play of {@link IngestScenario}. */
final class IngestPlay {

    private final Stage stage;
    private final IngestServers servers;
    private final Inserts inserts;
    private final IngestContenders contenders;
    private final List<String> notes = new ArrayList<>();

    IngestPlay(Stage stage, IngestServers servers) throws IOException, SQLException {
        this.stage = stage;
        this.servers = servers;
        this.inserts = Inserts.prepare(stage.place(), servers.postgres(), StkBody.TEMPLATE);
        stage.say("making sources, and trying how many connections are best");
        this.contenders = IngestContenders.prepare(stage, servers, inserts);
    }

    Report report(Instant begin, Machine machine) throws IOException, SQLException {
        warmUp();
        servers.postgres().checkpoint();
        Map<Contender, Measured> fast = stage.profiling().during(() -> new Rounds(stage).play(contenders.all()));

        double half = Rounds.of(fast, contenders.whole()).perSecond().median() / 2;
        HttpContender whole = contenders.whole().at("product at %,.0f/s".formatted(half), half);
        HttpContender empty = contenders.empty().at("empty endpoint at %,.0f/s".formatted(half), half);
        Map<Contender, Measured> calm = new Rounds(stage).play(List.of(whole, empty));

        notes.add(servers.whole().checkThatAreStored(contenders.answeredByProduct() + whole.answered()));
        List<Figure> figures = figures(fast);
        figures.add(Figure.of(
                "p99, product / empty endpoint, both at half of the product's rate",
                Rounds.of(calm, whole),
                Rounds.of(calm, empty),
                Sample::p99,
                Bound.AT_MOST,
                3));
        List<Measured> measured = new ArrayList<>(fast.values());
        measured.addAll(calm.values());
        sayWhatIsCompared();
        return new Report(
                "ingest", begin, stage.commit(), machine, settings(), measured, List.of(), figures, List.copyOf(notes));
    }

    private void warmUp() throws IOException, SQLException {
        for (HttpContender contender : contenders.http()) {
            notes.add(stage.warmUp(contender));
        }
    }

    private List<Figure> figures(Map<Contender, Measured> fast) {
        Measured whole = Rounds.of(fast, contenders.whole());
        List<Figure> figures = new ArrayList<>();
        figures.add(rate("product / plain INSERTs, best", whole, Rounds.of(fast, contenders.bestPlain()), 1));
        figures.add(rate("product / INSERTs with NOTIFY, best", whole, Rounds.of(fast, contenders.bestNotifying()), 4));
        figures.add(rate("product / one JPA save per request", whole, Rounds.of(fast, contenders.saving()), 5));
        figures.add(rate("product / empty endpoint", whole, Rounds.of(fast, contenders.empty()), 0.6));
        figures.add(rate("product / product without its checks", whole, Rounds.of(fast, contenders.unchecked()), 0.75));
        figures.add(rate(
                "product, many sources / few",
                Rounds.of(fast, contenders.many()),
                Rounds.of(fast, contenders.few()),
                0.7));
        return figures;
    }

    private static Figure rate(String name, Measured one, Measured other, double limit) {
        return Figure.of(name, one, other, Sample::perSecond, Bound.AT_LEAST, limit);
    }

    private void sayWhatIsCompared() throws IOException {
        notes.add("INSERTs: made by " + inserts.tool() + "; one row of the same 700 bytes in each transaction, of one"
                + " statement, with one index");
        notes.add(
                "product: the executable jar of api, without a journal, on a database of its own; an STK callback in each request, for a"
                        + " source at random");
        notes.add(
                "product without its checks: the same node, which asks for no quota, recognises nothing (so that neither a session nor"
                        + " lifted fields are stored), looks for no duplicate, stores no keys and counts neither bursts nor usage; it finds"
                        + " sources, numbers, inserts and announces as the whole one");
        notes.add(
                "empty endpoint: Spring MVC on Jetty behind Spring Security, without sessions and metrics; does not read the body");
    }

    private Map<String, Object> settings() throws SQLException {
        Scale scale = stage.scale();
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("rounds", scale.rounds());
        settings.put("windowSeconds", scale.window().toMillis() / 1e3);
        settings.put("connections", scale.connections());
        settings.put("bodyBytes", StkBody.LENGTH);
        settings.put("accounts", scale.accounts());
        settings.put("sourcesEach", scale.sourcesEach());
        settings.put("javaOptions", ServerProcess.JAVA_OPTIONS);
        settings.put("javaOptionsOfProduct", Product.javaOptions());
        settings.put("postgres", servers.postgres().settings());
        return settings;
    }
}
