package io.neonwatch.runtime.config;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Goes on after a failure, so that one run shows everything that is wrong. */
final class Attempts {

    private final List<Problem> problems = new ArrayList<>();

    <T> @Nullable T attempt(Supplier<@Nullable T> step) {
        try {
            return step.get();
        } catch (BindingFailure e) {
            problems.addAll(e.problems());
            return null;
        }
    }

    void add(Position position, KeyPath path, String message) {
        problems.add(new Problem(position, path, message));
    }

    void throwIfAnyFailed() {
        if (!problems.isEmpty()) throw new BindingFailure(problems);
    }
}
