package io.callwarden.ami;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.asteriskjava.manager.event.ManagerEvent;
import org.asteriskjava.manager.util.EventAttributesHelper;
import org.asteriskjava.util.ReflectionUtil;

/** Fills asterisk-java's event classes from the rows of a list. */
final class TypedRows {
    private static final Map<Class<?>, Set<String>> PROPERTIES = new ConcurrentHashMap<>();

    private TypedRows() {}

    /** What the class has no property for is left out, so that asterisk-java need not write it into the log. */
    static <T extends ManagerEvent> T fill(Function<Object, T> constructor, AmiRow row) {
        T event = constructor.apply(TypedRows.class);
        Set<String> known = PROPERTIES.computeIfAbsent(
                event.getClass(),
                type -> Set.copyOf(ReflectionUtil.getSetters(type).keySet()));
        Map<String, Object> attributes = new HashMap<>();
        row.values().forEach((header, value) -> {
            String name = header.toLowerCase(Locale.ENGLISH);
            if (known.contains(ReflectionUtil.stripIllegalCharacters(name))) {
                attributes.put(name, value);
            }
        });
        EventAttributesHelper.setAttributes(event, attributes, Set.of());
        return event;
    }
}
