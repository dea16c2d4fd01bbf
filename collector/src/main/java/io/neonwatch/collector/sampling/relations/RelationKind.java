package io.neonwatch.collector.sampling.relations;

import java.util.Locale;

/** What has storage of its own. */
enum RelationKind {
    TABLE,
    TOAST,
    INDEX;

    /** @param relkind as in {@code pg_class} */
    static RelationKind of(String relkind) {
        return switch (relkind) {
            case "t" -> TOAST;
            case "i" -> INDEX;
            default -> TABLE;
        };
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
