package io.neonwatch.collector.sampling.statements;

import io.neonwatch.metrics.MetricBatchBuilder;
import io.neonwatch.metrics.MetricGroupBuilder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the queries of each database did together. */
record DatabaseTotals(Map<String, CounterValues> byDatabase) {

    /** One series of a family that has them by kind and operation. */
    private record Part(String kind, String operation, StatementCounter counter) {}

    private static final List<StatementCounter> WHOLE = List.of(
            StatementCounter.CALLS,
            StatementCounter.SECONDS,
            StatementCounter.ROWS,
            StatementCounter.PLANS,
            StatementCounter.PLAN_SECONDS,
            StatementCounter.WAL_BYTES,
            StatementCounter.WAL_RECORDS,
            StatementCounter.WAL_FULL_PAGE_IMAGES,
            StatementCounter.WAL_BUFFERS_FULL,
            StatementCounter.JIT_FUNCTIONS,
            StatementCounter.JIT_SECONDS,
            StatementCounter.PARALLEL_WORKERS_PLANNED,
            StatementCounter.PARALLEL_WORKERS_LAUNCHED);

    private static final List<Part> BLOCKS = List.of(
            new Part("shared", "hit", StatementCounter.SHARED_HIT),
            new Part("shared", "read", StatementCounter.SHARED_READ),
            new Part("shared", "dirtied", StatementCounter.SHARED_DIRTIED),
            new Part("shared", "written", StatementCounter.SHARED_WRITTEN),
            new Part("local", "hit", StatementCounter.LOCAL_HIT),
            new Part("local", "read", StatementCounter.LOCAL_READ),
            new Part("local", "dirtied", StatementCounter.LOCAL_DIRTIED),
            new Part("local", "written", StatementCounter.LOCAL_WRITTEN),
            new Part("temp", "read", StatementCounter.TEMP_READ),
            new Part("temp", "written", StatementCounter.TEMP_WRITTEN));

    private static final List<Part> BLOCK_TIMES = List.of(
            new Part("shared", "read", StatementCounter.SHARED_READ_SECONDS),
            new Part("shared", "written", StatementCounter.SHARED_WRITE_SECONDS),
            new Part("local", "read", StatementCounter.LOCAL_READ_SECONDS),
            new Part("local", "written", StatementCounter.LOCAL_WRITE_SECONDS),
            new Part("temp", "read", StatementCounter.TEMP_READ_SECONDS),
            new Part("temp", "written", StatementCounter.TEMP_WRITE_SECONDS));

    static DatabaseTotals of(List<StatementCounters> entries) {
        Map<String, CounterValues> totals = new TreeMap<>();
        // Statements within functions are part of the statement that called the function.
        for (StatementCounters entry : entries)
            if (entry.key().topLevel()) totals.merge(entry.database(), entry.counters(), CounterValues::plus);
        return new DatabaseTotals(totals);
    }

    void addTo(MetricBatchBuilder batch) {
        MetricGroupBuilder queries = StatementsMetrics.QUERIES.in(batch);
        byDatabase.forEach((database, values) -> queries.row(
                List.of(database), WHOLE.stream().mapToDouble(values::get).toArray()));
        addParts(StatementsMetrics.BLOCKS.in(batch), BLOCKS);
        addParts(StatementsMetrics.BLOCK_TIME.in(batch), BLOCK_TIMES);
    }

    private void addParts(MetricGroupBuilder group, List<Part> parts) {
        byDatabase.forEach((database, values) -> {
            for (Part part : parts) {
                double value = values.get(part.counter());
                if (!Double.isNaN(value)) group.row(List.of(database, part.kind(), part.operation()), value);
            }
        });
    }
}
