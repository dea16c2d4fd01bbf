package io.neonwatch.runtime.config;

import io.neonwatch.runtime.config.YamlNode.Entry;
import io.neonwatch.runtime.config.YamlNode.Mapping;
import io.neonwatch.runtime.config.YamlNode.Scalar;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A group of keys into a record. What is not marked {@link Nullable} must be given. */
final class RecordBinder {

    private final Binder binder;
    private final Redaction redaction;

    RecordBinder(Binder binder, Redaction redaction) {
        this.binder = binder;
        this.redaction = redaction;
    }

    Object bind(YamlNode node, Class<?> type, KeyPath path) {
        RecordComponent[] components = type.getRecordComponents();
        List<String> known = Arrays.stream(components)
                .map(component -> KeyNames.snakeCase(component.getName()))
                .toList();
        if (!(node instanceof Mapping mapping))
            throw new BindingFailure(
                    node.position(), path, "must be a group of keys (known: " + String.join(", ", known) + ")");
        Attempts attempts = new Attempts();
        for (Entry entry : mapping.entries())
            if (!known.contains(entry.key()))
                attempts.add(entry.position(), shown(entry, known, path), unknownKey(entry.key(), known));
        @Nullable Object[] values = new @Nullable Object[components.length];
        for (int index = 0; index < components.length; index++) {
            RecordComponent component = components[index];
            KeyPath componentPath = path.key(known.get(index));
            Optional<Entry> entry = mapping.entry(known.get(index));
            values[index] = attempts.attempt(() -> component(mapping, entry, component, componentPath));
        }
        attempts.throwIfAnyFailed();
        return construct(type, values, mapping, path);
    }

    private @Nullable Object component(
            Mapping mapping, Optional<Entry> entry, RecordComponent component, KeyPath path) {
        Object value = entry.map(Entry::value)
                .map(node -> binder.bind(node, component.getGenericType(), path))
                .orElse(null);
        if (value != null || component.getAnnotatedType().isAnnotationPresent(Nullable.class)) return value;
        throw entry.map(given -> new BindingFailure(given.position(), path, "has no value; write one"))
                .orElseGet(() -> new BindingFailure(mapping.position(), path, "is missing; add this key"));
    }

    /** In {password, s3cret} the second looks like a key without a value; it is named only if a known key is like it. */
    private static KeyPath shown(Entry entry, List<String> known, KeyPath path) {
        boolean valueLeftOut = entry.value() instanceof Scalar scalar && scalar.isNull();
        boolean misspelt = Suggestion.of(entry.key(), known).isPresent();
        return valueLeftOut && !misspelt ? path.hiddenKey() : path.key(entry.key());
    }

    private static String unknownKey(String key, List<String> known) {
        String suggestion = Suggestion.of(key, known)
                .map(meant -> "did you mean \"" + meant + "\"?")
                .orElse("remove it or correct its name");
        return "unknown key; " + suggestion + " (known: " + String.join(", ", known) + ")";
    }

    private Object construct(Class<?> type, @Nullable Object[] values, Mapping mapping, KeyPath path) {
        try {
            Class<?>[] types = Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new);
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw refusal(e.getCause(), mapping, path);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make a " + type.getName(), e);
        }
    }

    /** If the record's message begins with the name of a key, that key is where to look. */
    private BindingFailure refusal(@Nullable Throwable refusal, Mapping mapping, KeyPath path) {
        String message = refusal instanceof IllegalArgumentException && refusal.getMessage() != null
                ? redaction.apply(refusal.getMessage())
                : "these values do not go together; compare them with the documentation";
        String firstWord = KeyNames.snakeCase(message.split("[^A-Za-z0-9_]", 2)[0]);
        return mapping.entry(firstWord)
                .map(entry -> new BindingFailure(entry.position(), path.key(firstWord), message))
                .orElseGet(() -> new BindingFailure(mapping.position(), path, message));
    }
}
