package live.devhooks.bench.quota;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import live.devhooks.bench.product.Product;
import live.devhooks.bench.product.StkBody;
import live.devhooks.bench.quota.UsedUpDay.Sender;
import live.devhooks.bench.report.Figure;
import live.devhooks.bench.report.Figure.Bound;
import live.devhooks.bench.report.Measured;
import live.devhooks.bench.report.Report;
import live.devhooks.bench.report.Sample;
import live.devhooks.bench.report.Value;
import live.devhooks.bench.scenario.Contender;
import live.devhooks.bench.scenario.HttpContender;
import live.devhooks.bench.scenario.Rounds;
import live.devhooks.bench.scenario.Scale;
import live.devhooks.bench.scenario.Stage;
import live.devhooks.bench.stage.Machine;
import live.devhooks.bench.stage.ServerProcess;

/** One play of {@link QuotaScenario}. */
final class QuotaPlay {

    /** What all checks together are wanted to leave of the rate; quotas are one of them. */
    private static final double LEFT = 0.75;

    private final Stage stage;
    private final QuotaServers servers;
    private final int dailyEvents;
    private final QuotaContenders contenders;
    private final CountedDays days;
    private final List<String> notes = new ArrayList<>();

    QuotaPlay(Stage stage, QuotaServers servers, int dailyEvents) throws SQLException {
        this.stage = stage;
        this.servers = servers;
        this.dailyEvents = dailyEvents;
        this.contenders = QuotaContenders.prepare(stage, servers);
        this.days = new CountedDays(stage, servers);
    }

    Report report(Instant begin, Machine machine) throws IOException, SQLException {
        warmUp();
        long usedUp = useUp();
        servers.postgres().checkpoint();
        Map<Contender, Measured> fast = new Rounds(stage).play(contenders.all());
        notes.add(servers.node().checkThatAreStored(contenders.accepted() + usedUp));
        days.play();
        sayWhatIsCompared();
        return new Report(
                "quota",
                begin,
                stage.commit(),
                machine,
                settings(),
                List.copyOf(fast.values()),
                List.of(
                        new Value("one account's day by two nodes: answered 429", "webhooks", days.refused()),
                        new Value("the same: stored", "events", days.stored())),
                figures(fast),
                List.copyOf(notes));
    }

    /** Until the node is warm; what the others need beside that, for a window. */
    private void warmUp() throws IOException, SQLException {
        notes.add(stage.warmUp(contenders.many()));
        for (HttpContender other : List.of(contenders.unasked(), contenders.free(), contenders.one())) {
            other.round(stage.scale().warmUp().window());
        }
    }

    /** Takes from the accounts to be refused what they may have; returns how much that was. */
    private long useUp() throws IOException {
        return UsedUpDay.of(List.of(new Sender(
                        servers.load(), contenders.refused().order(stage.scale().window()))))
                .accepted();
    }

    private List<Figure> figures(Map<Contender, Measured> fast) {
        Measured many = Rounds.of(fast, contenders.many());
        Measured unasked = Rounds.of(fast, contenders.unasked());
        Measured refused = Rounds.of(fast, contenders.refused());
        return List.of(
                left("product / product without quotas", many, unasked),
                left("accounts of the free plan / without quotas", Rounds.of(fast, contenders.free()), unasked),
                left("one account / without quotas", Rounds.of(fast, contenders.one()), unasked),
                Figure.of("rate, refused / taken", refused, many, Sample::perSecond, Bound.AT_LEAST, 1),
                Figure.of("p99, refused / taken", refused, many, Sample::p99, Bound.AT_MOST, 1),
                new Figure(
                        "one account's day by two nodes: answered 200", days.accepted(), Bound.EXACTLY, dailyEvents));
    }

    private static Figure left(String name, Measured one, Measured other) {
        return Figure.of(name, one, other, Sample::perSecond, Bound.AT_LEAST, LEFT);
    }

    private void sayWhatIsCompared() {
        notes.addAll(List.of(
                "all on one node, which is an api node without a journal whose ingestion asks for no quota of accounts of one plan, and is the"
                        + " product's for all others; an STK callback in each request, for a source at random",
                "accounts of \"product\" and the one account may have a billion events a day, and so a lease of 8 million; those of the free"
                        + " plan 5,000 and a lease of 40, for which a node asks most often while the end of a day is far",
                "used up: each of these accounts may have one event a day, and has had it; a node asks again for each of them once a second",
                "one account's day: %,d events, asked for by that node and the executable jar of api at once, as fast as they answer, until one"
                                .formatted(dailyEvents)
                        + " whole window of both was refused"));
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
        settings.put("dailyEvents", dailyEvents);
        settings.put("javaOptions", ServerProcess.JAVA_OPTIONS);
        settings.put("javaOptionsOfProduct", Product.javaOptions());
        settings.put("postgres", servers.postgres().settings());
        return settings;
    }
}
