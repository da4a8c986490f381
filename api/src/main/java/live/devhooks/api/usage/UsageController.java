package live.devhooks.api.usage;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "account")
class UsageController {

    private final Usage usage;

    UsageController(Usage usage) {
        this.usage = usage;
    }

    @GetMapping("/v1/usage")
    @Operation(
            operationId = "getUsage",
            summary = "What the account has used: today, the last 30 days, today by source")
    UsageReport usage() {
        return usage.report();
    }
}
