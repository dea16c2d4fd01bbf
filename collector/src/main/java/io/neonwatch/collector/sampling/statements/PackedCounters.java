package io.neonwatch.collector.sampling.statements;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * {@link StatementCounters} as bytes, for the time between two looks: a collector keeps thousands for each of hundreds of
 * servers, and as objects they would take twice the room, and most of the garbage collector's time.
 */
final class PackedCounters {

    private static final StatementCounter[] COUNTERS = StatementCounter.values();
    private static final long NEVER = Long.MIN_VALUE;

    /** What all but the names takes at most. */
    private static final int LONGEST = 64 + COUNTERS.length * (1 + Double.BYTES);

    /** How a value is written. */
    private enum Form {
        ZERO,
        NOT_COUNTED,
        SMALL,
        DOUBLE;

        private static final Form[] ALL = values();

        static Form of(double value) {
            if (Double.isNaN(value)) return NOT_COUNTED;
            if (value == 0) return ZERO;
            return value == (int) value ? SMALL : DOUBLE;
        }
    }

    private PackedCounters() {}

    static byte[] pack(StatementCounters entry) {
        byte[] database = entry.database().getBytes(StandardCharsets.UTF_8);
        byte[] user = entry.user().getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(LONGEST + database.length + user.length);
        StatementKey key = entry.key();
        bytes.putInt((int) key.databaseId()).putInt((int) key.userId()).putLong(key.queryId());
        bytes.put((byte) (key.topLevel() ? 1 : 0));
        bytes.putShort((short) database.length).put(database);
        bytes.putShort((short) user.length).put(user);
        Extremes extremes = entry.extremes();
        bytes.putLong(micros(entry.statsSince())).putLong(micros(extremes.since()));
        bytes.putDouble(extremes.shortest()).putDouble(extremes.longest());
        packValues(entry.counters(), bytes);
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    static StatementCounters unpack(byte[] packed) {
        ByteBuffer bytes = ByteBuffer.wrap(packed);
        StatementKey key = new StatementKey(
                Integer.toUnsignedLong(bytes.getInt()),
                Integer.toUnsignedLong(bytes.getInt()),
                bytes.getLong(),
                bytes.get() == 1);
        String database = text(bytes);
        String user = text(bytes);
        Instant since = instant(bytes.getLong());
        Instant extremesSince = instant(bytes.getLong());
        Extremes extremes = new Extremes(bytes.getDouble(), bytes.getDouble(), extremesSince);
        return new StatementCounters(key, database, user, since, unpackValues(bytes), extremes);
    }

    /** The forms of all, two bits each, and then those values that their form does not tell. */
    private static void packValues(CounterValues counters, ByteBuffer bytes) {
        long forms = 0;
        for (StatementCounter counter : COUNTERS)
            forms |= (long) Form.of(counters.get(counter)).ordinal() << 2 * counter.ordinal();
        bytes.putLong(forms);
        for (StatementCounter counter : COUNTERS) {
            double value = counters.get(counter);
            switch (Form.of(value)) {
                case SMALL -> bytes.putInt((int) value);
                case DOUBLE -> bytes.putDouble(value);
                case ZERO, NOT_COUNTED -> {}
            }
        }
    }

    private static CounterValues unpackValues(ByteBuffer bytes) {
        long forms = bytes.getLong();
        // Asked for in the order of the counters, as they were written.
        return CounterValues.of(counter -> switch (Form.ALL[(int) (forms >>> 2 * counter.ordinal() & 3)]) {
            case SMALL -> bytes.getInt();
            case DOUBLE -> bytes.getDouble();
            case ZERO -> 0;
            case NOT_COUNTED -> Double.NaN;
        });
    }

    private static String text(ByteBuffer bytes) {
        byte[] text = new byte[bytes.getShort()];
        bytes.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    /** PostgreSQL's times are whole microseconds. */
    private static long micros(@Nullable Instant instant) {
        return instant == null ? NEVER : ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    private static @Nullable Instant instant(long micros) {
        return micros == NEVER ? null : Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
