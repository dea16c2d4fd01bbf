package io.neonwatch.sandbox.neon;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param cursor of the last item; empty when there is none
 * @param last true when nothing comes after it
 */
record Page<T>(List<T> items, String cursor, boolean last) {

    /** @param cursor after which to go on; null to begin */
    static <T> Page<T> of(List<T> all, Function<T, String> id, @Nullable String cursor, int limit) {
        int from = cursor == null ? 0 : indexAfter(all, id, cursor);
        List<T> items = all.subList(from, Math.min(from + limit, all.size()));
        String end = items.isEmpty() ? "" : encode(id.apply(items.getLast()));
        return new Page<>(items, end, from + items.size() == all.size());
    }

    private static <T> int indexAfter(List<T> all, Function<T, String> id, String cursor) {
        for (int i = 0; i < all.size(); i++) if (encode(id.apply(all.get(i))).equals(cursor)) return i + 1;
        throw Refusal.malformed("invalid cursor");
    }

    /** So that nobody is tempted to make one. */
    private static String encode(String id) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(id.getBytes(StandardCharsets.UTF_8));
    }
}
