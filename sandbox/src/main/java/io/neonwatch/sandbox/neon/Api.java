package io.neonwatch.sandbox.neon;

import io.neonwatch.sandbox.neon.Projects.Held;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Neon's API over the projects: one method for each thing that can be asked. */
final class Api {

    private static final int USUAL_PROJECTS = 10;
    private static final int USUAL_OPERATIONS = 100;
    private static final int MOST_BRANCHES = 10_000;

    private final Projects projects;
    private final List<Route> routes = List.of(
            Route.of("GET", "/projects", (request, ids) -> listProjects(request)),
            Route.of("GET", "/projects/*", (request, ids) -> project(ids.get(0))),
            Route.of("GET", "/projects/*/operations", (request, ids) -> operations(request, ids.get(0))),
            Route.of("GET", "/projects/*/operations/*", (request, ids) -> operation(ids.get(0), ids.get(1))),
            Route.of("GET", "/projects/*/branches", (request, ids) -> branches(request, ids.get(0))),
            Route.of("POST", "/projects/*/branches", (request, ids) -> create(request, ids.get(0))),
            Route.of("GET", "/projects/*/branches/*", (request, ids) -> branch(ids.get(0), ids.get(1))),
            Route.of("DELETE", "/projects/*/branches/*", (request, ids) -> delete(ids.get(0), ids.get(1))),
            Route.of("GET", "/projects/*/branches/*/endpoints", (request, ids) -> endpoints(ids.get(0), ids.get(1))),
            Route.of("GET", "/projects/*/branches/*/databases", (request, ids) -> databases(ids.get(0), ids.get(1))),
            Route.of("GET", "/projects/*/endpoints", (request, ids) -> endpoints(ids.get(0))),
            Route.of("GET", "/projects/*/endpoints/*", (request, ids) -> endpoint(ids.get(0), ids.get(1))));

    Api(Projects projects) {
        this.projects = projects;
    }

    /** @throws Refusal for what is answered with an error */
    ApiAnswer answer(ApiRequest request) {
        boolean known = false;
        for (Route route : routes) {
            Optional<List<String>> ids = route.match(request.path());
            if (ids.isPresent() && route.method().equals(request.method()))
                return route.handler().answer(request, ids.get());
            known |= ids.isPresent();
        }
        if (known) throw new Refusal(405, "", "method not allowed");
        throw Refusal.notFound("this route");
    }

    private ApiAnswer listProjects(ApiRequest request) {
        List<ProjectRecord> found = projects.all().stream()
                .map(Held::project)
                .filter(project -> project.id().contains(request.search()))
                .toList();
        int limit = request.number("limit", USUAL_PROJECTS, 1, 400);
        Page<ProjectRecord> page =
                Page.of(found, ProjectRecord::id, request.query().get("cursor"), limit);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("projects", views(page.items(), Views::projectListItem));
        if (!page.cursor().isEmpty()) answer.put("pagination", Map.of("cursor", page.cursor()));
        answer.put("applications", Map.of());
        answer.put("integrations", Map.of());
        return ApiAnswer.ok(answer);
    }

    private ApiAnswer project(String project) {
        return ApiAnswer.ok(
                Map.of("project", Views.project(projects.get(project).project())));
    }

    private ApiAnswer operations(ApiRequest request, String project) {
        List<OperationRecord> all = projects.get(project).operations().newestFirst();
        int limit = request.number("limit", USUAL_OPERATIONS, 1, 1000);
        Page<OperationRecord> page =
                Page.of(all, OperationRecord::id, request.query().get("cursor"), limit);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("operations", views(page.items(), Views::operation));
        if (!page.cursor().isEmpty()) answer.put("pagination", Map.of("cursor", page.cursor()));
        return ApiAnswer.ok(answer);
    }

    private ApiAnswer operation(String project, String id) {
        OperationRecord operation =
                projects.get(project).operations().find(id).orElseThrow(() -> Refusal.notFound("operation"));
        return ApiAnswer.ok(Map.of("operation", Views.operation(operation)));
    }

    private ApiAnswer branches(ApiRequest request, String project) {
        String sortBy = request.query().getOrDefault("sort_by", "updated_at");
        boolean ascending = request.query().getOrDefault("sort_order", "desc").equals("asc");
        Comparator<BranchRecord> order = order(sortBy).thenComparing(BranchRecord::id);
        List<BranchRecord> found = projects.get(project).branches().all().stream()
                .filter(branch ->
                        branch.name().contains(request.search()) || branch.id().contains(request.search()))
                .sorted(ascending ? order : order.reversed())
                .toList();
        int limit = request.number("limit", MOST_BRANCHES, 1, MOST_BRANCHES);
        Page<BranchRecord> page =
                Page.of(found, BranchRecord::id, request.query().get("cursor"), limit);
        Map<String, Object> pagination = new LinkedHashMap<>();
        if (!page.last()) pagination.put("next", page.cursor());
        pagination.put("sort_by", sortBy);
        pagination.put("sort_order", ascending ? "asc" : "desc");
        return ApiAnswer.ok(Map.of(
                "branches", views(page.items(), Views::branch), "annotations", Map.of(), "pagination", pagination));
    }

    private static Comparator<BranchRecord> order(String sortBy) {
        return switch (sortBy) {
            case "name" -> Comparator.comparing(BranchRecord::name);
            case "created_at" -> Comparator.comparing(BranchRecord::createdAt);
            case "updated_at" -> Comparator.comparing(BranchRecord::updatedAt);
            default -> throw Refusal.malformed("sort_by must be name, created_at or updated_at");
        };
    }

    private ApiAnswer create(ApiRequest request, String project) {
        Held held = projects.get(project);
        Branches.Change change = held.branches().create(WantedBranch.parse(request.body()));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("branch", Views.branch(change.branch()));
        answer.put("endpoints", views(change.endpoints(), Views::endpoint));
        answer.put("operations", views(change.operations(), Views::operation));
        answer.put("roles", List.of(Views.role(change.branch())));
        answer.put("databases", databases(held, change.branch()));
        return new ApiAnswer(201, answer);
    }

    private ApiAnswer branch(String project, String id) {
        BranchRecord branch = projects.get(project).branches().find(id).orElseThrow(() -> Refusal.notFound("branch"));
        return ApiAnswer.ok(Map.of("branch", Views.branch(branch), "annotation", Views.annotation(branch)));
    }

    private ApiAnswer delete(String project, String id) {
        return projects.get(project)
                .branches()
                .delete(id)
                .map(change -> ApiAnswer.ok(Map.of(
                        "branch", Views.branch(change.branch()),
                        "operations", views(change.operations(), Views::operation))))
                .orElse(new ApiAnswer(204, null));
    }

    private ApiAnswer endpoints(String project, String branch) {
        Branches branches = projects.get(project).branches();
        if (branches.find(branch).isEmpty()) throw Refusal.notFound("branch");
        return ApiAnswer.ok(Map.of("endpoints", views(branches.endpointsOf(branch), Views::endpoint)));
    }

    private ApiAnswer databases(String project, String branch) {
        Held held = projects.get(project);
        BranchRecord known = held.branches().find(branch).orElseThrow(() -> Refusal.notFound("branch"));
        return ApiAnswer.ok(Map.of("databases", databases(held, known)));
    }

    private static List<Map<String, Object>> databases(Held held, BranchRecord branch) {
        List<String> names = held.branches().databasesOf(branch.id());
        return IntStream.range(0, names.size())
                .mapToObj(index -> Views.database(branch, index + 1, names.get(index)))
                .toList();
    }

    private ApiAnswer endpoints(String project) {
        return ApiAnswer.ok(
                Map.of("endpoints", views(projects.get(project).branches().endpoints(), Views::endpoint)));
    }

    private ApiAnswer endpoint(String project, String id) {
        EndpointRecord endpoint = projects.get(project).branches().endpoints().stream()
                .filter(candidate -> candidate.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("endpoint"));
        return ApiAnswer.ok(Map.of("endpoint", Views.endpoint(endpoint)));
    }

    private static <T> List<Map<String, Object>> views(Collection<T> items, Function<T, Map<String, Object>> view) {
        return items.stream().map(view).toList();
    }
}
