package live.devhooks.bench.comparison;

import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** A shop's server without the product: keeps callbacks by their payment, for pages that ask again and again whether theirs is there. */
@RestController
public class PaymentEndpoint {

    /** Where callbacks go, and below which is asked for each. */
    public static final String PATH = "/payments";

    /** Where a callback says which payment it is of. */
    private static final String NAME = "/Body/stkCallback/CheckoutRequestID";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    PaymentEndpoint(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
        jdbc.sql("create table if not exists payment (name text primary key, body bytea not null)")
                .update();
    }

    @PostMapping(PATH)
    void keep(@RequestBody byte[] body) {
        jdbc.sql("insert into payment (name, body) values (?, ?)")
                .param(json.readTree(body).at(NAME).asString())
                .param(body)
                .update();
    }

    @GetMapping(PATH + "/{name}")
    ResponseEntity<byte[]> find(@PathVariable String name) {
        return ResponseEntity.of(jdbc.sql("select body from payment where name = ?")
                .param(name)
                .query(byte[].class)
                .optional());
    }
}
