package io.neonwatch.collector.publish;

import io.neonwatch.schemas.Target;
import io.neonwatch.schemas.TargetState;
import java.time.Instant;

/** Records that carry their number, each of one of three targets. */
final class NumberedTarget {

    private static final Instant FIRST = Instant.parse("2026-11-01T00:00:00Z");

    private NumberedTarget() {}

    static String key(String prefix, int number) {
        return prefix + number % 3;
    }

    /** Event time: a second after the one before. */
    static Instant at(int number) {
        return FIRST.plusSeconds(number);
    }

    static Target of(int number) {
        return of(number, "17.5");
    }

    static Target of(int number, String serverVersion) {
        return new Target(
                "target",
                TargetState.ACTIVE,
                at(number),
                Integer.toString(number),
                "epoch",
                serverVersion,
                "collector",
                null,
                null,
                null,
                "orders");
    }

    static int number(Target target) {
        return Integer.parseInt(target.getDetail());
    }
}
