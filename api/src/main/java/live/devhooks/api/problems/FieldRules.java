package live.devhooks.api.problems;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.lang.reflect.AnnotatedElement;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** What a field or a parameter has to be, in words: by its type and, where that is a number, by its own limits. */
final class FieldRules {

    private FieldRules() {}

    /** The rule of what is {@code declared} with this type; null where that is not known. */
    static String of(@Nullable Class<?> type, @Nullable AnnotatedElement declared) {
        if (type == Boolean.class || type == boolean.class) {
            return "true or false";
        }
        if (type == Integer.class || type == int.class) {
            return wholeNumber(Integer.MIN_VALUE, Integer.MAX_VALUE, declared);
        }
        if (type == Long.class || type == long.class) {
            return wholeNumber(Long.MIN_VALUE, Long.MAX_VALUE, declared);
        }
        return type != null && Collection.class.isAssignableFrom(type)
                ? "a list"
                : "text, without NUL and without half of a surrogate pair";
    }

    private static String wholeNumber(long least, long most, @Nullable AnnotatedElement declared) {
        @Nullable Min min = declared == null ? null : declared.getAnnotation(Min.class);
        @Nullable Max max = declared == null ? null : declared.getAnnotation(Max.class);
        return "a whole number between %d and %d"
                .formatted(min == null ? least : min.value(), max == null ? most : max.value());
    }
}
