package io.neonwatch.runtime.logging;

/** How a log line looks: an object for machines, or text for people. */
public enum LogFormat {
    JSON,
    TEXT
}
