package io.neonwatch.collector.sampling.instance;

import java.util.Map;

/** The same client connections, added up in four ways. */
record Connections(
        Map<String, Long> byState,
        Map<String, Long> byDatabase,
        Map<String, Long> byUser,
        Map<String, Long> byApplication) {}
