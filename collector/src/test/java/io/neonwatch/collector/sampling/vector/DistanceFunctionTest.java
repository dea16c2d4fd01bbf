package io.neonwatch.collector.sampling.vector;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DistanceFunctionTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT id FROM items ORDER BY embedding <=> $1 LIMIT $2 | COSINE",
                "SELECT id FROM items ORDER BY embedding<->$1 LIMIT $2 | L2",
                "SELECT id FROM items ORDER BY embedding <#> $1 LIMIT $2 | INNER_PRODUCT",
                "SELECT id FROM items ORDER BY embedding <+> $1 LIMIT $2 | L1",
                "SELECT id FROM items order by bits <~> $1 LIMIT $2 | HAMMING",
                "SELECT id FROM items ORDER BY bits <%> $1 LIMIT $2 | JACCARD",
                "SELECT $1 - (embedding <=> $2) AS similarity FROM items ORDER BY similarity DESC | COSINE",
                "SELECT id FROM items ORDER BY cosine_distance(embedding, $1) | COSINE",
                "SELECT id FROM items ORDER BY embedding <=>-$1 | COSINE",
                "/* app */ (SELECT id FROM items ORDER BY embedding <=> $1) | COSINE",
                "SELECT id FROM items ORDER BY embedding OPERATOR(public.<=>) $1 | COSINE",
                "PREPARE nearest (vector) AS SELECT id FROM items ORDER BY embedding <=> $1 LIMIT $2 | COSINE",
            })
    void shouldTellTheDistanceOfASearch(String text, DistanceFunction distance) {
        // Then
        assertThat(DistanceFunction.searchedBy(text)).contains(distance);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT id FROM items ORDER BY id",
                "SELECT embedding <=> $1 FROM items WHERE id = $2",
                "SELECT id FROM items ORDER BY a <=>> b",
                "SELECT '<=>' FROM items ORDER BY id",
                "SELECT \"<=>\" FROM items ORDER BY id",
                "SELECT id FROM items ORDER BY id -- not <=> this",
                "SELECT id /* a <=> b */ FROM items ORDER BY id",
                "INSERT INTO items (embedding) VALUES ($1)",
                "EXPLAIN SELECT id FROM items ORDER BY embedding <=> $1",
                "CREATE VIEW nearest AS SELECT id FROM items ORDER BY embedding <=> $1",
            })
    void shouldNotTakeAnythingElseForOne(String text) {
        // Then
        assertThat(DistanceFunction.searchedBy(text)).isEmpty();
    }

    @Test
    void shouldReadPastLongConstantsAndWhatIsCutOff() {
        // Given
        String query = "SELECT id FROM items ORDER BY embedding <=> $1, %s";
        String text = "<-> it''s ".repeat(1_000).substring(0, 9_900);

        // Then
        for (String constant : new String[] {
            "'" + text + "'", "'" + text, "\"" + text + "\"", "\"" + text, "/*" + text + "*/", "/*" + text, "--" + text
        })
            assertThat(DistanceFunction.searchedBy(query.formatted(constant)))
                    .as(constant.substring(0, 5))
                    .contains(DistanceFunction.COSINE);
        assertThat(DistanceFunction.searchedBy("SELECT id FROM items ORDER BY '" + text))
                .isEmpty();
    }
}
