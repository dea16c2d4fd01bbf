package io.neonwatch.sandbox.neon;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What Neon shows of its things, with every field that its specification requires. */
final class Views {

    private static final String REGION = "aws-us-east-2";
    private static final String PROVISIONER = "k8s-neonvm";

    private Views() {}

    static Map<String, Object> project(ProjectRecord project) {
        Map<String, Object> view = anyProject(project);
        view.put("consumption_period_start", time(project.createdAt()));
        view.put("consumption_period_end", time(project.createdAt().plus(30, ChronoUnit.DAYS)));
        view.put("active_time_seconds", 0);
        view.put("compute_time_seconds", 0);
        view.put("written_data_bytes", 0);
        view.put("data_transfer_bytes", 0);
        view.put("data_storage_bytes_hour", 0);
        return view;
    }

    static Map<String, Object> projectListItem(ProjectRecord project) {
        Map<String, Object> view = anyProject(project);
        view.put("active_time", 0);
        return view;
    }

    private static Map<String, Object> anyProject(ProjectRecord project) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", project.id());
        view.put("name", project.name());
        view.put("platform_id", "aws");
        view.put("region_id", REGION);
        view.put("pg_version", 17);
        view.put("proxy_host", "localhost");
        view.put("branch_logical_size_limit", project.branchSizeLimit() >> 20);
        view.put("branch_logical_size_limit_bytes", project.branchSizeLimit());
        view.put("store_passwords", true);
        view.put("cpu_used_sec", 0);
        view.put("provisioner", PROVISIONER);
        view.put("creation_source", "console");
        view.put("history_retention_seconds", project.historyWindow().toSeconds());
        view.put("created_at", time(project.createdAt()));
        view.put("updated_at", time(project.createdAt()));
        view.put("owner_id", "sandbox");
        return view;
    }

    static Map<String, Object> branch(BranchRecord branch) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", branch.id());
        view.put("project_id", branch.projectId());
        putIfPresent(view, "parent_id", branch.parentId());
        putIfPresent(view, "parent_lsn", branch.parentLsn());
        putIfPresent(view, "parent_timestamp", branch.parentTimestamp());
        view.put("name", branch.name());
        view.put("current_state", branch.state());
        if (!branch.isReady()) view.put("pending_state", "ready");
        view.put("state_changed_at", time(branch.updatedAt()));
        view.put("creation_source", "console");
        view.put("init_source", branch.initSource());
        view.put("default", branch.isDefault());
        view.put("primary", branch.isDefault());
        view.put("protected", branch.isProtected());
        view.put("cpu_used_sec", 0);
        view.put("active_time_seconds", 0);
        view.put("compute_time_seconds", 0);
        view.put("written_data_bytes", 0);
        view.put("data_transfer_bytes", 0);
        view.put("created_at", time(branch.createdAt()));
        view.put("updated_at", time(branch.updatedAt()));
        putIfPresent(view, "expires_at", branch.expiresAt());
        if (branch.logicalSize() != null) view.put("logical_size", branch.logicalSize());
        return view;
    }

    static Map<String, Object> endpoint(EndpointRecord endpoint) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", endpoint.id());
        view.put("host", endpoint.host());
        view.put("project_id", endpoint.projectId());
        view.put("branch_id", endpoint.branchId());
        view.put("region_id", REGION);
        view.put("autoscaling_limit_min_cu", 0.25);
        view.put("autoscaling_limit_max_cu", 0.25);
        view.put("type", endpoint.type());
        view.put("current_state", endpoint.state());
        if (endpoint.state().equals("init")) view.put("pending_state", "active");
        view.put("pooler_enabled", false);
        view.put("pooler_mode", "transaction");
        view.put("disabled", false);
        view.put("passwordless_access", true);
        view.put("creation_source", "console");
        view.put("settings", Map.of("pg_settings", Map.of()));
        view.put("proxy_host", "localhost");
        view.put("suspend_timeout_seconds", endpoint.suspendTimeoutSeconds());
        view.put("provisioner", PROVISIONER);
        view.put("created_at", time(endpoint.createdAt()));
        view.put("updated_at", time(endpoint.updatedAt()));
        if (endpoint.startedAt() != null) view.put("started_at", time(endpoint.startedAt()));
        if (endpoint.lastActive() != null) view.put("last_active", time(endpoint.lastActive()));
        if (endpoint.suspendedAt() != null) view.put("suspended_at", time(endpoint.suspendedAt()));
        return view;
    }

    static Map<String, Object> operation(OperationRecord operation) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", operation.id());
        view.put("project_id", operation.projectId());
        putIfPresent(view, "branch_id", operation.branchId());
        putIfPresent(view, "endpoint_id", operation.endpointId());
        view.put("action", operation.action());
        view.put("status", operation.status());
        putIfPresent(view, "error", operation.error());
        view.put("failures_count", operation.status().equals("failed") ? 1 : 0);
        view.put("created_at", time(operation.createdAt()));
        view.put("updated_at", time(operation.updatedAt()));
        view.put("total_duration_ms", operation.lasted().toMillis());
        return view;
    }

    static Map<String, Object> role(BranchRecord branch) {
        return Map.of(
                "branch_id", branch.id(),
                "name", "neondb_owner",
                "protected", false,
                "created_at", time(branch.createdAt()),
                "updated_at", time(branch.createdAt()));
    }

    static Map<String, Object> database(BranchRecord branch, int id, String name) {
        return Map.of(
                "id",
                id,
                "branch_id",
                branch.id(),
                "name",
                name,
                "owner_name",
                "neondb_owner",
                "created_at",
                time(branch.createdAt()),
                "updated_at",
                time(branch.createdAt()));
    }

    static Map<String, Object> annotation(BranchRecord branch) {
        return Map.of("object", Map.of("type", "console/branch", "id", branch.id()), "value", Map.of());
    }

    static Map<String, Object> error(String code, String message, String requestId) {
        return Map.of("code", code, "message", message, "request_id", requestId);
    }

    /** Neon's own times have no fractions of a second. */
    private static String time(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static void putIfPresent(Map<String, Object> view, String field, @Nullable Object value) {
        if (value != null) view.put(field, value.toString());
    }
}
