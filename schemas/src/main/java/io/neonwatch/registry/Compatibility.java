package io.neonwatch.registry;

import java.util.List;

/**
 * Whether a schema may become the next version of a subject.
 *
 * @param reasons why not, in the registry's words; may be empty even then
 */
public record Compatibility(boolean compatible, List<String> reasons) {}
