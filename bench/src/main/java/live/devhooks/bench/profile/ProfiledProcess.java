package live.devhooks.bench.profile;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A JVM into which the profiler has been loaded. It takes stacks between {@link #resume()} and {@link #pause()}, and keeps those of before. */
final class ProfiledProcess {

    /** By timers of the threads' own processor time, which need no rights; with the thread as the outermost frame. */
    static final String SAMPLING = "event=ctimer,interval=1ms,threads";

    private final String name;
    private final ProcessHandle process;
    private final Path library;
    private final Path stacks;
    private final Path log;

    private ProfiledProcess(String name, ProcessHandle process, Path library) {
        this.name = name;
        this.process = process;
        this.library = library;
        this.stacks = library.resolveSibling(name + ".collapsed");
        this.log = library.resolveSibling(name + ".log");
    }

    /** Loads it, and sees that it can take stacks there. Its files are written beside {@code library}. */
    static ProfiledProcess attach(String name, ProcessHandle process, Path library) throws IOException {
        ProfiledProcess attached = new ProfiledProcess(name, process, library);
        attached.command("check," + SAMPLING);
        return attached;
    }

    /** Takes stacks from now on. */
    void resume() throws IOException {
        command("resume," + SAMPLING);
    }

    /** Takes no more until the next {@link #resume()}, and writes down all that were taken. */
    void pause() throws IOException {
        command("stop,collapsed,threads,file=" + stacks);
    }

    /** The stacks that were written down. */
    List<Stack> stacks() throws IOException {
        return Stack.parse(Files.readAllLines(stacks));
    }

    private void command(String command) throws IOException {
        Files.deleteIfExists(log);
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(process.pid()));
            try {
                machine.loadAgentPath(library.toString(), command + ",log=" + log);
            } finally {
                machine.detach();
            }
        } catch (IOException | AttachNotSupportedException | AgentLoadException | AgentInitializationException e) {
            throw new CannotProfileException(
                    "no profile can be taken of " + name + ", process " + process.pid() + ": " + e.getMessage() + said()
                            + "; it has to be of the same user, and without -XX:+DisableAttachMechanism; or run it without --profile",
                    e);
        }
    }

    private String said() throws IOException {
        return Files.exists(log) ? ", " + Files.readString(log).strip() : "";
    }
}
