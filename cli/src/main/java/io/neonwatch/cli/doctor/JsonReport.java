package io.neonwatch.cli.doctor;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.neonwatch.runtime.doctor.Finding;
import java.util.List;
import java.util.Locale;

/** The findings for programs; the shape is described in docs/doctor.md and only ever grows. */
final class JsonReport {

    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonReport() {}

    static String of(List<Finding> findings) {
        ObjectNode report = JSON.createObjectNode();
        report.put(
                "healthy",
                findings.stream().noneMatch(finding -> finding.verdict().isBad()));
        ArrayNode list = report.putArray("findings");
        for (Finding finding : findings) {
            ObjectNode node = list.addObject();
            node.put("part", name(finding.part()));
            node.put("subject", finding.subject());
            node.put("check", finding.check());
            node.put("verdict", name(finding.verdict()));
            node.put("message", finding.message());
            node.put("remedy", finding.remedy());
            finding.sql().forEach(node.putArray("sql")::add);
        }
        return report.toPrettyString() + System.lineSeparator();
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
