package io.neonwatch.deploy.docker;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Asks Docker once per run. */
final class DockerCondition implements ExecutionCondition {

    private static final DockerAnswer ANSWER = DockerAnswer.ask();

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return switch (ANSWER) {
            case DockerAnswer.Yes yes -> {
                yes.tellTestcontainers();
                yield ConditionEvaluationResult.enabled("Docker answers");
            }
            case DockerAnswer.No no -> ConditionEvaluationResult.disabled("needs Docker: " + no.reason());
        };
    }
}
