package io.neonwatch.runtime.config;

/** One thing that is wrong with a configuration. */
record Problem(Position position, KeyPath path, String message) {

    @Override
    public String toString() {
        return position + ": " + (path.text().isEmpty() ? "" : path.text() + ": ") + message;
    }
}
