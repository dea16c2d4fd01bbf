package io.neonwatch.processor.rules;

/** What the absence of samples means to an alert. */
public enum NoData {
    /** Nothing: the alert stays as it is. */
    KEEP,
    /** All is well: absence counts as a clear sample. */
    OK;

    /**
     * The policy as it is written in a rule file.
     *
     * @throws IllegalArgumentException when it is no policy, or none that is supported yet
     */
    public static NoData of(String word) {
        return switch (word) {
            case "keep" -> KEEP;
            case "ok" -> OK;
            case "alert", "own" ->
                throw new IllegalArgumentException("no_data does not support " + word + " yet; use keep or ok");
            default -> throw new IllegalArgumentException("no_data must be keep or ok, not " + word);
        };
    }
}
