package live.devhooks.api.recognition;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.stream.Stream;
import live.devhooks.protocol.EventTypes;
import live.devhooks.protocol.SessionName;
import tools.jackson.databind.JsonNode;

/**
 * A {@code Result} with a {@code ResultCode}: how B2C, B2B, account top-up, tax remittance, reversal, transaction status and account
 * balance answer. It does not say which of them it answers; what it holds tells a query from a payment.
 *
 * <p>At the queue timeout URL it is the notice of a timeout, whatever it holds: not final, since the result may still come.
 */
final class ResultCallback {

    /** In the answer to a transaction status query only. */
    private static final String[] OF_STATUS_QUERY = {
        "TransactionStatus", "ReceiptNo", "FinalisedTime", "InitiatedTime", "ReasonType"
    };

    /** The other party's first. All of them may be organisations, whose names begin with a shortcode. */
    private static final String[] PARTIES = {
        "ReceiverPartyPublicName", "CreditPartyPublicName", "DebitPartyPublicName", "CreditPartyName", "DebitPartyName"
    };

    private static final String[] COMPLETION_TIMES = {
        "TransactionCompletedDateTime", "TransCompletedTime", "FinalisedTime", "BOCompletedTime"
    };

    private final JsonNode result;
    private final NamedItems parameters;
    private final Optional<BigDecimal> amount;
    private final boolean isStatusQuery;
    private final Optional<String> receipt;

    private ResultCallback(JsonNode result) {
        this.result = result;
        this.parameters = NamedItems.in(result.path("ResultParameters").path("ResultParameter"), "Key", "Value");
        this.amount = parameters.money("TransactionAmount", "Amount");
        this.isStatusQuery = parameters.has(OF_STATUS_QUERY);
        this.receipt = isStatusQuery
                ? parameters.text("ReceiptNo").filter(Values::isReceipt)
                : parameters
                        .text("TransactionReceipt")
                        .filter(Values::isReceipt)
                        .or(() -> Values.receipt(result.path("TransactionID")));
    }

    /** The result in {@code body}, or the notice of a timeout; empty where it is neither, or a result without a code. */
    static Optional<Callback> in(JsonNode body, Optional<SessionName> segment) {
        JsonNode result = body.path("Result");
        return result.isObject() ? new ResultCallback(result).read(UrlDirection.ofRequest(segment)) : Optional.empty();
    }

    private Optional<Callback> read(Optional<UrlDirection> direction) {
        Optional<String> code = Values.text(result.path("ResultCode"));
        Optional<String> id = Values.text(result.path("OriginatorConversationID"));
        if (direction.filter(UrlDirection.TIMEOUT::equals).isPresent()) {
            return code.or(() -> id)
                    .map(any -> callback(EventTypes.MPESA_TIMEOUT, direction, id, QueuedRequest.timeout(code)));
        }
        return code.map(value -> callback(EventTypes.MPESA_RESULT, direction, id, outcome(value)));
    }

    private Callback callback(String type, Optional<UrlDirection> direction, Optional<String> id, Outcome outcome) {
        Optional<String> shownReceipt = receipt.filter(text -> outcome.isPaid());
        return Callback.of(type, direction, id, new Payment(outcome, amount, shownReceipt, phone(), id, completedAt()));
    }

    /** How what the body answers ended. Where it tells of no money at all, 0 may mean that any query worked. */
    private Outcome outcome(String code) {
        if (isStatusQuery) {
            return TransactionStatus.outcome(code, parameters.texts("TransactionStatus"));
        }
        boolean isSuccess = code.equals(Outcome.SUCCESS_CODE);
        if (isSuccess && !isBalance() && (amount.isPresent() || receipt.isPresent())) {
            return Outcome.paid(Optional.of(code));
        }
        return isSuccess || isBalance()
                ? Outcome.withoutStatus(code, ResultCode.reason(code))
                : Outcome.failed(code, ResultCode.reason(code));
    }

    private boolean isBalance() {
        return parameters.has("AccountBalance");
    }

    private Optional<String> phone() {
        return Stream.of(PARTIES)
                .flatMap(name -> parameters.texts(name).stream())
                .flatMap(party -> Values.phone(party).stream())
                .findFirst();
    }

    private Optional<String> completedAt() {
        return Stream.of(COMPLETION_TIMES)
                .flatMap(name -> parameters.texts(name).stream())
                .flatMap(time -> Values.time(time).stream())
                .findFirst();
    }
}
