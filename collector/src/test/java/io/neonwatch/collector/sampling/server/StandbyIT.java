package io.neonwatch.collector.sampling.server;

import static io.neonwatch.collector.sampling.Batches.values;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.neonwatch.collector.OwnPostgres;
import io.neonwatch.collector.PostgresVersion;
import io.neonwatch.collector.SharedPostgres.Database;
import io.neonwatch.collector.sampling.Batches;
import io.neonwatch.collector.sampling.Probe;
import io.neonwatch.collector.sampling.Reading;
import io.neonwatch.collector.sampling.Server;
import io.neonwatch.collector.sampling.database.DatabaseProbe;
import io.neonwatch.collector.sampling.instance.InstanceProbe;
import io.neonwatch.sandbox.postgres.EmbeddedPostgres;
import io.neonwatch.sandbox.process.TemporaryDirectory;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A primary and a standby that streams from it. */
class StandbyIT {

    private static final OwnPostgres SERVERS = new OwnPostgres();
    private static final Map<String, String> NOTHING = Map.of();
    private static final Map<String, String> STANDBY = Map.of("application", "standby");

    private final Probe primaryProbe = new ServerProbe();
    private final Probe standbyProbe = new ServerProbe();

    @AfterAll
    static void stopServers() {
        SERVERS.close();
    }

    @ParameterizedTest
    @EnumSource
    void shouldTellTheDelayOnBothSides(PostgresVersion version) throws SQLException {
        // Given
        Database primary = SERVERS.database(version);
        Server server = new Server(version.major() * 10_000, "", "");
        primaryProbe.connected(server);
        standbyProbe.connected(server);
        try (TemporaryDirectory directory = TemporaryDirectory.create("standby-test");
                EmbeddedPostgres running = primary.server().startStandby(directory.path());
                Connection onPrimary = primary.connect();
                Connection onStandby = new Database(running, "postgres").connect()) {
            primary.execute("CREATE TABLE orders AS SELECT generate_series(1, 1000)");

            // Then
            await().atMost(ofSeconds(30)).untilAsserted(() -> {
                Reading reading = primaryProbe.read(onPrimary);
                assertThat(values(reading, "postgresql.replication.data_delay", STANDBY))
                        .containsExactly(0.0);
                assertThat(values(reading, "postgresql.wal.delay", STANDBY)).hasSize(3);
                assertThat(values(reading, "neonwatch.replication.senders", Map.of("state", "streaming")))
                        .containsExactly(1.0);
                assertThat(values(reading, "neonwatch.server.in_recovery", NOTHING))
                        .containsExactly(0.0);
                assertThat(values(reading, "neonwatch.standby.streaming", NOTHING))
                        .isEmpty();
            });
            await().atMost(ofSeconds(30)).untilAsserted(() -> {
                Reading reading = standbyProbe.read(onStandby);
                assertThat(values(reading, "neonwatch.server.in_recovery", NOTHING))
                        .containsExactly(1.0);
                assertThat(values(reading, "neonwatch.standby.streaming", NOTHING))
                        .containsExactly(1.0);
                assertThat(values(reading, "neonwatch.standby.replay_lag", NOTHING))
                        .containsExactly(0.0);
                assertThat(values(reading, "neonwatch.standby.replay_delay", NOTHING))
                        .containsExactly(0.0);
                assertThat(values(reading, "neonwatch.standby.receiver_silence", NOTHING))
                        .hasSize(1);
            });

            for (Probe other : List.of(new InstanceProbe(), new DatabaseProbe())) {
                other.connected(server);
                Reading reading = other.read(onStandby);
                assertThat(reading.shortcoming()).isEmpty();
                assertThat(Batches.of(reading).getGroups()).isNotEmpty();
            }

            // When replay is held up
            new Database(running, "postgres").execute("SELECT pg_wal_replay_pause()");
            primary.execute("INSERT INTO orders SELECT generate_series(1, 100000)");

            // Then
            await().atMost(ofSeconds(30)).untilAsserted(() -> {
                assertThat(values(primaryProbe.read(onPrimary), "postgresql.replication.data_delay", STANDBY))
                        .singleElement()
                        .satisfies(bytes -> assertThat(bytes).isGreaterThan(1_000_000));
                Reading reading = standbyProbe.read(onStandby);
                assertThat(values(reading, "neonwatch.standby.replay_lag", NOTHING))
                        .singleElement()
                        .satisfies(bytes -> assertThat(bytes).isGreaterThan(1_000_000));
                assertThat(values(reading, "neonwatch.standby.replay_delay", NOTHING))
                        .singleElement()
                        .satisfies(seconds -> assertThat(seconds).isPositive());
            });

            // When the primary is gone
            primary.server().stop();

            // Then
            await().atMost(ofSeconds(30))
                    .untilAsserted(() -> assertThat(List.of(
                                    values(standbyProbe.read(onStandby), "neonwatch.standby.streaming", NOTHING)))
                            .containsExactly(List.of(0.0)));
        }
    }
}
