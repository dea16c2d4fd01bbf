package io.neonwatch.notifier.email;

import io.neonwatch.notifier.channel.Fact;
import io.neonwatch.notifier.channel.Page;
import java.util.regex.Pattern;

/** A page as an email's subject and plain text. */
final class EmailText {

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");
    private static final int SUBJECT_LIMIT = 180;
    private static final int LINE_LIMIT = 1_000;
    private static final int NAME_WIDTH = 12;

    private EmailText() {}

    static String subject(Page page) {
        String repeat = page.mayRepeat() ? " (may repeat)" : "";
        return oneLine("[" + page.status() + "] " + page.rule() + repeat + ": " + page.summary(), SUBJECT_LIMIT);
    }

    static String body(Page page) {
        StringBuilder text = new StringBuilder();
        text.append(oneLine(page.headline(), LINE_LIMIT))
                .append("\n\n")
                .append(oneLine(page.summary(), LINE_LIMIT))
                .append("\n\n");
        for (Fact fact : page.facts())
            text.append(String.format("%-" + NAME_WIDTH + "s ", oneLine(fact.name(), LINE_LIMIT) + ":"))
                    .append(oneLine(fact.text(), LINE_LIMIT))
                    .append('\n');
        if (!page.detail().isBlank())
            text.append('\n').append(page.detail().replace("`", "")).append('\n');
        if (!page.runbook().isBlank())
            text.append("\nRunbook: ")
                    .append(oneLine(page.runbook(), LINE_LIMIT))
                    .append('\n');
        if (page.mayRepeat()) text.append("\nThis may be a repeat: nothing says whether the first sending arrived.\n");
        return text.append("\n-- \nNeonwatch, episode ")
                .append(page.episode())
                .append('\n')
                .toString();
    }

    /** Without line breaks or other controls, with which a value could become a header of its own. */
    static String oneLine(String text, int limit) {
        String line = CONTROL.matcher(text).replaceAll(" ").strip();
        if (line.length() <= limit) return line;
        int end = Character.isHighSurrogate(line.charAt(limit - 2)) ? limit - 2 : limit - 1;
        return line.substring(0, end) + "…";
    }
}
