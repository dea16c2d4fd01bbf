package io.neonwatch.collector.sampling.vector;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The settings as they were last seen; a restart or another compute does not make a change less of one. For one thread. */
final class SettingHistory {

    private record Key(String role, String name) {}

    private @Nullable Map<Key, VectorSetting> last;

    /**
     * @param now all of them
     * @return those that have changed; with an empty value those that a role no longer has for itself
     */
    List<VectorSetting> add(List<VectorSetting> now) {
        Map<Key, VectorSetting> current = new HashMap<>();
        for (VectorSetting setting : now) current.put(new Key(setting.role(), setting.name()), setting);
        Map<Key, VectorSetting> before = last;
        // A session that has not loaded the library knows none of them.
        if (now.stream().anyMatch(setting -> setting.role().isEmpty())) last = current;
        List<VectorSetting> changed = new ArrayList<>();
        if (before == null || last != current) return changed;
        for (VectorSetting setting : now)
            if (!setting.equals(before.get(new Key(setting.role(), setting.name())))) changed.add(setting);
        before.forEach((key, _) -> {
            if (!current.containsKey(key)) changed.add(new VectorSetting(key.role(), key.name(), ""));
        });
        return changed;
    }
}
