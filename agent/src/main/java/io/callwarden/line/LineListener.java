package io.callwarden.line;

/** Is told of the lines of one PBX, on its thread; must not block. */
public interface LineListener {
    /** A line is known that was not, or has another role than before; then it was {@link #forgotten} in the old one. */
    void found(Line line);

    /** A line was gone from the PBX for a day, or has another role from now on; its role is still the old one. */
    void forgotten(Line line);

    /** A line that was known to be in the other of these two states is now reachable, or unreachable. */
    void changed(Line line, Reachability to);
}
