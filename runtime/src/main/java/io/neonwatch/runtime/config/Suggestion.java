package io.neonwatch.runtime.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Guesses what was meant by a misspelt word. */
final class Suggestion {

    private Suggestion() {}

    static Optional<String> of(String word, Collection<String> known) {
        String wanted = KeyNames.snakeCase(word).replace('-', '_');
        return known.stream()
                .filter(candidate -> distance(wanted, candidate) <= Math.max(1, candidate.length() / 3))
                .min(Comparator.comparingInt(candidate -> distance(wanted, candidate)));
    }

    /** How many letters must be added, removed or replaced, or neighbours swapped, to make one word of the other. */
    static int distance(String from, String to) {
        int[][] steps = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) steps[i][0] = i;
        for (int j = 0; j <= to.length(); j++) steps[0][j] = j;
        for (int i = 1; i <= from.length(); i++) {
            for (int j = 1; j <= to.length(); j++) {
                int replaced = steps[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                int best = Math.min(replaced, Math.min(steps[i - 1][j], steps[i][j - 1]) + 1);
                boolean swapped = i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1);
                steps[i][j] = swapped ? Math.min(best, steps[i - 2][j - 2] + 1) : best;
            }
        }
        return steps[from.length()][to.length()];
    }
}
