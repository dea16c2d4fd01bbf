package io.neonwatch.collector.sampling.statements;

import java.util.LinkedHashMap;
import java.util.Map;

/** Which query ids have been looked up, and which of them turned out to be Neonwatch's own. Forgets the oldest. */
final class KnownTexts {

    private static final int MOST = 50_000;

    private final Map<Long, Boolean> ownByQueryId = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Boolean> eldest) {
            return size() > MOST;
        }
    };

    boolean contains(long queryId) {
        return ownByQueryId.containsKey(queryId);
    }

    void add(long queryId, boolean own) {
        ownByQueryId.put(queryId, own);
    }

    boolean own(long queryId) {
        return ownByQueryId.getOrDefault(queryId, false);
    }
}
