package io.neonwatch.cli.demo;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the demo saw happen. Each kind is one line of {@code --json}; its components are the line's fields. */
sealed interface DemoEvent {

    /** The line's {@code event}. */
    @JsonIgnore
    String kind();

    /** What of it can be expected, with the rule and, where it has one, the severity or the outcome. */
    @JsonIgnore
    default Optional<String> outcome() {
        return Optional.empty();
    }

    /** Everything runs and is ready. */
    record StackReady(Map<String, String> addresses) implements DemoEvent {
        @Override
        public String kind() {
            return "stack_ready";
        }
    }

    /**
     * A probe's first batch that has deltas too is on the metrics topic.
     *
     * @param metrics how many different ones
     * @param series how many points
     */
    record Measured(String probe, int metrics, int series) implements DemoEvent {
        @Override
        public String kind() {
            return "measured";
        }

        @Override
        public Optional<String> outcome() {
            return Optional.of("measured " + probe);
        }
    }

    /** A sample on the metrics topic shows the condition. */
    record ConditionStarted(String rule, String severity, double value) implements DemoEvent {
        @Override
        public String kind() {
            return "condition_started";
        }

        @Override
        public Optional<String> outcome() {
            return Optional.of("condition_started " + rule + " " + severity);
        }
    }

    /** The alert fires, or its severity was raised, on the alert-events topic. */
    record AlertFiring(String rule, String severity, String episode, String summary) implements DemoEvent {
        @Override
        public String kind() {
            return "alert_firing";
        }

        @Override
        public Optional<String> outcome() {
            return Optional.of("alert_firing " + rule + " " + severity);
        }
    }

    /**
     * A sink received a message.
     *
     * @param latencyMs from the event time of the alert's step to the sink
     */
    record Delivered(String channel, String rule, String severity, String episode, String action, long latencyMs)
            implements DemoEvent {
        @Override
        public String kind() {
            return "delivered";
        }

        @Override
        public Optional<String> outcome() {
            String what = action.equals("resolved") ? action : severity;
            return Optional.of("delivered " + channel + " " + rule + " " + what);
        }
    }

    /** The recoveries topic says that the branch is there. */
    record RecoveryReady(String rule, String episode, String branchId, String branchName) implements DemoEvent {
        @Override
        public String kind() {
            return "recovery_ready";
        }

        @Override
        public Optional<String> outcome() {
            return Optional.of("recovery_ready " + rule);
        }
    }

    /** The alert is resolved, on the alert-events topic. */
    record AlertResolved(String rule, String episode) implements DemoEvent {
        @Override
        public String kind() {
            return "alert_resolved";
        }

        @Override
        public Optional<String> outcome() {
            return Optional.of("alert_resolved " + rule);
        }
    }

    /**
     * How it ended.
     *
     * @param expected how many outcomes should be seen, each exactly once
     * @param seen how many of them were
     * @param missing those that were not
     * @param repeated those that were seen more than once
     * @param unexpected what was seen beyond them
     */
    record Result(
            boolean passed,
            int expected,
            int seen,
            List<String> missing,
            List<String> repeated,
            List<String> unexpected)
            implements DemoEvent {
        @Override
        public String kind() {
            return "result";
        }
    }
}
