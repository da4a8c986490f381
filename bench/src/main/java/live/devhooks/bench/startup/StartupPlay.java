package live.devhooks.bench.startup;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import live.devhooks.bench.report.Report;
import live.devhooks.bench.scenario.Stage;
import live.devhooks.bench.stage.Machine;
import live.devhooks.bench.stage.Postgres;

/** One play of {@link StartupScenario}: every form of every role is started once in each round, every other round in reverse. */
final class StartupPlay {

    private final Stage stage;
    private final Postgres postgres;
    private final List<Role> roles;

    StartupPlay(Stage stage, Postgres postgres, List<Role> roles) {
        this.stage = stage;
        this.postgres = postgres;
        this.roles = roles;
    }

    Report report(Instant begin, Machine machine) throws IOException, SQLException {
        List<Form> forms = new ArrayList<>(
                roles.stream().flatMap(role -> role.forms().stream()).toList());
        for (int round = 1; round <= stage.scale().rounds(); round++) {
            for (Form form : forms) {
                start(round, form);
            }
            Collections.reverse(forms);
        }
        return new Report(
                "startup",
                begin,
                stage.commit(),
                machine,
                settings(),
                List.of(),
                roles.stream()
                        .flatMap(role -> role.forms().stream())
                        .flatMap(form -> form.values().stream())
                        .toList(),
                roles.stream().flatMap(role -> role.figures().stream()).toList(),
                NOTES);
    }

    private void start(int round, Form form) throws IOException, SQLException {
        postgres.checkpoint();
        MeasuredStart start = form.start(stage.place());
        stage.say(String.format(
                Locale.ROOT,
                "round %d: %s: %,.0f ms, %,d KiB",
                round,
                form.name(),
                start.millis(),
                start.memory().resident()));
    }

    private Map<String, Object> settings() throws SQLException {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("rounds", stage.scale().rounds());
        settings.put("java", Role.HEAP);
        settings.put("postgres", postgres.settings());
        return settings;
    }

    private static final List<String> NOTES = List.of(
            "ready: the readiness probe answers 200, which it does when the node has warmed up; the schema is there already",
            "at rest: VmRSS after jcmd GC.run, when two looks a second apart differ by 1 % at most; no file's: RssAnon. The cache is"
                    + " mapped from its file, and read or changed pages of it count as resident",
            "an image is its layers, unpacked into a folder, and its entry point with the paths of that folder; not in a container. What it"
                    + " has learnt was made by a start of the same files before");
}
