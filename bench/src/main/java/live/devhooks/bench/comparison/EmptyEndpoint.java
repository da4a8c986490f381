package live.devhooks.bench.comparison;

import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Does nothing, not even read the body: no endpoint of Spring MVC is faster. */
@RestController
public class EmptyEndpoint {

    /** Where it is. */
    public static final String PATH = "/empty";

    @PostMapping(PATH)
    void nothing() {}
}
