package io.neonwatch.collector.sampling.vector;

import static io.neonwatch.collector.sampling.vector.DistanceFunction.COSINE;
import static io.neonwatch.collector.sampling.vector.DistanceFunction.L2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.neonwatch.collector.sampling.PlanShape;
import io.neonwatch.collector.sampling.RelationName;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VectorRulesTest {

    private static final RelationName ITEMS = new RelationName("public", "items");
    private static final RelationName INDEX = new RelationName("public", "items_embedding_idx");

    @Test
    void shouldMeasureRecallByDistanceAndNotByRow() {
        // Given
        double[] exact = {0, 1, 1, 1};

        // Then other rows at the same distances are as good
        assertThat(RecallRules.recall(exact, new double[] {0, 1, 1, 1})).isEqualTo(1);
        assertThat(RecallRules.recall(exact, new double[] {0, 1, 2, 3})).isEqualTo(0.5);
        assertThat(RecallRules.recall(exact, new double[] {0})).isEqualTo(0.25);
        assertThat(RecallRules.recall(exact, new double[] {})).isEqualTo(0);
        assertThat(RecallRules.recall(new double[] {-3, -2}, new double[] {-3, -1}))
                .isEqualTo(0.5);
        assertThat(RecallRules.recall(new double[] {0, Double.NaN}, new double[] {0, Double.NaN}))
                .isEqualTo(1);
        assertThat(RecallRules.recall(new double[] {}, new double[] {})).isNaN();
    }

    @Test
    void shouldTellPercentilesByRank() {
        // Then
        List<Double> twenty =
                IntStream.rangeClosed(1, 20).mapToObj(Double::valueOf).toList();
        assertThat(RecallRules.p95(twenty)).isEqualTo(19);
        assertThat(RecallRules.p95(List.of(3.0, 7.0))).isEqualTo(7);
        assertThat(RecallRules.p95(List.of())).isNaN();
    }

    @ParameterizedTest
    @CsvSource({"0.7.4, 3", "0.8.0, 3", "0.8.2, 2", "0.8.3, 1", "0.8.4, 0", "0.9.0, 0", "0.10, 0", "1.0, 0", "dev, 0"})
    void shouldKnowTheDefectsOfAVersion(String version, int defects) {
        // Then
        assertThat(KnownDefect.of(version)).hasSize(defects);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT 1 ORDER BY 1 LIMIT 5 | 5 | LITERAL",
                "SELECT 1 FROM (SELECT 2 LIMIT 100) x ORDER BY 1 limit 7 | 7 | LITERAL",
                "SELECT 1 ORDER BY 1 FETCH FIRST ROW ONLY | 1 | LITERAL",
                "SELECT 1 ORDER BY 1 FETCH NEXT 3 ROWS ONLY | 3 | LITERAL",
                "SELECT 1 ORDER BY 1 LIMIT $2 | 10 | LEARNED",
            })
    void shouldKnowHowManyRowsToExpect(String text, long rows, ExpectedRows.Source source) {
        // Then
        assertThat(ExpectedRows.of(text, null, 9.7)).isEqualTo(new ExpectedRows(rows, source));
    }

    @Test
    void shouldTakeTheConfiguredNumberOfRowsBeforeTheLearnedOne() {
        // Then
        assertThat(ExpectedRows.of("LIMIT $1", 20, 9.7))
                .isEqualTo(new ExpectedRows(20, ExpectedRows.Source.CONFIGURED));
        assertThat(ExpectedRows.of("LIMIT 5", 20, 9.7).rows()).isEqualTo(5);
        assertThat(ExpectedRows.of("LIMIT $1", null, 0).rows()).isEqualTo(1);
    }

    @Test
    void shouldSayWhetherThePlanHasAnIndex() {
        // Given
        VectorIndex index = index("hnsw", VectorType.VECTOR, 1536);
        PlanShape byIndex = new PlanShape("", "", Set.of(INDEX), Set.of(ITEMS));
        PlanShape bySequence = new PlanShape("", "", Set.of(), Set.of(ITEMS));

        // Then
        assertThat(IndexChoice.of(byIndex, COSINE, List.of(index), Map.of(ITEMS, 10_000.0), 5_000))
                .contains(new IndexChoice(ITEMS, 10_000, true));
        assertThat(IndexChoice.of(bySequence, COSINE, List.of(index), Map.of(ITEMS, 10_000.0), 5_000))
                .contains(new IndexChoice(ITEMS, 10_000, false));
        assertThat(IndexChoice.of(bySequence, COSINE, List.of(), Map.of(ITEMS, 10_000.0), 5_000))
                .contains(new IndexChoice(ITEMS, 10_000, false));
        assertThat(IndexChoice.of(bySequence, COSINE, List.of(index), Map.of(ITEMS, 4_999.0), 5_000))
                .isEmpty();
        assertThat(IndexChoice.of(bySequence, COSINE, List.of(), Map.of(), 5_000))
                .isEmpty();
    }

    /** The constants that the predicate asks for are parameters in the text whose plan is looked at. */
    @Test
    void shouldNotSayThatAPartialIndexIsNotUsed() {
        // Given
        VectorIndex partial = new VectorIndex(
                1,
                ITEMS,
                INDEX,
                "hnsw",
                "embedding",
                "(tenant = 7)",
                "<=>",
                "vector",
                VectorType.VECTOR,
                64,
                Map.of(),
                10_000,
                100,
                true);
        PlanShape bySequence = new PlanShape("", "", Set.of(), Set.of(ITEMS));
        PlanShape byIndex = new PlanShape("", "", Set.of(INDEX), Set.of(ITEMS));
        Map<RelationName, Double> rows = Map.of(ITEMS, 10_000.0);

        // Then
        assertThat(IndexChoice.of(bySequence, COSINE, List.of(partial), rows, 5_000))
                .isEmpty();
        assertThat(IndexChoice.of(bySequence, L2, List.of(partial), rows, 5_000))
                .contains(new IndexChoice(ITEMS, 10_000, false));
        assertThat(IndexChoice.of(byIndex, COSINE, List.of(partial), rows, 5_000))
                .contains(new IndexChoice(ITEMS, 10_000, true));
    }

    @Test
    void shouldSeeWhatHalfvecWouldSave() {
        // Then a vector of 1536 dimensions has a page of its own, and two halfvecs share one
        assertThat(VectorStorage.savedByHalfvec(index("hnsw", VectorType.VECTOR, 1536), 8_192_000))
                .isEqualTo(4_096_000);
        assertThat(VectorStorage.savedByHalfvec(index("ivfflat", VectorType.VECTOR, 64), 8_192_000) / 8_192_000)
                .isCloseTo(0.45, within(0.03));
        assertThat(VectorStorage.savedByHalfvec(index("hnsw", VectorType.HALFVEC, 1536), 8_192_000))
                .isNaN();
    }

    @Test
    void shouldNameTheSettingsOfRoles() {
        // Then
        assertThat(VectorSetting.parse("=hnsw.ef_search=40")).isEqualTo(new VectorSetting("", "hnsw.ef_search", "40"));
        assertThat(VectorSetting.parse("odd=role=ivfflat.probes=8"))
                .isEqualTo(new VectorSetting("odd=role", "ivfflat.probes", "8"));
        assertThat(new VectorSetting("", "hnsw.iterative_scan", "off").number()).isZero();
        assertThat(new VectorSetting("", "hnsw.iterative_scan", "strict_order").number())
                .isEqualTo(1);
    }

    @Test
    void shouldTellSettingsThatChanged() {
        // Given
        SettingHistory history = new SettingHistory();
        VectorSetting usual = new VectorSetting("", "hnsw.ef_search", "40");
        VectorSetting ofRole = new VectorSetting("app", "hnsw.ef_search", "100");

        // Then
        assertThat(history.add(List.of(usual))).isEmpty();
        assertThat(history.add(List.of(usual, ofRole))).containsExactly(ofRole);
        assertThat(history.add(List.of())).isEmpty();
        assertThat(history.add(List.of(usual))).containsExactly(new VectorSetting("app", "hnsw.ef_search", ""));
    }

    private static VectorIndex index(String method, VectorType type, double dimensions) {
        return new VectorIndex(
                1,
                ITEMS,
                INDEX,
                method,
                "embedding",
                "",
                "<=>",
                "vector",
                type,
                dimensions,
                Map.of(),
                10_000,
                100,
                true);
    }
}
