package io.neonwatch.notifier.channel;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;

/** Numbers and spans of time as a person reads them. */
final class Quantities {

    private static final String[] BYTES = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};
    private static final int DIGITS = 3;

    private Quantities() {}

    /**
     * @param unit in UCUM; a text in braces says what is counted
     * @param share whether a value without a unit is a share of one, to be shown in percent
     */
    static String of(double value, String unit, boolean share) {
        if (!Double.isFinite(value)) return "unknown";
        if (unit.equals("By")) return bytes(value);
        if (unit.equals("1") || unit.isEmpty()) return share ? number(value * 100) + " %" : number(value);
        if (unit.startsWith("{")) return counted(number(value), unit.replaceAll("[{}]", ""));
        return number(value) + " " + unit;
    }

    private static String counted(String number, String thing) {
        if (number.equals("1")) return number + " " + thing;
        return number + " " + (thing.endsWith("y") ? thing.substring(0, thing.length() - 1) + "ies" : thing + "s");
    }

    /** The two largest units, for example {@code 2 h 5 min}. */
    static String span(Duration duration) {
        Duration span = duration.isNegative() ? Duration.ZERO : duration;
        if (span.toDays() > 0) return span.toDays() + " d " + span.toHoursPart() + " h";
        if (span.toHours() > 0) return span.toHours() + " h " + span.toMinutesPart() + " min";
        if (span.toMinutes() > 0) return span.toMinutes() + " min " + span.toSecondsPart() + " s";
        return span.toSeconds() + " s";
    }

    private static String bytes(double value) {
        double rest = value;
        int unit = 0;
        while (Math.abs(rest) >= 1024 && unit < BYTES.length - 1) {
            rest /= 1024;
            unit++;
        }
        return number(rest) + " " + BYTES[unit];
    }

    /** Three digits that count, whole numbers whole, thousands apart. */
    private static String number(double value) {
        BigDecimal exact = new BigDecimal(value);
        BigDecimal rounded = Math.abs(value) >= 1000
                ? exact.setScale(0, RoundingMode.HALF_UP)
                : exact.round(new MathContext(DIGITS, RoundingMode.HALF_UP));
        BigDecimal plain = rounded.signum() == 0 ? BigDecimal.ZERO : rounded.stripTrailingZeros();
        int decimals = Math.max(0, plain.scale());
        return String.format(Locale.ROOT, "%,." + decimals + "f", plain);
    }
}
