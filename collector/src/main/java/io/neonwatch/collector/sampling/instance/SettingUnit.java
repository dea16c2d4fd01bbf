package io.neonwatch.collector.sampling.instance;

import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A unit of {@code pg_settings}, such as 8kB or min, in terms of bytes or seconds.
 *
 * @param symbol UCUM: By, s or 1
 * @param factor what a value is multiplied by to be in that unit
 */
record SettingUnit(String symbol, double factor) {

    private static final Pattern AMOUNT = Pattern.compile("(\\d*)(\\D+)");
    private static final Map<String, SettingUnit> BY_NAME = Map.of(
            "B", new SettingUnit("By", 1),
            "kB", new SettingUnit("By", 0x1p10),
            "MB", new SettingUnit("By", 0x1p20),
            "GB", new SettingUnit("By", 0x1p30),
            "us", new SettingUnit("s", 1e-6),
            "ms", new SettingUnit("s", 1e-3),
            "s", new SettingUnit("s", 1),
            "min", new SettingUnit("s", 60),
            "h", new SettingUnit("s", 3600),
            "d", new SettingUnit("s", 86_400));
    private static final SettingUnit NONE = new SettingUnit("1", 1);

    /** @param unit as in {@code pg_settings.unit} */
    static SettingUnit of(@Nullable String unit) {
        if (unit == null) return NONE;
        Matcher matcher = AMOUNT.matcher(unit);
        if (!matcher.matches()) return NONE;
        SettingUnit single = Objects.requireNonNullElse(BY_NAME.get(matcher.group(2)), NONE);
        String times = matcher.group(1);
        return times.isEmpty() ? single : new SettingUnit(single.symbol(), Integer.parseInt(times) * single.factor());
    }
}
