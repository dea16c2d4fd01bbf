package io.neonwatch.collector.sampling.statements;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which query ids have been looked up, and which of them turned out to be Neonwatch's own. Forgets the oldest. */
final class KnownTexts {

    private static final int MOST = 50_000;

    private final Map<Long, Boolean> ownByQueryId = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Boolean> eldest) {
            return size() > MOST;
        }
    };

    Set<Long> unknown(Collection<StatementCounters> entries) {
        return entries.stream()
                .map(entry -> entry.key().queryId())
                .filter(id -> !ownByQueryId.containsKey(id))
                .collect(Collectors.toSet());
    }

    void add(long queryId, boolean own) {
        ownByQueryId.put(queryId, own);
    }

    boolean own(StatementCounters entry) {
        return ownByQueryId.getOrDefault(entry.key().queryId(), false);
    }
}
