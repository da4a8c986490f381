package live.devhooks.api.audit;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "account")
class AuditController {

    private static final int MAX_LIMIT = 200;
    private static final String DEFAULT_LIMIT = "50";

    private final AuditLog audit;

    AuditController(AuditLog audit) {
        this.audit = audit;
    }

    /**
     * A page of the log, newest first.
     *
     * @param entries what was done
     * @param next what to give as {@code before} for the page after it; absent where this is the last one
     */
    @Schema(name = "AuditPage")
    record Page(List<AuditLog.Entry> entries, @Nullable Long next) {}

    @GetMapping("/v1/audit")
    @Operation(operationId = "listAuditEntries", summary = "Who did what to the account's access, newest first")
    Page list(
            @RequestParam(defaultValue = "" + Long.MAX_VALUE) @Min(1) long before,
            @RequestParam(defaultValue = DEFAULT_LIMIT) @Min(1) @Max(MAX_LIMIT) int limit) {
        List<AuditLog.Entry> entries = audit.list(before, limit);
        boolean isLast = entries.size() < limit;
        return new Page(entries, isLast ? null : entries.get(entries.size() - 1).id());
    }
}
