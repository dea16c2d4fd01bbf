package io.neonwatch.collector.publish.spool;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What a spool has told. */
final class SpoolDiary implements SpoolJournal {

    final Map<Loss, Long> dropped = new EnumMap<>(Loss.class);
    final List<Long> cut = new ArrayList<>();
    final List<Path> setAside = new ArrayList<>();

    @Override
    public void dropped(String topic, long records, Loss loss) {
        dropped.merge(loss, records, Long::sum);
    }

    @Override
    public void tornTailCut(Path file, long bytes) {
        cut.add(bytes);
    }

    @Override
    public void setAside(Path copy, String reason) {
        setAside.add(copy);
    }
}
