package io.neonwatch.collector.sampling;

/** Puts the id of a target together from parts, so that it stays one line, and can be part of a key. */
final class TargetId {

    private TargetId() {}

    /** Part by part, between slashes; in a part that is any database's name, what would be in the way is escaped. */
    static String of(String place, String database) {
        return place + "/" + escaped(database);
    }

    /** As in a URL: the slash, the bar that parts keys, the percent sign and control characters. */
    private static String escaped(String name) {
        StringBuilder escaped = new StringBuilder();
        name.codePoints().forEach(character -> {
            if (character == '/' || character == '|' || character == '%' || character < ' ' || character == 0x7F)
                escaped.append(String.format("%%%02X", character));
            else escaped.appendCodePoint(character);
        });
        return escaped.toString();
    }
}
