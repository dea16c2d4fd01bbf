package io.neonwatch.deploy.docker;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks Docker once per run. */
final class DockerCondition implements ExecutionCondition {

    private static final Logger LOGGER = LoggerFactory.getLogger(DockerCondition.class);
    private static final DockerAnswer ANSWER = ask();

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

    private static DockerAnswer ask() {
        DockerAnswer answer = DockerAnswer.ask();
        if (answer instanceof DockerAnswer.No(String reason))
            LOGGER.atWarn().addKeyValue("reason", reason).log("The tests that need Docker are skipped");
        return answer;
    }
}
