package io.neonwatch.collector.sampling;

/** Of what a failure says; a database's further lines can quote a query. */
public final class FirstLine {

    private FirstLine() {}

    /** Empty where there is none; {@code null} in letters where the failure says nothing. */
    public static String of(Throwable failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }
}
