package io.neonwatch.collector.sampling.instance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NameHistoryTest {

    private final NameHistory names = new NameHistory();
    private Instant now = Instant.EPOCH;

    @Test
    void shouldKeepFewNamesApart() {
        // Given
        Map<String, Long> few = Map.of("api", 3L, "", 1L, "batch", 2L);

        // Then
        assertThat(names.add(now, few)).isEqualTo(few);
    }

    @Test
    void shouldShowTheLargestAndAddUpTheRest() {
        // Given
        Map<String, Long> many = new HashMap<>();
        for (long number = 1; number <= 25; number++) many.put("app-" + number, number);

        // When
        Map<String, Long> shown = names.add(now, many);

        // Then
        assertThat(shown).hasSize(21).containsEntry("app-25", 25L).containsEntry("app-6", 6L);
        assertThat(shown).doesNotContainKey("app-5").containsEntry(NameHistory.OTHER, 1L + 2 + 3 + 4 + 5);
    }

    @Test
    void shouldNotGrowWithNamesThatAreNewEachTime() {
        // Given
        Set<String> everShown = new HashSet<>();

        // When
        for (int round = 0; round < 359; round++) {
            Map<String, Long> sessions = new HashMap<>();
            for (int session = 0; session < 30; session++) sessions.put("job-" + round + "-" + session, 1L);
            Map<String, Long> shown = names.add(now, sessions);
            assertThat(shown.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(30);
            everShown.addAll(shown.keySet());
            now = now.plusSeconds(10);
        }

        // Then
        assertThat(everShown).hasSize(21);
    }

    @Test
    void shouldMakeRoomForANameWithMoreSessions() {
        // Given
        Map<String, Long> random = new HashMap<>();
        for (int session = 0; session < 30; session++) random.put("job-" + session, 1L);
        names.add(now, random);

        // When
        Map<String, Long> shown = names.add(now.plusSeconds(10), Map.of("api", 12L, "job-99", 1L));

        // Then
        assertThat(shown).containsOnly(Map.entry("api", 12L), Map.entry(NameHistory.OTHER, 1L));
    }

    @Test
    void shouldForgetANameAfterAnHourWithoutSessions() {
        // Given
        Map<String, Long> random = new HashMap<>();
        for (int session = 0; session < 20; session++) random.put("job-" + session, 5L);
        names.add(now, random);

        // When
        Map<String, Long> soon = names.add(now.plus(Duration.ofMinutes(59)), Map.of("api", 1L));
        Map<String, Long> later = names.add(now.plus(Duration.ofMinutes(61)), Map.of("api", 1L));

        // Then
        assertThat(soon).containsOnlyKeys(NameHistory.OTHER);
        assertThat(later).containsOnlyKeys("api");
    }
}
