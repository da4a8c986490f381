package live.devhooks.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** A source of a merchant's, in which what each version of a cluster's processes wrote, signed or signed in is shown to each of them. */
final class Crossing {

    private static final String SOURCE = "crossing";

    private final Cluster cluster;
    private final Merchant merchant;
    private final String path;
    private final String secret;
    private final List<String> bodies = new ArrayList<>();

    private Crossing(Cluster cluster, Merchant merchant) {
        this.cluster = cluster;
        this.merchant = merchant;
        this.path = merchant.createSource(SOURCE).getPath();
        this.secret = merchant.createSecret(SOURCE);
    }

    static Crossing of(Cluster cluster, Merchant merchant) {
        return new Crossing(cluster, merchant);
    }

    /** Has each of {@code versions} take what is new, and what others took before; then everything must be there once for all of them. */
    void check(List<NodeVersion> versions) {
        for (NodeVersion version : versions) {
            bodies.add("{\"number\":%d}".formatted(bodies.size() + 1));
            versions.forEach(taking -> send(taking, bodies.get(bodies.size() - 1)));
            bodies.forEach(body -> send(version, body));
        }
        for (NodeVersion version : versions) {
            Merchant signedIn = Merchant.stranger(cluster.api(version));
            assertThat(signedIn.signIn(merchant.email(), Merchant.PASSWORD).statusCode())
                    .isEqualTo(200);
            String token = signedIn.token(SOURCE, secret).value();
            for (NodeVersion other : versions) {
                shows(cluster.api(other), merchant);
                shows(cluster.api(other), signedIn);
                streams(cluster.stomp(other), Map.of("authorization", "Bearer " + token));
            }
        }
    }

    private void send(NodeVersion version, String body) {
        URI url = cluster.api(version).resolve(path);
        assertThat(merchant.callback(url, body).statusCode()).isEqualTo(200);
    }

    /** The page of events, and that of each. */
    private void shows(URI api, Merchant to) {
        String events = api.resolve("/v1/sources/" + SOURCE + "/events").toString();
        JsonNode page = Merchant.JSON.readTree(get(to, events + "?limit=200"));
        List<String> ids = StreamSupport.stream(page.get("events").spliterator(), false)
                .map(event -> event.get("id").asString())
                .toList();
        assertThat(ids).hasSameSizeAs(bodies).doesNotHaveDuplicates();
        for (int place = 0; place < ids.size(); place++) {
            assertThat(get(to, events + "/" + ids.get(place) + "/raw"))
                    .isEqualTo(bodies.get(bodies.size() - 1 - place));
            assertThat(get(to, events + "/" + ids.get(place))).contains(ids.get(place));
        }
    }

    private static String get(Merchant merchant, String url) {
        HttpResponse<String> answer = merchant.get(url);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private void streams(URI stomp, Map<String, String> login) {
        try (StompTestClient client = StompTestClient.connect(stomp, login)) {
            List<Long> seqs = client.subscribeUntilLive("/topic/sources/" + SOURCE, Map.of("replay", "all")).stream()
                    .filter(frame -> frame.command().equals("MESSAGE"))
                    .map(FollowingReader::seq)
                    .toList();
            assertThat(seqs)
                    .isEqualTo(LongStream.rangeClosed(1, bodies.size()).boxed().toList());
        }
    }
}
