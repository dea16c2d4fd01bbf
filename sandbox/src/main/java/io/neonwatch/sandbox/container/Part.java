package io.neonwatch.sandbox.container;

import io.neonwatch.runtime.Service;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** A part of the sandbox as a service: it is there from the start to the stop. */
final class Part implements Service {

    private final String name;
    private final Callable<? extends AutoCloseable> starting;
    private volatile @Nullable AutoCloseable part;

    Part(String name, Callable<? extends AutoCloseable> starting) {
        this.name = name;
        this.starting = starting;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void start() throws Exception {
        part = starting.call();
    }

    @Override
    public void stop() {
        AutoCloseable started = part;
        if (started == null) return;
        try {
            started.close();
        } catch (Exception e) {
            throw new IllegalStateException(name + " does not close: " + e.getMessage(), e);
        }
    }
}
