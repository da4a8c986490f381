package live.devhooks.api.usage;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class UsageController {

    private final Usage usage;

    UsageController(Usage usage) {
        this.usage = usage;
    }

    /** What the account has used: today, the last 30 days, and today by source. */
    @GetMapping("/v1/usage")
    UsageReport usage() {
        return usage.report();
    }
}
