package io.neonwatch.collector.sampling.vector;

import static org.assertj.core.api.Assertions.assertThat;

import io.neonwatch.collector.sampling.QueryActivity;
import io.neonwatch.collector.sampling.QueryDescription;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SearchHistoryTest {

    private static final String SEARCH = "SELECT id FROM items ORDER BY embedding <=> $1 LIMIT $2";

    private final QueryActivity activity = new QueryActivity();
    private final SearchHistory history = new SearchHistory(activity, null);

    @Test
    void shouldSayWhichShareOfTheRowsCame() {
        // Given
        describe(1, SEARCH);
        activity.add(1, 10, 0.1, 100);
        history.sinceLast();

        // When
        activity.add(1, 10, 0.1, 25);

        // Then
        assertThat(history.sinceLast())
                .singleElement()
                .satisfies(search -> assertThat(search.returnedShare()).isEqualTo(0.25));
    }

    /** PostgreSQL counts the rows of a cursor for the FETCH, whose text does not name the search. */
    @Test
    void shouldNotTakeACursorForASearchWithoutAnswer() {
        // Given
        describe(1, "DECLARE page CURSOR FOR " + SEARCH);
        history.sinceLast();

        // When
        activity.add(1, 10, 0.1, 0);

        // Then
        assertThat(history.sinceLast()).singleElement().satisfies(search -> {
            assertThat(search.added().calls()).isEqualTo(10);
            assertThat(search.rowsPerCall()).isNaN();
            assertThat(search.returnedShare()).isNaN();
        });
    }

    /** From PostgreSQL 18 on there is one more entry for it, if what is nested is tracked, and that one has the rows. */
    @Test
    void shouldTakeTheRowsOfACursorWhereTheyAreCounted() {
        // Given
        describe(1, "DECLARE page CURSOR FOR " + SEARCH);
        activity.add(1, 10, 0.1, 100);
        history.sinceLast();

        // When
        activity.add(1, 10, 0.1, 25);

        // Then
        assertThat(history.sinceLast())
                .singleElement()
                .satisfies(search -> assertThat(search.returnedShare()).isEqualTo(0.25));
    }

    private void describe(long id, String text) {
        activity.describe(id, new QueryDescription(text, text, Instant.EPOCH));
    }
}
