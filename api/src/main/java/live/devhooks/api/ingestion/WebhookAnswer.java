package live.devhooks.api.ingestion;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import live.devhooks.protocol.EventTypes;

/**
 * What the sender of a webhook that was taken is told. Daraja wants another form for some of its callbacks.
 *
 * <p>Source: the Daraja portal's documentation of C2B, where the validation's code is a string, and of the Bill Manager, which calls
 * again where it does not get its own form.
 */
enum WebhookAnswer {
    /** Anything that has no form of its own. */
    ACCEPTED("{\"ResultCode\":0,\"ResultDesc\":\"Accepted\"}"),
    /** A C2B validation: the payment may be made. */
    C2B_VALIDATION("{\"ResultCode\":\"0\",\"ResultDesc\":\"Accepted\"}"),
    /** A payment of the Bill Manager. */
    BILL_MANAGER("{\"resmsg\":\"Success\",\"rescode\":\"200\"}");

    private final String json;

    WebhookAnswer(String json) {
        this.json = json;
    }

    /** The answer to an event of this type. */
    static WebhookAnswer to(String type) {
        return switch (type) {
            case EventTypes.MPESA_C2B_VALIDATION -> C2B_VALIDATION;
            case EventTypes.MPESA_BILL_MANAGER -> BILL_MANAGER;
            default -> ACCEPTED;
        };
    }

    /** What is sent, as {@code application/json}. */
    ByteBuffer body() {
        return ByteBuffer.wrap(json.getBytes(StandardCharsets.US_ASCII));
    }
}
