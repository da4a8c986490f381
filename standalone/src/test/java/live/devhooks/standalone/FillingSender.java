package live.devhooks.standalone;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Sends large webhooks, which nothing can compress, to a source of its own, one after the other. */
final class FillingSender {

    static final int FILLING_BYTES = 150_000;

    private final Merchant merchant;
    private final URI callbackUrl;
    private final Random random = new Random();
    private final List<Integer> answered = new ArrayList<>();
    private int sent;

    FillingSender(NodeProcess node) {
        merchant = Merchant.signUp(node.base());
        callbackUrl = merchant.createSource("payment-flow");
    }

    /** Sends the next one. */
    HttpResponse<String> send() {
        byte[] filling = new byte[FILLING_BYTES];
        random.nextBytes(filling);
        int number = sent++;
        HttpResponse<String> answer = merchant.callback(
                callbackUrl,
                "{\"number\":%d,\"filling\":\"%s\"}"
                        .formatted(number, Base64.getEncoder().encodeToString(filling)));
        if (answer.statusCode() == 200) {
            answered.add(number);
        }
        return answer;
    }

    /** Sends until one is not answered 200, or so many have been; returns the last answer. */
    HttpResponse<String> sendUntilRefused(int most) {
        HttpResponse<String> answer = send();
        for (int more = 1; more < most && answer.statusCode() == 200; more++) {
            answer = send();
        }
        return answer;
    }

    /** The numbers of those that were answered 200. */
    List<Integer> answered() {
        return List.copyOf(answered);
    }

    /** The numbers of those that are events, in their order. */
    List<Integer> stored(JdbcClient database) {
        String path = callbackUrl.getPath();
        return database.sql("""
                select (convert_from(body, 'UTF8')::json ->> 'number')::int from devhooks.event
                where source_id = (select source_id from devhooks.ingest_key where key = ?) order by seq
                """)
                .param(path.substring(path.lastIndexOf('/') + 1))
                .query(Integer.class)
                .list();
    }
}
