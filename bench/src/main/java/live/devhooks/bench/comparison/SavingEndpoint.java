package live.devhooks.bench.comparison;

import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Saves each body by JPA, in a transaction of its own, as one would who has not thought about it. */
@RestController
public class SavingEndpoint {

    /** Where it is. */
    public static final String PATH = "/jpa";

    private final SavedWebhookRepository repository;

    SavingEndpoint(SavedWebhookRepository repository) {
        this.repository = repository;
    }

    @PostMapping(PATH)
    void save(@RequestBody byte[] body) {
        repository.save(new SavedWebhook(body));
    }
}
