package io.neonwatch.collector.sampling;

/** What a probe's answers are about. */
public enum Scope {
    /** The whole server: asked through one of its databases only. */
    SERVER,
    /** One database. */
    DATABASE
}
