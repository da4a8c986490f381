package live.devhooks.bench.growth;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import live.devhooks.bench.product.BenchSource;
import live.devhooks.bench.report.Measured;
import live.devhooks.bench.report.Sample;
import live.devhooks.bench.scenario.HttpContender;
import live.devhooks.bench.scenario.Rounds;
import live.devhooks.bench.scenario.Stage;
import live.devhooks.bench.streams.Found;

/** Webhooks a second for more and more sources. */
final class SourcesGrowth {

    private final Stage stage;
    private final GrowthServers servers;
    private final Sizes sizes;

    SourcesGrowth(Stage stage, GrowthServers servers, Sizes sizes) {
        this.stage = stage;
        this.servers = servers;
        this.sizes = sizes;
    }

    void measure(List<BenchSource> sources, Found found) throws IOException, SQLException {
        List<HttpContender> contenders = new ArrayList<>();
        for (int size : sizes.all()) {
            contenders.add(servers.webhooks(
                    "webhooks, " + sizes.name(size),
                    sources.subList(0, size),
                    stage.scale().connections()));
        }
        found.notes().add(stage.warmUp(contenders.get(0)));
        servers.postgres().checkpoint();
        List<Measured> measured = List.copyOf(new Rounds(stage).play(contenders).values());
        found.addAll(measured);
        found.values()
                .addAll(Curve.of("webhooks a second", sizes, measured, Sample::perSecond)
                        .slope());
    }
}
