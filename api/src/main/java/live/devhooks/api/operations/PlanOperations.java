package live.devhooks.api.operations;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import live.devhooks.api.accounts.Account;
import live.devhooks.api.accounts.AccountPlans;
import live.devhooks.api.plans.Plans;
import live.devhooks.api.problems.ProblemException;
import live.devhooks.protocol.ProblemType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** {@code PUT /actuator/plans/{email}}: moves whoever has this email to another plan. */
@Component
class PlanOperations {

    private final AccountPlans accounts;
    private final Plans plans;

    PlanOperations(AccountPlans accounts, Plans plans) {
        this.accounts = accounts;
        this.plans = plans;
    }

    record PlanChange(@Nullable String plan) {}

    /** The accounts that were moved. */
    record Moved(List<Account> accounts) {}

    ServerResponse move(ServerRequest request) throws ServletException, IOException {
        String plan = Optional.ofNullable(request.body(PlanChange.class))
                .map(PlanChange::plan)
                .filter(plans.names()::contains)
                .orElseThrow(
                        () -> ProblemException.field("plan", "must be one of " + String.join(", ", plans.names())));
        List<Account> moved = accounts.move(request.pathVariable("email"), plan);
        if (moved.isEmpty()) {
            throw new ProblemException(ProblemType.NOT_FOUND, "No user has this email");
        }
        return ServerResponse.ok().body(new Moved(moved));
    }
}
