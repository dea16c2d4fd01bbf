package io.neonwatch.sandbox.neon;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.neonwatch.sandbox.neon.Projects.Held;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The page at the root, for a person to look at: projects, branches, operations. */
final class StatusPage implements HttpHandler {

    private static final String HEAD = """
            <!doctype html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="refresh" content="2">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Neon control plane (sandbox)</title><style>
            body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem }
            table { border-collapse: collapse; width: 100%; margin: 0 0 1.5rem }
            th, td { text-align: left; padding: .3rem .8rem .3rem 0; border-bottom: 1px solid #8884 }
            td { font-family: ui-monospace, monospace; font-size: 13px }
            </style></head><body><h1>Neon control plane (sandbox)</h1>
            """;

    private final Projects projects;

    StatusPage(Projects projects) {
        this.projects = projects;
    }

    @Override
    public void handle(HttpExchange http) throws IOException {
        try (http) {
            boolean found = http.getRequestURI().getPath().equals("/");
            byte[] page = (found ? page() : HEAD + "<p>There is nothing here.</p>").getBytes(StandardCharsets.UTF_8);
            http.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            http.sendResponseHeaders(found ? 200 : 404, page.length);
            http.getResponseBody().write(page);
        }
    }

    private String page() {
        return projects.all().stream().map(StatusPage::project).collect(Collectors.joining("", HEAD, "</body></html>"));
    }

    private static String project(Held held) {
        ProjectRecord project = held.project();
        String database = project.host() + ":" + project.port() + "/" + project.database();
        return "<h2>Project " + escape(project.id()) + "</h2><p>Database " + escape(database) + ", history of "
                + project.historyWindow().toHours() + " h</p>"
                + table(
                        "Branches",
                        List.of("name", "id", "parent", "starts at", "state", "compute", "expires"),
                        held.branches().all().stream().map(branch -> row(branch, held)))
                + table(
                        "Operations",
                        List.of("created", "action", "branch", "endpoint", "status"),
                        held.operations().newestFirst().stream().limit(50).map(StatusPage::row));
    }

    private static String row(BranchRecord branch, Held held) {
        Object start = branch.parentLsn() == null ? branch.parentTimestamp() : branch.parentLsn();
        String compute = held.branches().endpointsOf(branch.id()).stream()
                .map(endpoint -> endpoint.id() + " (" + endpoint.state() + ")")
                .collect(Collectors.joining(", "));
        return row(branch.name(), branch.id(), branch.parentId(), start, branch.state(), compute, branch.expiresAt());
    }

    private static String row(OperationRecord operation) {
        return row(
                operation.createdAt(),
                operation.action(),
                operation.branchId(),
                operation.endpointId(),
                operation.status());
    }

    private static String table(String title, List<String> columns, Stream<String> rows) {
        String head = columns.stream().map(column -> "<th>" + column + "</th>").collect(Collectors.joining());
        return "<h3>" + title + "</h3><table><thead><tr>" + head + "</tr></thead><tbody>"
                + rows.collect(Collectors.joining()) + "</tbody></table>";
    }

    private static String row(@Nullable Object... cells) {
        StringBuilder row = new StringBuilder("<tr>");
        for (Object cell : cells)
            row.append("<td>")
                    .append(cell == null ? "" : escape(cell.toString()))
                    .append("</td>");
        return row.append("</tr>").toString();
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
