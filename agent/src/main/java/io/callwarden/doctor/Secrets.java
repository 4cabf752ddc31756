package io.callwarden.doctor;

import io.callwarden.config.Secret;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds every secret of a configuration, wherever in it a feature keeps one. */
public final class Secrets {
    private static final int DEPTH = 12;

    private Secrets() {}

    /** The secrets themselves. */
    public static List<String> in(Object configuration) {
        List<String> found = new ArrayList<>();
        look(configuration, found, DEPTH);
        return found;
    }

    private static void look(Object value, List<String> found, int depth) {
        if (value == null || depth == 0) {
            return;
        }
        if (value instanceof Secret secret) {
            found.add(secret.value());
        } else if (value instanceof Collection<?> all) {
            all.forEach(one -> look(one, found, depth - 1));
        } else if (value instanceof Map<?, ?> map) {
            map.values().forEach(one -> look(one, found, depth - 1));
        } else if (value instanceof Optional<?> maybe) {
            maybe.ifPresent(one -> look(one, found, depth - 1));
        } else if (value instanceof Record made) {
            for (RecordComponent component : made.getClass().getRecordComponents()) {
                look(read(made, component), found, depth - 1);
            }
        }
    }

    private static Object read(Record made, RecordComponent component) {
        try {
            component.getAccessor().trySetAccessible();
            return component.getAccessor().invoke(made);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot look for secrets in " + made.getClass(), e);
        }
    }
}
