package io.callwarden.metrics;

import io.callwarden.call.LineRoles.Role;
import io.callwarden.line.Line;
import io.callwarden.line.LineListener;
import io.callwarden.line.Reachability;

/** The phones and trunks of one PBX. Told by the PBX's thread. */
public final class LineMetrics implements LineListener {
    private final ExtensionMetrics extensions;
    private final TrunkMetrics trunks;

    /**
     * Registers the meters of one PBX.
     *
     * @param maxExtensions phones with series of their own; all others share those of {@code other}
     * @param maxTrunks the same for trunks
     */
    public LineMetrics(Metrics metrics, String pbx, int maxExtensions, int maxTrunks) {
        extensions = new ExtensionMetrics(metrics, pbx, maxExtensions);
        trunks = new TrunkMetrics(metrics.registry(), pbx, maxTrunks);
    }

    @Override
    public void found(Line line) {
        if (line.role() == Role.TRUNK) {
            trunks.add(line);
        } else {
            extensions.add(line);
        }
    }

    @Override
    public void forgotten(Line line) {
        if (line.role() == Role.TRUNK) {
            trunks.remove(line);
        } else {
            extensions.remove(line);
        }
    }

    @Override
    public void changed(Line line, Reachability to) {
        if (line.role() == Role.PHONE) {
            extensions.changed(to);
        }
    }
}
