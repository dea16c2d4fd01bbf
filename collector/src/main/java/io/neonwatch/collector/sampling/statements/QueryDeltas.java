package io.neonwatch.collector.sampling.statements;

import static io.neonwatch.collector.sampling.statements.StatementCounter.*;

import io.neonwatch.schemas.QueryDelta;
import org.jspecify.annotations.Nullable;

/** The record of what one query did. */
final class QueryDeltas {

    private QueryDeltas() {}

    static QueryDelta of(StatementCounters entry) {
        CounterValues counters = entry.counters();
        boolean executed = entry.calls() > 0; // or only planned yet
        return QueryDelta.newBuilder()
                .setQueryId(entry.key().queryId())
                .setDatabase(entry.database())
                .setUser(entry.user())
                .setTopLevel(entry.key().topLevel())
                .setCalls(counters.whole(CALLS))
                .setTotalSeconds(counters.seconds(SECONDS))
                .setMinSeconds(executed ? known(entry.extremes().shortest()) : null)
                .setMaxSeconds(executed ? known(entry.extremes().longest()) : null)
                .setRows(counters.whole(ROWS))
                .setPlans(counters.whole(PLANS))
                .setPlanSeconds(counters.seconds(PLAN_SECONDS))
                .setSharedBlocksHit(counters.whole(SHARED_HIT))
                .setSharedBlocksRead(counters.whole(SHARED_READ))
                .setSharedBlocksDirtied(counters.whole(SHARED_DIRTIED))
                .setSharedBlocksWritten(counters.whole(SHARED_WRITTEN))
                .setLocalBlocksHit(counters.whole(LOCAL_HIT))
                .setLocalBlocksRead(counters.whole(LOCAL_READ))
                .setLocalBlocksDirtied(counters.whole(LOCAL_DIRTIED))
                .setLocalBlocksWritten(counters.whole(LOCAL_WRITTEN))
                .setTempBlocksRead(counters.whole(TEMP_READ))
                .setTempBlocksWritten(counters.whole(TEMP_WRITTEN))
                .setSharedBlockReadSeconds(counters.seconds(SHARED_READ_SECONDS))
                .setSharedBlockWriteSeconds(counters.seconds(SHARED_WRITE_SECONDS))
                .setLocalBlockReadSeconds(counters.seconds(LOCAL_READ_SECONDS))
                .setLocalBlockWriteSeconds(counters.seconds(LOCAL_WRITE_SECONDS))
                .setTempBlockReadSeconds(counters.seconds(TEMP_READ_SECONDS))
                .setTempBlockWriteSeconds(counters.seconds(TEMP_WRITE_SECONDS))
                .setWalBytes(counters.whole(WAL_BYTES))
                .setWalRecords(counters.whole(WAL_RECORDS))
                .setWalFullPageImages(counters.whole(WAL_FULL_PAGE_IMAGES))
                .setWalBuffersFull(counters.whole(WAL_BUFFERS_FULL))
                .setJitFunctions(counters.whole(JIT_FUNCTIONS))
                .setJitSeconds(counters.seconds(JIT_SECONDS))
                .setParallelWorkersPlanned(counters.whole(PARALLEL_WORKERS_PLANNED))
                .setParallelWorkersLaunched(counters.whole(PARALLEL_WORKERS_LAUNCHED))
                .build();
    }

    private static @Nullable Double known(double seconds) {
        return Double.isFinite(seconds) ? seconds : null;
    }
}
