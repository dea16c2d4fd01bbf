package io.neonwatch.collector.sampling.instance;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The settings as they were last read. They are read again only when the server has read its files, and when the
 * connection is new. A restart and another compute do not make a change less of one. For one thread.
 */
final class SettingHistory {

    private Map<String, Setting> byName = Map.of();

    /**
     * @param now all settings that matter; one that the user may not see is not among them
     * @return those with another value than before; one that was not there before has not changed
     */
    List<Setting> add(List<Setting> now) {
        List<Setting> changed = now.stream().filter(this::isChanged).toList();
        byName = now.stream()
                .collect(Collectors.toMap(Setting::name, Function.identity(), (_, last) -> last, TreeMap::new));
        return changed;
    }

    List<Setting> current() {
        return List.copyOf(byName.values());
    }

    private boolean isChanged(Setting setting) {
        Setting before = byName.get(setting.name());
        return before != null && !before.digest().equals(setting.digest());
    }
}
