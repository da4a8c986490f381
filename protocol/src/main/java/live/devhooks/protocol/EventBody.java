package live.devhooks.protocol;

import java.nio.charset.StandardCharsets;
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

    /**
     * How the bytes of a body read. One that holds a {@link SecurityCredential} stands in {@code payload} without its value; that is
     * decided once, when the body is taken in, so that giving out all others costs nothing.
     */
    public enum Form {
        /** One JSON value in UTF-8: stands in {@code payload} as it was written, digit for digit. */
        JSON,
        /** The same, with a credential. */
        JSON_WITH_CREDENTIAL,
        /** UTF-8, but not JSON: {@code payload} is a string, {@code payloadEncoding} is {@code text}. */
        TEXT,
        /** The same, with a credential. */
        TEXT_WITH_CREDENTIAL,
        /** Anything else: {@code payload} is a string, {@code payloadEncoding} is {@code base64}. */
        BINARY,
        /** The same, with a credential. */
        BINARY_WITH_CREDENTIAL
    }

    void appendMembers(StringBuilder json) {
        json.append(",\"payload\":");
        switch (form) {
            case JSON, JSON_WITH_CREDENTIAL -> json.append(legible());
            case TEXT, TEXT_WITH_CREDENTIAL -> appendText(json, legible());
            case BINARY -> appendBase64(json, bytes);
            case BINARY_WITH_CREDENTIAL -> appendBase64(json, legible().getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    /** What is legible of it, without the value of any credential: its text, or, where it is none, a character for each byte. */
    public String legible() {
        return switch (form) {
            case JSON, TEXT -> text();
            case JSON_WITH_CREDENTIAL -> SecurityCredential.redactedJson(text());
            case TEXT_WITH_CREDENTIAL -> SecurityCredential.redactedText(text());
            case BINARY -> latin1();
            case BINARY_WITH_CREDENTIAL -> SecurityCredential.redactedText(latin1());
        };
    }

    /** Whether it is a JSON value. */
    public boolean isJson() {
        return form == Form.JSON || form == Form.JSON_WITH_CREDENTIAL;
    }

    private static void appendText(StringBuilder json, String text) {
        json.append(Json.quote(text)).append(",\"payloadEncoding\":\"text\"");
    }

    private static void appendBase64(StringBuilder json, byte[] bytes) {
        json.append('"').append(Base64.getEncoder().encodeToString(bytes)).append("\",\"payloadEncoding\":\"base64\"");
    }

    /** ISO 8859-1 has a character for each byte, so what is not redacted stays as it was. */
    private String latin1() {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private String text() {
        return Texts.utf8(bytes).orElseThrow(() -> new IllegalStateException("stored as " + form + " but not UTF-8"));
    }
}
