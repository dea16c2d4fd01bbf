package io.neonwatch.runtime.config;

import java.util.List;

/** Carries what is wrong up to the loader, which makes one message of it. */
final class BindingFailure extends RuntimeException {

    private final transient List<Problem> problems;

    BindingFailure(List<Problem> problems) {
        super(null, null, false, false);
        this.problems = List.copyOf(problems);
    }

    BindingFailure(Position position, KeyPath path, String message) {
        this(List.of(new Problem(position, path, message)));
    }

    List<Problem> problems() {
        return problems;
    }
}
