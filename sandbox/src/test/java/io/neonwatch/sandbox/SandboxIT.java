package io.neonwatch.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.neonwatch.sandbox.process.ChildJvm;
import io.neonwatch.sandbox.process.ClassPath;
import io.neonwatch.sandbox.process.ProcessTable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxIT {

    private static final Duration LONG = Duration.ofSeconds(60);

    @Test
    void shouldHaveEveryPartAndLeaveNothing() throws Exception {
        // Given
        Path directory;

        // When
        try (Sandbox sandbox = Sandbox.start()) {
            directory = sandbox.directory();

            // Then
            try (Admin admin =
                    Admin.create(Map.of("bootstrap.servers", sandbox.kafka().bootstrapServers()))) {
                assertThat(admin.describeCluster().nodes().get(30, TimeUnit.SECONDS))
                        .hasSize(1);
            }
            try (Connection connection = DriverManager.getConnection(sandbox.jdbcUrl())) {
                assertThat(connection.isValid(10)).isTrue();
            }
            assertThat(status(URI.create(sandbox.registry().url() + "/subjects")))
                    .isEqualTo(200);
            assertThat(status(sandbox.slack().pageUrl())).isEqualTo(200);
            assertThat(status(sandbox.smtp().pageUrl())).isEqualTo(200);
            assertThat(status(sandbox.neon().page())).isEqualTo(200);
        }
        assertThat(directory).doesNotExist();
        await().atMost(LONG).until(() -> ProcessTable.naming(directory).isEmpty());
    }

    @Test
    void shouldLeaveNothingWhenItsProgramIsKilled(@TempDir Path temporary) throws IOException {
        // Given
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwx--x--x"));
        try (ChildJvm program = ChildJvm.start(List.of(), temporary, ClassPath.own(), Program.class)) {
            Path directory = Path.of(program.readLine());
            assertThat(ProcessTable.naming(directory)).hasSizeGreaterThanOrEqualTo(2);

            // When
            program.kill();

            // Then
            await().atMost(LONG).until(() -> Files.notExists(directory));
            await().atMost(LONG).until(() -> ProcessTable.naming(directory).isEmpty());
        }
    }

    private static int status(URI url) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(url).build(), BodyHandlers.discarding())
                    .statusCode();
        }
    }

    /** Starts a sandbox, and waits to be killed. */
    static final class Program {

        public static void main(String[] arguments) throws InterruptedException {
            System.out.println(Sandbox.start().directory());
            Thread.currentThread().join();
        }
    }
}
