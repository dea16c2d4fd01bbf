package io.neonwatch.runtime.config;

import io.neonwatch.runtime.config.YamlNode.Entry;
import io.neonwatch.runtime.config.YamlNode.Mapping;
import io.neonwatch.runtime.config.YamlNode.Scalar;
import io.neonwatch.runtime.config.YamlNode.Sequence;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A tree into records, lists and values, by the types that the records declare. */
final class Binder {

    private final Placeholders placeholders;
    private final Path directory;
    private final Redaction redaction = new Redaction();
    private final RecordBinder records = new RecordBinder(this, redaction);

    Binder(Placeholders placeholders, Path directory) {
        this.placeholders = placeholders;
        this.directory = directory;
    }

    /** Null if nothing is there: the value is left out, null, or empty once replaced. */
    @Nullable
    Object bind(YamlNode node, Type type, KeyPath path) {
        if (type == Unread.class) return new Unread();
        YamlNode value = node instanceof Scalar scalar ? replace(scalar, path) : node;
        if (value instanceof Scalar scalar && scalar.isNull()) return null;
        if (type instanceof ParameterizedType generic) return collection(value, generic, path);
        if (!(type instanceof Class<?> plain)) throw new IllegalStateException("configuration cannot hold a " + type);
        if (plain.isRecord() && plain != Secret.class) return records.bind(value, plain, path);
        return scalar(value, plain, path);
    }

    private Scalar replace(Scalar scalar, KeyPath path) {
        try {
            return placeholders.replace(scalar);
        } catch (IllegalArgumentException e) {
            throw new BindingFailure(scalar.position(), path, String.valueOf(e.getMessage()));
        }
    }

    private Object scalar(YamlNode node, Class<?> type, KeyPath path) {
        if (!(node instanceof Scalar scalar))
            throw new BindingFailure(node.position(), path, "must be a single value, not a list or a group of keys");
        redaction.noteIfSecret(path, type, scalar);
        try {
            return ScalarBinder.bind(scalar, type, directory);
        } catch (IllegalArgumentException e) {
            String origin = scalar.replaced() ? " (after replacing " + scalar.origin() + ")" : "";
            throw new BindingFailure(scalar.position(), path, e.getMessage() + origin);
        }
    }

    private Object collection(YamlNode node, ParameterizedType type, KeyPath path) {
        Type[] arguments = type.getActualTypeArguments();
        if (type.getRawType() == List.class) return list(node, arguments[0], path);
        if (type.getRawType() == Set.class)
            return Collections.unmodifiableSet(new LinkedHashSet<>(list(node, arguments[0], path)));
        if (type.getRawType() == Map.class && arguments[0] == String.class) return map(node, arguments[1], path);
        throw new IllegalStateException("configuration cannot hold a " + type);
    }

    private List<Object> list(YamlNode node, Type type, KeyPath path) {
        if (!(node instanceof Sequence sequence))
            throw new BindingFailure(node.position(), path, "must be a list; write each item after \"- \", or [a, b]");
        Attempts attempts = new Attempts();
        List<Object> items = new ArrayList<>();
        for (int index = 0; index < sequence.items().size(); index++) {
            YamlNode item = sequence.items().get(index);
            KeyPath itemPath = path.item(index);
            Object bound = attempts.attempt(() -> bindPresent(item.position(), item, type, itemPath));
            if (bound != null) items.add(bound);
        }
        attempts.throwIfAnyFailed();
        return List.copyOf(items);
    }

    private Map<String, Object> map(YamlNode node, Type type, KeyPath path) {
        if (!(node instanceof Mapping mapping))
            throw new BindingFailure(node.position(), path, "must be a group of keys, each with a value");
        Attempts attempts = new Attempts();
        Map<String, Object> values = new LinkedHashMap<>();
        for (Entry entry : mapping.entries()) {
            KeyPath entryPath = path.key(entry.key());
            Object bound = attempts.attempt(() -> bindPresent(entry.position(), entry.value(), type, entryPath));
            if (bound != null) values.put(entry.key(), bound);
        }
        attempts.throwIfAnyFailed();
        return Collections.unmodifiableMap(values);
    }

    private Object bindPresent(Position position, YamlNode node, Type type, KeyPath path) {
        Object bound = bind(node, type, path);
        if (bound == null) throw new BindingFailure(position, path, "has no value; write one, or remove it");
        return bound;
    }
}
