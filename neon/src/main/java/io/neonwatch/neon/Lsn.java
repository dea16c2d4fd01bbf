package io.neonwatch.neon;

import java.util.regex.Pattern;

/** A position in the write-ahead log, an unsigned 64-bit number that PostgreSQL prints as {@code 16/B374D848}. */
public record Lsn(long position) implements Comparable<Lsn> {

    private static final Pattern SHAPE = Pattern.compile("[0-9a-fA-F]{1,8}/[0-9a-fA-F]{1,8}");

    /** @throws IllegalArgumentException when the text is not a position */
    public static Lsn parse(String text) {
        if (!SHAPE.matcher(text).matches())
            throw new IllegalArgumentException("not a write-ahead log position like 16/B374D848: " + text);
        int slash = text.indexOf('/');
        return new Lsn(
                Long.parseLong(text.substring(0, slash), 16) << 32 | Long.parseLong(text.substring(slash + 1), 16));
    }

    /** The first position at or after this one at which a record can start: Neon branches only there. */
    public Lsn aligned() {
        return new Lsn((position + 7) & ~7L);
    }

    @Override
    public int compareTo(Lsn other) {
        return Long.compareUnsigned(position, other.position);
    }

    @Override
    public String toString() {
        return "%X/%X".formatted(position >>> 32, position & 0xFFFFFFFFL);
    }
}
