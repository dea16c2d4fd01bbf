package io.neonwatch.collector.publish.spool;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as people write them: kB, MB, GB and TB are powers of 1,000. */
final class ByteSize {

    private static final String UNITS = "kMGT";
    private static final Pattern SHAPE = Pattern.compile("(?<number>[1-9][0-9]{0,5})(?<unit>[" + UNITS + "])B");

    private ByteSize() {}

    /**
     * @return in bytes
     * @throws IllegalArgumentException naming the key
     */
    static long parse(String key, String text) {
        Matcher matcher = SHAPE.matcher(text);
        if (!matcher.matches()) throw new IllegalArgumentException(key + " must be a size such as 512MB or 2GB");
        long bytes = Long.parseLong(matcher.group("number"));
        for (int power = UNITS.indexOf(matcher.group("unit")); power >= 0; power--) bytes *= 1_000;
        return bytes;
    }
}
