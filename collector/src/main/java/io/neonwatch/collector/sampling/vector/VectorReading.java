package io.neonwatch.collector.sampling.vector;

import io.neonwatch.collector.sampling.Reading;
import io.neonwatch.metrics.MetricBatchBuilder;
import io.neonwatch.metrics.MetricGroupBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * @param intervalStart null at first, and where pgvector is not there
 * @param uses by the index's id
 * @param changedSettings since the last look
 * @param searches since the last look
 * @param recall what has been found since the last look
 */
record VectorReading(
        VectorLook look,
        @Nullable Instant intervalStart,
        List<IndexSample> indexes,
        Map<Long, IndexUse> uses,
        List<VectorSetting> changedSettings,
        List<QuerySearch> searches,
        List<QueryChoice> choices,
        RecallReport recall,
        String shortcoming)
        implements Reading {

    @Override
    public Instant observedAt() {
        return look.observedAt();
    }

    @Override
    public String epoch() {
        return look.epoch();
    }

    @Override
    public void addTo(MetricBatchBuilder batch) {
        if (!look.present()) return;
        batch.intervalStart(intervalStart);
        addVersion(batch);
        IndexRows.add(indexes, uses, batch);
        addCaches("shared_buffers", look.sharedBuffers(), batch);
        addCaches("file_cache", look.fileCache(), batch);
        addBuilds(batch);
        addSettings(batch);
        SearchRows.add(searches, choices, batch);
        RecallRows.add(recall, batch);
    }

    private void addVersion(MetricBatchBuilder batch) {
        if (look.version().isEmpty()) return;
        VectorMetrics.EXTENSION.in(batch).row(List.of(look.version()), 1);
        MetricGroupBuilder defects = VectorMetrics.DEFECTS.in(batch);
        for (KnownDefect defect : KnownDefect.of(look.version()))
            defects.row(List.of(look.version(), defect.meaning(), defect.fixedIn()), 1);
    }

    private void addCaches(String cache, double bytes, MetricBatchBuilder batch) {
        if (!(bytes > 0)) return;
        MetricGroupBuilder group = VectorMetrics.CACHE.in(batch);
        double all = 0;
        for (IndexSample sample : indexes) {
            VectorIndex index = sample.index();
            group.row(
                    List.of(
                            index.table().schema(),
                            index.table().name(),
                            index.name().name(),
                            cache),
                    sample.size() / bytes);
            all += sample.size();
        }
        VectorMetrics.CACHE_OF_ALL.in(batch).row(List.of(cache), all / bytes);
    }

    private void addBuilds(MetricBatchBuilder batch) {
        MetricGroupBuilder group = VectorMetrics.BUILD.in(batch);
        for (IndexBuild build : look.builds())
            group.row(
                    List.of(
                            Integer.toString(build.pid()),
                            build.schema(),
                            build.table(),
                            build.method(),
                            build.phase()),
                    build.progress(),
                    build.blocksDone(),
                    build.tuplesDone());
    }

    private void addSettings(MetricBatchBuilder batch) {
        MetricGroupBuilder settings = VectorMetrics.SETTINGS.in(batch);
        for (VectorSetting setting : look.settings())
            settings.row(List.of(setting.name(), setting.role()), setting.number());
        MetricGroupBuilder changes = VectorMetrics.SETTING_CHANGES.in(batch);
        for (VectorSetting setting : changedSettings)
            changes.row(List.of(setting.name(), setting.role(), setting.value()), 1);
    }
}
