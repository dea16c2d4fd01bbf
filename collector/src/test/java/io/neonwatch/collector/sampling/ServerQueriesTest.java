package io.neonwatch.collector.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ServerQueriesTest {

    private final ServerQueries queries = new ServerQueries();

    @Test
    void shouldGiveAllWhoAskForADatabaseTheSameQueries() {
        // Given
        queries.of("shop").add(1, 2, 0.5, 3);

        // When
        QueryActivity again = queries.of("shop");

        // Then
        assertThat(again.totals(1)).isEqualTo(new QueryTotals(1, 2, 0.5, 3));
    }

    @Test
    void shouldKeepNothingOfADatabaseThatNobodyAskedFor() {
        // When
        queries.of("shop");

        // Then
        assertThat(queries.ifWanted("shop")).isNotNull();
        assertThat(queries.ifWanted("warehouse")).isNull();
        assertThat(queries.all()).containsOnlyKeys("shop");
    }
}
