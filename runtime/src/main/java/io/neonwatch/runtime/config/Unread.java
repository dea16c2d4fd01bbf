package io.neonwatch.runtime.config;

/** The type of a section that belongs to another program: whatever it holds is accepted and not looked at. */
public record Unread() {}
