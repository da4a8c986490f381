package live.devhooks.protocol;

import java.util.Base64;

/**
 * A webhook's body, byte for byte as received, and how it stands in an event's {@code payload}.
 *
 * @param form how the bytes read
 * @param bytes the bytes as received, at most {@value #MAX_BYTES}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and copied nowhere: it is written once and read once
public record EventBody(Form form, byte[] bytes) {

    /** The largest body that is taken in, in bytes. */
    public static final int MAX_BYTES = 256 * 1024;

    /** How the bytes of a body read. */
    public enum Form {
        /** One JSON value in UTF-8: stands in {@code payload} as it was written, digit for digit. */
        JSON,
        /** UTF-8, but not JSON: {@code payload} is a string, {@code payloadEncoding} is {@code text}. */
        TEXT,
        /** Anything else: {@code payload} is a string, {@code payloadEncoding} is {@code base64}. */
        BINARY
    }

    void appendMembers(StringBuilder json) {
        json.append(",\"payload\":");
        switch (form) {
            case JSON -> json.append(text());
            case TEXT -> json.append(Json.quote(text())).append(",\"payloadEncoding\":\"text\"");
            case BINARY ->
                json.append('"')
                        .append(Base64.getEncoder().encodeToString(bytes))
                        .append("\",\"payloadEncoding\":\"base64\"");
        }
    }

    private String text() {
        return Texts.utf8(bytes).orElseThrow(() -> new IllegalStateException("stored as " + form + " but not UTF-8"));
    }
}
