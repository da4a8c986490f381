package live.devhooks.api.problems;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import live.devhooks.protocol.ProblemType;

/** What an operation may answer beside what its form says already: bad fields, nobody signed in, nothing there. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Problems {

    /** Their types. */
    ProblemType[] value();
}
