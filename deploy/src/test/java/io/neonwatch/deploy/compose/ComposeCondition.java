package io.neonwatch.deploy.compose;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Looks for Compose. */
final class ComposeCondition implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return ComposeProgram.find()
                .map(found -> ConditionEvaluationResult.enabled("there is " + found.command()))
                .orElseGet(() -> ConditionEvaluationResult.disabled(
                        "needs Compose: neither \"docker compose\" nor \"docker-compose\" is installed"));
    }
}
