package live.devhooks.protocol;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/**
 * The password of an M-Pesa initiator, encrypted, which a queue timeout brings back when it echoes the request. It stays in the stored
 * bytes of a body and is redacted wherever the body is given out.
 */
public final class SecurityCredential {

    private static final String NAME = "SecurityCredential";
    private static final String REDACTED = "[redacted]";
    private static final JsonFactory JSON = new JsonFactory();

    /** The name and what stands between it and its value, in JSON that is broken, in a form, in XML, and in JSON within a string. */
    private static final Pattern BEFORE_VALUE =
            Pattern.compile("(?<!/)" + NAME + "[\"'\\\\\\s]*+[:=>]\\s*+", Pattern.CASE_INSENSITIVE);

    private static final String QUOTES = "\"'";
    private static final String BRACKETS = "{[";
    private static final String ENDS_OF_BARE_VALUE = ",;&<}])\"'\r\n";

    private SecurityCredential() {}

    /** Whether a member of this name holds one, in whichever case it is written. */
    public static boolean isNamed(String member) {
        return NAME.equalsIgnoreCase(member);
    }

    /** Whether {@code text}, which is no JSON, seems to hold one. */
    public static boolean isIn(String text) {
        return BEFORE_VALUE.matcher(text).find();
    }

    /** The same JSON text with the value of each such member replaced by a string that says so; all else as it was written. */
    static String redactedJson(String json) {
        StringBuilder redacted = new StringBuilder(json.length());
        int copied = 0;
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.PROPERTY_NAME && isNamed(parser.currentName())) {
                    parser.nextToken();
                    redacted.append(json, copied, offset(parser.currentTokenLocation()));
                    redacted.append('"').append(REDACTED).append('"');
                    parser.skipChildren().finishToken();
                    copied = offset(parser.currentLocation());
                }
            }
        }
        return redacted.append(json, copied, json.length()).toString();
    }

    private static int offset(TokenStreamLocation location) {
        return Math.toIntExact(location.getCharOffset());
    }

    /** The same text without what seems to be the value of one: rather too much than too little. */
    static String redactedText(String text) {
        StringBuilder redacted = new StringBuilder(text.length());
        int copied = 0;
        Matcher before = BEFORE_VALUE.matcher(text);
        while (before.find(copied)) {
            int value = unquoted(text, before.end());
            redacted.append(text, copied, value).append(REDACTED);
            copied = endOfValue(text, value);
        }
        return redacted.append(text, copied, text.length()).toString();
    }

    /** Where a value begins behind its quote, if it has one, which within a string has a backslash before it. */
    private static int unquoted(String text, int at) {
        int quote = isAt(text, at, "\\") ? at + 1 : at;
        return isAt(text, quote, QUOTES) ? quote + 1 : at;
    }

    private static int endOfValue(String text, int value) {
        boolean isQuoted = isAt(text, value - 1, QUOTES);
        if (!isQuoted && isAt(text, value, BRACKETS)) {
            return text.length();
        }
        int end = value;
        while (end < text.length() && !(isQuoted ? closes(text, value, end) : isAt(text, end, ENDS_OF_BARE_VALUE))) {
            end++;
        }
        return end;
    }

    /** Whether the quote that was opened before {@code value} is closed at {@code at}: by the same one, with as many backslashes. */
    private static boolean closes(String text, int value, int at) {
        boolean isWithinString = isAt(text, value - 2, "\\");
        return isWithinString
                ? text.regionMatches(at, text, value - 2, 2)
                : text.charAt(at) == text.charAt(value - 1) && text.charAt(at - 1) != '\\';
    }

    private static boolean isAt(String text, int at, String characters) {
        return at >= 0 && at < text.length() && characters.indexOf(text.charAt(at)) >= 0;
    }
}
