package io.neonwatch.sandbox.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.neonwatch.sandbox.process.ChildJvm;
import io.neonwatch.sandbox.process.ClassPath;
import io.neonwatch.sandbox.process.ProcessTable;
import io.neonwatch.sandbox.process.TemporaryDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who PostgreSQL runs as, depending on who runs it. */
class UserIT {

    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    @BeforeEach
    void assumeRoot() throws IOException {
        assumeTrue(
                Identity.isRoot(),
                "only root can become somebody else; every other test here runs as an ordinary user");
    }

    @Test
    void shouldRunAsNobodyUnderRoot() throws IOException {
        // Given
        permit("rwx--x--x");

        // When
        assertThat(Identity.choose(directory)).isEqualTo(Identity.NOBODY);
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory)) {

            // Then
            assertThat(postgres.port()).isPositive();
            assertThat(Files.getAttribute(directory.resolve("postgres/data"), "unix:uid"))
                    .isEqualTo(65534);
        }
    }

    @Test
    void shouldRunUnderRootInADirectoryThatNobodyElseCanReach() throws IOException {
        // Given
        permit("rwx------");

        // When
        assertThat(Identity.choose(directory)).isEqualTo(Identity.NAMESPACE);
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory)) {

            // Then
            postgres.kill();
            postgres.restart();
            assertThat(postgres.port()).isPositive();
        }
    }

    @ParameterizedTest
    @CsvSource({"daemon, 1", "without a name, 54321"})
    void shouldRunUnderAnOrdinaryUserAndGoWithItsProgram(String name, int user) throws IOException {
        // Given
        permit("rwxrwxrwx");
        List<String> become = List.of("setpriv", "--reuid=" + user, "--regid=" + user, "--clear-groups");
        ClassPath readable = ClassPath.own().copyTo(directory, Pattern.compile(".*(postgres|commons|xz|classes).*"));

        // When
        try (ChildJvm program = ChildJvm.start(become, directory, readable, Program.class)) {
            Path owned = Path.of(program.readLine());

            // Then
            assertThat(Files.getAttribute(owned.resolve("postgres/data"), "unix:uid"))
                    .isEqualTo(user);
            assertThat(ProcessTable.naming(owned)).isNotEmpty();
            program.kill();
            await().atMost(LONG).until(() -> Files.notExists(owned));
            await().atMost(LONG).until(() -> ProcessTable.naming(owned).isEmpty());
        }
    }

    private void permit(String permissions) throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(permissions));
    }

    /** Starts a server in a temporary directory, and waits to be killed. */
    static final class Program {

        public static void main(String[] arguments) throws InterruptedException {
            Path path = TemporaryDirectory.create("neonwatch-test-").path();
            EmbeddedPostgres.start(path);
            System.out.println(path);
            Thread.currentThread().join();
        }
    }
}
