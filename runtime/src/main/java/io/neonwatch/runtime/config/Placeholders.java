package io.neonwatch.runtime.config;

import io.neonwatch.runtime.config.YamlNode.Scalar;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Replaces <code>${VAR}</code>, <code>${VAR:-default}</code> and <code>${file:/path}</code>; <code>$${</code> stands for
 * <code>${</code> itself. What is put in is text: it is not read as YAML, nor replaced again.
 */
final class Placeholders {

    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final Map<String, String> environment;
    private final Path directory;

    /** @param directory from which relative file names are taken */
    Placeholders(Map<String, String> environment, Path directory) {
        this.environment = Map.copyOf(environment);
        this.directory = directory;
    }

    /** @throws IllegalArgumentException naming the placeholder and what to do */
    Scalar replace(Scalar scalar) {
        String text = scalar.text();
        if (!text.contains("${")) return scalar;
        StringBuilder replaced = new StringBuilder();
        StringBuilder origin = new StringBuilder();
        int at = 0;
        for (int open = text.indexOf("${"); open >= 0; open = text.indexOf("${", at)) {
            if (open > at && text.charAt(open - 1) == '$') {
                replaced.append(text, at, open - 1).append("${");
                at = open + 2;
                continue;
            }
            int close = text.indexOf('}', open);
            if (close < 0) throw new IllegalArgumentException("${ is not closed; add }, or write $${ for ${ itself");
            replaced.append(text, at, open).append(value(text.substring(open + 2, close), origin));
            at = close + 1;
        }
        return new Scalar(
                scalar.position(),
                replaced.append(text, at, text.length()).toString(),
                scalar.plain(),
                origin.toString());
    }

    private String value(String expression, StringBuilder origin) {
        if (!origin.isEmpty()) origin.append(", ");
        if (expression.startsWith("file:")) {
            String file = expression.substring("file:".length());
            origin.append("${file:").append(file).append('}');
            return content(file);
        }
        int mark = expression.indexOf(":-");
        String name = mark < 0 ? expression : expression.substring(0, mark);
        if (!VARIABLE.matcher(name).matches())
            throw new IllegalArgumentException(
                    "not a variable between ${ and }; write ${NAME}, ${NAME:-default}, ${file:/path}, or $${ for ${ itself");
        origin.append("${").append(name).append('}');
        String value = environment.getOrDefault(name, "");
        if (mark >= 0) return value.isEmpty() ? expression.substring(mark + 2) : value;
        if (!environment.containsKey(name))
            throw new IllegalArgumentException("the environment variable " + name + " is not set; set it, or write ${"
                    + name + ":-default} in this place");
        return value;
    }

    private String content(String file) {
        try {
            return TextFile.read(directory.resolve(file)).replaceFirst("[\\r\\n]+$", "");
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("the path in ${file:...} is not one; correct it", e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the file " + file + " " + e.getMessage(), e);
        }
    }
}
