package io.neonwatch.sandbox.neon;

import org.jspecify.annotations.Nullable;

/** @param body to be written as JSON; null for none */
record ApiAnswer(int status, @Nullable Object body) {

    static ApiAnswer ok(Object body) {
        return new ApiAnswer(200, body);
    }
}
