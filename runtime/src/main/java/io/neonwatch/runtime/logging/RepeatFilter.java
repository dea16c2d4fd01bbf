package io.neonwatch.runtime.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/**
 * Lets the same warning of a library through once a minute. Clients that reconnect say so with each attempt, and our own
 * {@link io.neonwatch.runtime.dependency.Dependency} has said it already.
 */
final class RepeatFilter extends TurboFilter {

    private static final long PAUSE_NANOS = Duration.ofMinutes(1).toNanos();
    private static final int MAXIMUM_REMEMBERED = 1_000;

    private final LongSupplier nanoTime;
    private final Map<String, Long> lastSaid = new ConcurrentHashMap<>();

    RepeatFilter(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            Object @Nullable [] arguments,
            @Nullable Throwable cause) {
        // Without a format it is only asked whether the level is on.
        if (format == null
                || !level.isGreaterOrEqual(Level.WARN)
                || !level.isGreaterOrEqual(logger.getEffectiveLevel())
                || logger.getName().startsWith("io.neonwatch.")) return FilterReply.NEUTRAL;
        String line = logger.getName() + ' ' + format + ' ' + (cause == null ? "" : cause.getClass());
        long now = nanoTime.getAsLong();
        if (lastSaid.size() >= MAXIMUM_REMEMBERED) lastSaid.clear();
        Long last = lastSaid.putIfAbsent(line, now);
        if (last == null) return FilterReply.NEUTRAL;
        if (now - last < PAUSE_NANOS) return FilterReply.DENY;
        lastSaid.put(line, now);
        return FilterReply.NEUTRAL;
    }
}
