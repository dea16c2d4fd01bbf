package io.neonwatch.sandbox.neon;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What goes wrong with the next requests. Safe for several threads. */
final class Faults {

    /**
     * @param method of the requests that it befalls; null for any
     * @param status to be answered without doing anything; 0 to do what is asked and then drop the connection
     */
    record Fault(@Nullable String method, int status, Map<String, String> headers) {

        boolean losesAnswer() {
            return status == 0;
        }
    }

    private final List<Fault> coming = new ArrayList<>();

    synchronized void add(Fault fault, int times) {
        for (int i = 0; i < times; i++) coming.add(fault);
    }

    synchronized Optional<Fault> next(String method) {
        for (Fault fault : coming) {
            if (fault.method() != null && !fault.method().equals(method)) continue;
            coming.remove(fault);
            return Optional.of(fault);
        }
        return Optional.empty();
    }
}
