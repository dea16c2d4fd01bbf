package io.neonwatch.collector.sampling.relations;

import static org.assertj.core.api.Assertions.assertThat;

import io.neonwatch.collector.sampling.relations.IndexDefinition.Key;
import io.neonwatch.collector.sampling.relations.IndexDefinition.Uniqueness;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RedundantIndexRulesTest {

    private static final IndexDefinition A = index(10, "a", 1);
    private static final IndexDefinition A_B = index(11, "a_b", 1, 2);

    @Test
    void shouldKeepTheOlderOfTwoThatAreTheSame() {
        // Given
        IndexDefinition later = index(12, "later", 1);

        // Then
        assertThat(found(later, A)).containsExactly("later duplicate of a");
    }

    @Test
    void shouldKeepTheOneThatAConstraintNeeds() {
        // Given
        IndexDefinition key = constraint(index(12, "key", 1));

        // Then
        assertThat(found(A, key)).containsExactly("a duplicate of key");
        assertThat(found(key, constraint(index(13, "other", 1)))).isEmpty();
    }

    @Test
    void shouldSeeThatAnotherBeginsWithTheSameKeys() {
        // Then
        assertThat(found(A, A_B)).containsExactly("a contained of a_b");
        assertThat(found(index(12, "b", 2), A_B)).isEmpty();
        assertThat(found(unique(A), A_B)).isEmpty();
    }

    @Test
    void shouldNotTakeForTheSameWhatDiffersInAnythingThatCounts() {
        // Then
        assertThat(found(A, with(index(12, "gin", 1), "gin", "", Set.of()))).isEmpty();
        assertThat(found(A, with(index(12, "partial", 1), "btree", "(b > 0)", Set.of())))
                .isEmpty();
        assertThat(found(A, keyed(12, "class", new Key(1, "", 2, 3, 0)))).isEmpty();
        assertThat(found(A, keyed(12, "collation", new Key(1, "", 1, 4, 0)))).isEmpty();
        assertThat(found(A, keyed(12, "descending", new Key(1, "", 1, 3, 1)))).isEmpty();
        assertThat(found(
                        keyed(12, "lower", new Key(0, "lower(a)", 1, 3, 0)),
                        keyed(13, "upper", new Key(0, "upper(a)", 1, 3, 0))))
                .isEmpty();
        assertThat(found(unique(index(12, "unique", 1)), constraint(index(13, "exclusion", 2))))
                .isEmpty();
    }

    @Test
    void shouldCountIncludedColumns() {
        // Given
        IndexDefinition including = with(index(12, "including", 1), "btree", "", Set.of(5));

        // Then
        assertThat(found(A, including)).containsExactly("a contained of including");
        assertThat(found(including, A_B)).isEmpty();
        assertThat(found(including, index(13, "all", 1, 5))).containsExactly("including contained of all");
    }

    @Test
    void shouldNotMixTables() {
        // Given
        IndexDefinition elsewhere = new IndexDefinition(
                12, 2, "public", "u", "elsewhere", "btree", A.keys(), Set.of(), "", null, false, false, 8192);

        // Then
        assertThat(found(A, elsewhere)).isEmpty();
    }

    private static List<String> found(IndexDefinition... indexes) {
        return RedundantIndexRules.find(Arrays.asList(indexes)).stream()
                .map(redundant -> redundant.index().name() + " "
                        + redundant.why().name().toLowerCase(java.util.Locale.ROOT) + " of "
                        + redundant.by().name())
                .toList();
    }

    private static IndexDefinition index(long id, String name, int... columns) {
        return keyed(
                id,
                name,
                IntStream.of(columns)
                        .mapToObj(column -> new Key(column, "", 1, 3, 0))
                        .toArray(Key[]::new));
    }

    private static IndexDefinition keyed(long id, String name, Key... keys) {
        return new IndexDefinition(
                id, 1, "public", "t", name, "btree", List.of(keys), Set.of(), "", null, false, false, 8192);
    }

    private static IndexDefinition unique(IndexDefinition index) {
        return new IndexDefinition(
                index.id(),
                1,
                "public",
                "t",
                index.name(),
                "btree",
                index.keys(),
                Set.of(),
                "",
                new Uniqueness(false, true),
                false,
                false,
                8192);
    }

    private static IndexDefinition constraint(IndexDefinition index) {
        return new IndexDefinition(
                index.id(),
                1,
                "public",
                "t",
                index.name(),
                "btree",
                index.keys(),
                Set.of(),
                "",
                new Uniqueness(false, true),
                true,
                false,
                8192);
    }

    private static IndexDefinition with(IndexDefinition index, String method, String predicate, Set<Integer> included) {
        return new IndexDefinition(
                index.id(),
                1,
                "public",
                "t",
                index.name(),
                method,
                index.keys(),
                included,
                predicate,
                null,
                false,
                false,
                8192);
    }
}
