package io.neonwatch.collector.sampling.vector;

import java.util.List;

/**
 * A setting of searches.
 *
 * @param role that has a value of its own; empty for what other new sessions get
 * @param value as PostgreSQL writes it
 */
record VectorSetting(String role, String name, String value) {

    static final List<String> NAMES = List.of(
            "hnsw.ef_search",
            "hnsw.iterative_scan",
            "hnsw.max_scan_tuples",
            "hnsw.scan_mem_multiplier",
            "ivfflat.iterative_scan",
            "ivfflat.max_probes",
            "ivfflat.probes");

    /** @param text role, name and value, with {@code =} in between; a name has none, and a role may */
    static VectorSetting parse(String text) {
        int name = Math.max(text.lastIndexOf("=hnsw."), text.lastIndexOf("=ivfflat."));
        int value = text.indexOf('=', name + 1);
        return new VectorSetting(text.substring(0, name), text.substring(name + 1, value), text.substring(value + 1));
    }

    /** The number that it is; 0 for {@code off} and 1 for any other word. */
    double number() {
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException _) {
            return value.equals("off") ? 0 : 1;
        }
    }
}
