package io.neonwatch.notifier.recovery;

import org.jspecify.annotations.Nullable;

/**
 * Another mode for a rule, for a Neon project, or for one in the other.
 *
 * @param rule null for every rule
 * @param project Neon's id of it; null for every project
 */
public record RecoveryOverride(
        @Nullable String rule, @Nullable String project, RecoveryConfig.Mode mode) {

    public RecoveryOverride {
        if (rule == null && project == null)
            throw new IllegalArgumentException("an override needs a rule, a project, or both");
    }

    boolean matches(String ofRule, String ofProject) {
        return (rule == null || rule.equals(ofRule)) && (project == null || project.equals(ofProject));
    }
}
