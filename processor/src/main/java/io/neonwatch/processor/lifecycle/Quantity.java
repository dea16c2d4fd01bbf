package io.neonwatch.processor.lifecycle;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** A number with its unit, for a person. */
final class Quantity {

    private static final MathContext THREE_DIGITS = new MathContext(3, RoundingMode.HALF_UP);

    private Quantity() {}

    /**
     * @param unit UCUM; {@code 1} is a share and becomes a percentage, an annotation such as {@code {query}} is left out
     */
    static String format(double value, String unit) {
        if (!Double.isFinite(value)) return "unlimited";
        if (unit.equals("1")) return number(value * 100) + " %";
        if (unit.isEmpty() || unit.startsWith("{")) return number(value);
        return number(value) + " " + unit;
    }

    private static String number(double value) {
        BigDecimal exact = BigDecimal.valueOf(value);
        // Three digits are enough, but a count is told to the last one.
        BigDecimal rounded = exact.abs().compareTo(BigDecimal.valueOf(100)) >= 0
                ? exact.setScale(0, RoundingMode.HALF_UP)
                : exact.round(THREE_DIGITS);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
}
