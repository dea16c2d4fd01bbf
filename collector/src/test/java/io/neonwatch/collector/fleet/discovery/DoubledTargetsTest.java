package io.neonwatch.collector.fleet.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.neonwatch.collector.fleet.Limits;
import io.neonwatch.collector.fleet.ServerTurns;
import io.neonwatch.collector.sampling.NamePatterns;
import io.neonwatch.collector.sampling.TargetConfig;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class DoubledTargetsTest {

    private static final TargetConfig A = target("a", "DB.example.com/orders?ssl=true", null);
    private static final TargetConfig B = target("b", "db.example.com:5432/orders", null);

    @Test
    void shouldFindADatabaseUnderSeveralNames() {
        assertThat(DoubledTargets.of(List.of(A, target("c", "db.example.com/other", null), B)))
                .containsExactly(new DoubledTargets.Doubled("db.example.com:5432", "orders", List.of("a", "b")));
    }

    @Test
    void shouldFindADatabaseThatItsServerHasToo() {
        // Given
        TargetConfig without = target("server", "db.example.com/postgres", new NamePatterns(null, List.of("orders")));
        TargetConfig with = target("server", "db.example.com/postgres", NamePatterns.ALL);

        // Then
        assertThat(DoubledTargets.of(List.of(without, A))).isEmpty();
        assertThat(DoubledTargets.of(List.of(with, A)))
                .singleElement()
                .satisfies(doubled -> assertThat(doubled.names()).containsExactly("a", "server"));
    }

    @Test
    void shouldTakeOtherServersForOtherDatabases() {
        assertThat(DoubledTargets.of(List.of(A, target("c", "db.example.com:5433/orders", null))))
                .isEmpty();
    }

    @Test
    void shouldSayOnceWhatTheConfigurationHasTwice() {
        // Given
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger(DoubledTargets.class);
        log.start();
        logger.addAppender(log);
        Inventory inventory =
                new Inventory(Limits.DEFAULT, new ServerTurns(Limits.DEFAULT), null, Duration.ofMinutes(1));

        // When
        inventory.use(List.of(A, B), List.of());
        inventory.use(List.of(A, B, target("c", "other/orders", null)), List.of());
        logger.detachAppender(log);

        // Then
        assertThat(log.list)
                .singleElement()
                .satisfies(
                        event -> assertThat(event.getKeyValuePairs().toString()).contains("[a, b]"));
    }

    private static TargetConfig target(String name, String place, @Nullable NamePatterns databases) {
        return new TargetConfig(name, "jdbc:postgresql://" + place, "neonwatch", null, null, databases, null);
    }
}
