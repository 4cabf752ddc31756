package io.callwarden.ami;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.asteriskjava.manager.AsteriskMapping;
import org.asteriskjava.manager.action.AbstractManagerAction;
import org.asteriskjava.manager.action.ManagerAction;
import org.asteriskjava.util.ReflectionUtil;

/** Writes asterisk-java's actions as bytes. Its own writer lets a line break in a value through, which is a second action. */
final class Actions {
    private static final Set<String> NO_HEADERS = Set.of("class", "action", "actionid", "actioncompleteeventclass");

    private Actions() {}

    /** The action as it goes over the wire. Throws IllegalArgumentException for a value that AMI cannot carry. */
    static String text(ManagerAction action, String actionId) {
        StringBuilder text = new StringBuilder(128);
        append(text, "Action", action.getAction());
        append(text, "ActionID", actionId);
        Map<String, Method> getters = new TreeMap<>(ReflectionUtil.getGetters(action.getClass()));
        getters.keySet().removeAll(NO_HEADERS);
        getters.forEach((property, getter) -> appendProperty(text, action, property, getter));
        return text.append("\r\n").toString();
    }

    /** An action without values, for those that asterisk-java has no class for; a list must say so with {@code EventList: start}. */
    static ManagerAction named(String name) {
        return new NamedAction(name);
    }

    private static void appendProperty(StringBuilder text, ManagerAction action, String property, Method getter) {
        Object value;
        try {
            value = getter.invoke(action);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("cannot read " + property + " of " + action.getAction(), e);
        }
        if (value == null) {
            return;
        }
        AsteriskMapping mapping = getter.getAnnotation(AsteriskMapping.class);
        String header = mapping == null ? property : mapping.value();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, entry) -> append(text, header, key + "=" + entry));
        } else {
            append(text, header, value.toString());
        }
    }

    private static void append(StringBuilder text, String header, String value) {
        requireOneLine(header, header);
        requireOneLine(header, value);
        text.append(header).append(": ").append(value).append("\r\n");
    }

    private static void requireOneLine(String header, String text) {
        if (text.chars().anyMatch(c -> c == '\r' || c == '\n' || c == 0)) {
            throw new IllegalArgumentException(
                    "AMI value of \"" + header.lines().findFirst().orElse("") + "\" must not contain a line break");
        }
    }

    private static final class NamedAction extends AbstractManagerAction {
        private static final long serialVersionUID = 1;
        private final String name;

        NamedAction(String name) {
            this.name = name;
        }

        @Override
        public String getAction() {
            return name;
        }
    }
}
