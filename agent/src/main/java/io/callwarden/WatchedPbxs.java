package io.callwarden;

import io.callwarden.ami.AmiLink;
import io.callwarden.metrics.LiveQueues;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The PBXs that are watched, in the order configured. Any thread may read who they are. */
final class WatchedPbxs implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(WatchedPbxs.class);

    private final PbxWatch watch;
    private volatile List<WatchedPbx> all = List.of();

    /** Those of the configuration; none is listened to yet. */
    WatchedPbxs(PbxWatch watch, Configuration config) {
        this.watch = watch;
        try {
            for (PbxConfig pbx : config.pbxs()) {
                add(watch.of(new PbxSettings(pbx, config)));
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private void add(WatchedPbx pbx) {
        List<WatchedPbx> more = new ArrayList<>(all);
        more.add(pbx);
        all = List.copyOf(more);
    }

    void start() {
        all.forEach(WatchedPbx::start);
    }

    List<WatchedPbx> all() {
        return all;
    }

    List<AmiLink> links() {
        return all.stream().map(WatchedPbx::link).toList();
    }

    List<LiveQueues> queues() {
        return all.stream().map(WatchedPbx::queues).toList();
    }

    void letTimePass() {
        all.forEach(WatchedPbx::letTimePass);
    }

    /** Gets ready to watch those of another configuration. */
    Runnable prepare(Configuration next, Change change) {
        next.pbxs().forEach(pbx -> AmiLink.check(pbx.link()));
        return () -> follow(next, change);
    }

    private synchronized void follow(Configuration next, Change change) {
        List<WatchedPbx> gone = new ArrayList<>(all);
        List<WatchedPbx> now = new ArrayList<>();
        for (PbxConfig pbx : next.pbxs()) {
            WatchedPbx known = named(pbx.name());
            if (known == null) {
                WatchedPbx made = watch.of(new PbxSettings(pbx, next));
                made.start();
                now.add(made);
            } else {
                known.follow(new PbxSettings(pbx, next), change);
                gone.remove(known);
                now.add(known);
            }
        }
        all = List.copyOf(now);
        gone.forEach(this::leave);
    }

    /** Null where there is none. */
    private WatchedPbx named(String name) {
        return all.stream().filter(pbx -> pbx.name().equals(name)).findFirst().orElse(null);
    }

    private void leave(WatchedPbx pbx) {
        log.info(
                "{} is not watched any more; {} of its calls are in progress and get no record",
                pbx.name(),
                pbx.inProgress().total());
        pbx.close();
        watch.forget(pbx.name());
    }

    @Override
    public synchronized void close() {
        for (int i = all.size() - 1; i >= 0; i--) {
            all.get(i).close();
        }
    }
}
