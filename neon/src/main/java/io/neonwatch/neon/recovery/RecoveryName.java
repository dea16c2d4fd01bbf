package io.neonwatch.neon.recovery;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The name of an incident's recovery branch: the same whenever it is asked for, and short enough to read out. */
public final class RecoveryName {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuuMMdd").withZone(ZoneOffset.UTC);
    private static final int FINGERPRINT_CHARACTERS = 8;

    private RecoveryName() {}

    /**
     * {@code recovery-<yyyymmdd>-<first 8 of the fingerprint>-<first breach>}, the day in UTC, the first breach in
     * milliseconds in base 36.
     *
     * @param fingerprint of the alert, at least 8 hexadecimal digits
     */
    public static String of(String fingerprint, Instant firstBreach) {
        if (!fingerprint.matches("[0-9a-fA-F]{8,}"))
            throw new IllegalArgumentException("not an alert's fingerprint: " + fingerprint);
        String start = fingerprint.substring(0, FINGERPRINT_CHARACTERS).toLowerCase(Locale.ROOT);
        return "recovery-" + DAY.format(firstBreach) + "-" + start + "-"
                + Long.toString(firstBreach.toEpochMilli(), Character.MAX_RADIX);
    }
}
