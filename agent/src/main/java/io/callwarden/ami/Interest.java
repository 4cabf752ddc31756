package io.callwarden.ami;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which events are worth reading beyond their first line. Responses always are. Immutable.
 *
 * @see AmiDecoder
 */
final class Interest {
    static final Interest NOTHING = new Interest(Set.of(), Set.of());

    private final boolean[] wanted = new boolean[AmiEventType.values().length];
    private final EnumSet<AmiEventType> types;
    private final Set<String> variables;
    private final ByteNames variableNames;

    /**
     * @param types events to deliver
     * @param variables names of the channel variables, without leading underscores, whose {@code VarSet} is to be delivered; case is ignored
     */
    Interest(Set<AmiEventType> types, Set<String> variables) {
        this.types = types.isEmpty() ? EnumSet.noneOf(AmiEventType.class) : EnumSet.copyOf(types);
        this.variables = Set.copyOf(variables);
        variableNames = new ByteNames(List.copyOf(this.variables));
        this.types.forEach(type -> wanted[type.ordinal()] = true);
    }

    /** This and those events too. */
    Interest and(Set<AmiEventType> more) {
        EnumSet<AmiEventType> all = EnumSet.copyOf(types);
        all.addAll(more);
        return new Interest(all, variables);
    }

    /** What either wants. */
    Interest and(Interest other) {
        EnumSet<AmiEventType> all = EnumSet.copyOf(types);
        all.addAll(other.types);
        Set<String> names = new HashSet<>(variables);
        names.addAll(other.variables);
        return new Interest(all, names);
    }

    /** Names of the channel variables, without leading underscores. */
    Set<String> variables() {
        return variables;
    }

    boolean in(AmiEventType type) {
        return wanted[type.ordinal()];
    }

    /** The name as it stands in the event: up to two leading underscores say how it is inherited, and are no part of it. */
    boolean inVariable(byte[] bytes, int off, int length) {
        int skip = 0;
        while (skip < 2 && skip < length && bytes[off + skip] == '_') {
            skip++;
        }
        return variableNames.find(bytes, off + skip, length - skip) >= 0;
    }
}
