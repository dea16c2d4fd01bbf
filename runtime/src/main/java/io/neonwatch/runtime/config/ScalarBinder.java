package io.neonwatch.runtime.config;

import io.neonwatch.runtime.config.YamlNode.Scalar;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** One text into one value. Every refusal says what is expected and never repeats the text, which may be a secret. */
final class ScalarBinder {

    private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]*)");
    private static final Pattern DECIMAL = Pattern.compile(WHOLE + "(\\.[0-9]+)?([eE][-+]?[0-9]{1,3})?");
    private static final int MAXIMUM_DIGITS = 40;

    private ScalarBinder() {}

    /** @throws IllegalArgumentException what the text must be and is not */
    static Object bind(Scalar scalar, Class<?> type, Path directory) {
        String text = scalar.text();
        if (type == String.class) return text;
        if (type == Secret.class) return new Secret(text);
        if (type == Duration.class) return DurationText.parse(text);
        if (type == URI.class) return url(text);
        if (type == Path.class) return path(text, directory);
        if (type.isEnum()) return constant(text, type);
        // "5" in quotes is a text; only a placeholder may need the quotes.
        boolean bare = scalar.plain() || scalar.replaced();
        if (type == boolean.class || type == Boolean.class) {
            if (bare && (text.equals("true") || text.equals("false"))) return text.equals("true");
            throw new IllegalArgumentException("must be true or false, without quotes");
        }
        if (type == int.class || type == Integer.class)
            return (int) whole(text, bare, Integer.MIN_VALUE, Integer.MAX_VALUE);
        if (type == long.class || type == Long.class) return whole(text, bare, Long.MIN_VALUE, Long.MAX_VALUE);
        if (type == short.class || type == Short.class)
            return (short) whole(text, bare, Short.MIN_VALUE, Short.MAX_VALUE);
        if (type == double.class || type == Double.class) return decimal(text, bare);
        throw new IllegalStateException("configuration cannot hold a " + type.getName());
    }

    private static long whole(String text, boolean bare, long minimum, long maximum) {
        if (!bare || text.length() > MAXIMUM_DIGITS || !WHOLE.matcher(text).matches())
            throw new IllegalArgumentException("must be a whole number, without quotes, leading zeros or unit");
        BigInteger number = new BigInteger(text);
        if (number.compareTo(BigInteger.valueOf(minimum)) < 0 || number.compareTo(BigInteger.valueOf(maximum)) > 0)
            throw new IllegalArgumentException("must be a whole number from " + minimum + " to " + maximum);
        return number.longValueExact();
    }

    private static double decimal(String text, boolean bare) {
        if (!bare || text.length() > MAXIMUM_DIGITS || !DECIMAL.matcher(text).matches())
            throw new IllegalArgumentException("must be a number such as 0.75, without quotes or unit");
        double number = new BigDecimal(text).doubleValue();
        if (!Double.isFinite(number)) throw new IllegalArgumentException("must be a smaller number");
        return number;
    }

    private static URI url(String text) {
        try {
            URI url = new URI(text);
            if (url.isAbsolute()) return url;
        } catch (URISyntaxException e) {
            // Its message repeats the text.
        }
        throw new IllegalArgumentException("must be a URL with its scheme, such as http://host:8080/path");
    }

    private static Path path(String text, Path directory) {
        try {
            return directory.resolve(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("must be the path of a file", e);
        }
    }

    private static Object constant(String text, Class<?> type) {
        List<?> constants = Arrays.asList(type.getEnumConstants());
        List<String> names =
                constants.stream().map(each -> KeyNames.of((Enum<?>) each)).toList();
        int index = names.indexOf(text);
        if (index < 0) throw new IllegalArgumentException("must be one of " + String.join(", ", names));
        return constants.get(index);
    }
}
