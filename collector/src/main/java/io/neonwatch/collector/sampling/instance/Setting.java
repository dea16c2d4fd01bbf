package io.neonwatch.collector.sampling.instance;

import org.jspecify.annotations.Nullable;

/**
 * A setting of the server, as a new session gets it.
 *
 * @param type as in {@code pg_settings.vartype}
 * @param unit as in {@code pg_settings.unit}: {@code 8kB}, {@code ms}; null where there is none
 * @param value in that unit; null where it may hold a secret
 * @param digest equal for equal values; never leaves the collector
 * @param pendingRestart whether the server has read a value that it can use only after its next start
 */
record Setting(
        String name,
        String type,
        @Nullable String unit,
        @Nullable String value,
        String digest,
        boolean pendingRestart) {

    /** In the unit of {@link SettingUnit}; negative values mean off or automatic and stay as they are. NaN for texts. */
    double number() {
        if (value == null) return Double.NaN;
        return switch (type) {
            case "bool" -> value.equals("on") ? 1 : 0;
            case "integer", "real" -> number(Double.parseDouble(value));
            default -> Double.NaN;
        };
    }

    private double number(double amount) {
        return amount < 0 ? amount : amount * SettingUnit.of(unit).factor();
    }
}
