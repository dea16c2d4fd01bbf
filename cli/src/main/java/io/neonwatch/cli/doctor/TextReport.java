package io.neonwatch.cli.doctor;

import io.neonwatch.runtime.doctor.Finding;
import io.neonwatch.runtime.doctor.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The findings for people: a table, and below what is not fine what to do. */
final class TextReport {

    private TextReport() {}

    static String of(List<Finding> findings) {
        int where = width(findings, TextReport::where);
        int check = width(findings, Finding::check);
        List<String> lines = new ArrayList<>();
        String before = "";
        for (Finding finding : findings) {
            String place = where(finding);
            String shown = place.equals(before) ? "" : place;
            before = place;
            lines.add(pad(name(finding.verdict()), 9)
                    + pad(shown, where)
                    + pad(finding.check(), check)
                    + oneLine(finding.message()));
            String indent = " ".repeat(9 + where + check);
            if (finding.verdict().isBad() && !finding.remedy().isEmpty())
                lines.add(indent + "-> " + oneLine(finding.remedy())
                        + (finding.sql().isEmpty() ? "" : ":"));
            finding.sql().forEach(statement -> lines.add(indent + "   " + statement + ";"));
        }
        lines.add("");
        lines.add(summary(findings));
        return lines.stream()
                .map(line -> line.stripTrailing() + System.lineSeparator())
                .collect(Collectors.joining());
    }

    private static String summary(List<Finding> findings) {
        long failures = count(findings, Verdict.FAILURE);
        long warnings = count(findings, Verdict.WARNING);
        if (failures + warnings == 0) return "All is fine.";
        return failures + " failures, " + warnings + " warnings.";
    }

    private static long count(List<Finding> findings, Verdict verdict) {
        return findings.stream().filter(finding -> finding.verdict() == verdict).count();
    }

    private static String where(Finding finding) {
        return name(finding.part()) + " " + oneLine(finding.subject());
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static int width(List<Finding> findings, Function<Finding, String> column) {
        return 2
                + findings.stream()
                        .mapToInt(finding -> column.apply(finding).length())
                        .max()
                        .orElse(0);
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(1, width - text.length()));
    }

    /** A database may be called anything. */
    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ");
    }
}
