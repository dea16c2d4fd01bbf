package io.neonwatch.collector.docker;

import java.time.Duration;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Asks once per run whether Docker answers; where it does not, tests are skipped with what it said. */
public final class DockerCondition implements ExecutionCondition {

    private static final Command ANSWER =
            Command.run(Duration.ofSeconds(20), "docker", "version", "--format", "{{.Server.APIVersion}}");

    // What Testcontainers 2.0 was made for.
    private static final String PREFERRED_VERSION = "1.44";

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (!ANSWER.succeeded()) return ConditionEvaluationResult.disabled("needs Docker: " + ANSWER.lastLine());
        // Before its first use: it would try versions of its own choice, which an older Docker refuses.
        System.setProperty("api.version", older(ANSWER.lastLine(), PREFERRED_VERSION));
        return ConditionEvaluationResult.enabled("Docker answers");
    }

    private static String older(String one, String other) {
        return minor(one) < minor(other) ? one : other;
    }

    private static int minor(String version) {
        return Integer.parseInt(version.substring(version.indexOf('.') + 1));
    }
}
