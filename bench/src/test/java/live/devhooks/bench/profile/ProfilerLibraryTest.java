package live.devhooks.bench.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProfilerLibraryTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"amd64", "aarch64"})
    void isThereForLinux(String architecture) throws IOException {
        assertThat(ProfilerLibrary.unpack(folder.resolve("new"), "Linux", architecture))
                .isNotEmptyFile();
    }

    @ParameterizedTest
    @CsvSource({"Mac OS X, aarch64", "Linux, riscv64"})
    void saysWhatToDoElsewhere(String system, String architecture) {
        assertThatThrownBy(() -> ProfilerLibrary.unpack(folder, system, architecture))
                .isInstanceOf(CannotProfileException.class)
                .hasMessage("no profile can be taken on " + system + " " + architecture
                        + ": it takes Linux on x64 or arm64; run it without --profile");
    }

    @Test
    void isReplacedWhereItIsThere() throws IOException {
        Path file = ProfilerLibrary.unpack(folder, "Linux", "amd64");

        assertThat(ProfilerLibrary.unpack(folder, "Linux", "amd64")).isEqualTo(file);
    }
}
