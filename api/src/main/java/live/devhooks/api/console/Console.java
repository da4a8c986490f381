package live.devhooks.api.console;

import java.util.List;

/** Where the console is: under these paths everybody is given its pages and files, which hold nothing of anybody's. */
public final class Console {

    /** What a browser may be sent to: one page, which looks at its own address. As the console's own routes have them. */
    public static final List<String> PAGES = List.of(
            "/", "/sign-in", "/sign-up", "/password-reset", "/sources", "/sources/**", "/usage", "/settings", "/audit");

    /** Its scripts, styles and pictures. The name of each says what is in it. */
    public static final String FILES = "/assets/**";

    private Console() {}
}
