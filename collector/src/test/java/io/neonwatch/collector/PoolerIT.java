package io.neonwatch.collector;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.neonwatch.collector.sampling.TargetConfig;
import io.neonwatch.collector.sampling.doctor.TargetExamination;
import io.neonwatch.sandbox.process.ChildProcess;
import io.neonwatch.sandbox.process.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With a real PgBouncer, where one is installed. */
@Timeout(120)
class PoolerIT {

    private static final Path PROGRAM = Path.of("/usr/sbin/pgbouncer");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ignore_startup_parameters = extra_float_digits, options",
                "pool_mode = transaction",
                "pool_mode = transaction\nignore_startup_parameters = extra_float_digits, options"
            })
    void shouldRefuseAPooler(String settings) throws IOException, SQLException, InterruptedException {
        assumeTrue(Files.isExecutable(PROGRAM), "PgBouncer is not installed");
        try (OwnServer server = new OwnServer()) {
            // Given
            int port = FreePort.choose();
            Path home = Files.createDirectory(server.directory().resolve("pgbouncer"));
            Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxrwxrwx"));
            Files.writeString(home.resolve("pgbouncer.ini"), """
                    [databases]
                    shop = host=127.0.0.1 port=%d user=watcher
                    [pgbouncer]
                    listen_addr = 127.0.0.1
                    listen_port = %d
                    unix_socket_dir =
                    auth_type = any
                    %s
                    """.formatted(
                            server.postgres().port(), port, settings));
            try (ChildProcess _ =
                    ChildProcess.start("pgbouncer", command(home), Map.of(), home, "INT", Duration.ofSeconds(3))) {
                TargetConfig config = new TargetConfig(
                        "shop", "jdbc:postgresql://127.0.0.1:" + port + "/shop", "watcher", null, null);

                TargetConfig withOptions = new TargetConfig(
                        "shop", config.url() + "?options=-c%20geqo%3Doff&connectTimeout=5", "watcher", null, null);

                // When
                try (WatchedTarget target = WatchedTarget.start(config)) {
                    // Then
                    await().atMost(ofSeconds(30))
                            .untilAsserted(() -> assertThat(target.detail())
                                    .contains("pooler before the server", "direct host and port"));
                    assertThat(target.values("neonwatch.up")).containsOnly(0.0);
                }
                // Its sessions are the applications', and stay as they were.
                List<String> usual = List.of("off", "0", "\"$user\", public");
                assertThat(settingsThrough(port)).isEqualTo(usual);
                assertThat(new TargetExamination(withOptions, null, false).examine())
                        .singleElement()
                        .satisfies(finding -> assertThat(finding.check()).isEqualTo("pooler"));
                assertThat(new TargetExamination(config, null, false).examine())
                        .singleElement()
                        .satisfies(finding -> assertThat(finding.check()).isEqualTo("pooler"));
                assertThat(settingsThrough(port)).isEqualTo(usual);
            }
        }
    }

    private static List<String> settingsThrough(int port) throws SQLException {
        String url = "jdbc:postgresql://127.0.0.1:" + port + "/shop?user=watcher&assumeMinServerVersion=12";
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT current_setting('default_transaction_read_only'),"
                        + " current_setting('statement_timeout'), current_setting('search_path')")) {
            row.next();
            return List.of(row.getString(1), row.getString(2), row.getString(3));
        }
    }

    private static List<String> command(Path home) throws IOException {
        List<String> command = new ArrayList<>(List.of(PROGRAM.toString()));
        boolean root = Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        if (root) command.addAll(List.of("--user", "nobody"));
        command.add(home.resolve("pgbouncer.ini").toString());
        return command;
    }
}
