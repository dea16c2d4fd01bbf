package io.neonwatch.collector.sampling.vector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Defects of pgvector that a newer version no longer has, from its change log.
 */
enum KnownDefect {
    PARALLEL_BUILD_OVERFLOW("0.8.2", "buffer overflow in parallel HNSW builds"),
    INDEX_CORRUPTION_BY_VACUUM("0.8.3", "vacuuming an HNSW index may corrupt it"),
    GRAPH_NOT_REPAIRED("0.8.4", "vacuum may leave the HNSW graph unrepaired");

    private final String fixedIn;
    private final String meaning;

    KnownDefect(String fixedIn, String meaning) {
        this.fixedIn = fixedIn;
        this.meaning = meaning;
    }

    String fixedIn() {
        return fixedIn;
    }

    String meaning() {
        return meaning;
    }

    /** @param version such as {@code 0.8.0}; of one that cannot be read nothing is known */
    static List<KnownDefect> of(String version) {
        List<Integer> numbers = numbers(version);
        List<KnownDefect> defects = new ArrayList<>();
        if (numbers.isEmpty()) return defects;
        for (KnownDefect defect : values())
            if (Arrays.compare(array(numbers), array(numbers(defect.fixedIn))) < 0) defects.add(defect);
        return defects;
    }

    private static List<Integer> numbers(String version) {
        return version.matches("\\d{1,6}(\\.\\d{1,6}){0,3}")
                ? Arrays.stream(version.split("\\.")).map(Integer::valueOf).toList()
                : List.of();
    }

    private static int[] array(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }
}
