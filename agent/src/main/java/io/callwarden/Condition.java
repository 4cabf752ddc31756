package io.callwarden;

import io.callwarden.ami.AmiLink;
import io.callwarden.ami.LinkState;
import io.callwarden.web.AgentState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How the agent stands: what it hears, and whether it can keep it. Any thread. */
final class Condition implements AgentState {
    /** Of an event loop: longer than any pause of a machine that still works. */
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final WatchedPbxs pbxs;
    private final KeptCalls calls;

    Condition(WatchedPbxs pbxs, KeptCalls calls) {
        this.pbxs = pbxs;
        this.calls = calls;
    }

    @Override
    public List<String> missing() {
        List<String> missing = new ArrayList<>();
        for (WatchedPbx pbx : pbxs.all()) {
            LinkState state = pbx.link().state();
            if (state != LinkState.LISTENING) {
                missing.add("The calls of %s are not heard: the link to Asterisk at %s is %s."
                        .formatted(pbx.name(), pbx.address(), words(state)));
            }
            calls.neighbours().refusal(pbx.name()).ifPresent(missing::add);
        }
        calls.missing().ifPresent(missing::add);
        return missing;
    }

    /** What does not get on though nothing outside holds it up; a new list. */
    List<String> stuck() {
        List<String> stuck = new ArrayList<>();
        for (WatchedPbx pbx : pbxs.all()) {
            if (pbx.sinceLastTick().compareTo(LONGEST_PAUSE) > 0) {
                stuck.add("the thread that hears " + pbx.name());
            }
        }
        if (!calls.recorder().moves()) {
            stuck.add("the thread that writes calls");
        }
        return stuck;
    }

    @Override
    public List<String> notes() {
        return calls.note().stream().toList();
    }

    @Override
    public boolean recordsAway() {
        return calls.away();
    }

    @Override
    public List<Pbx> pbxs() {
        return pbxs.all().stream().map(Condition::pbx).toList();
    }

    private static Pbx pbx(WatchedPbx pbx) {
        AmiLink link = pbx.link();
        return new Pbx(pbx.name(), words(link.state()), pbx.inProgress().total());
    }

    private static String words(LinkState state) {
        return switch (state) {
            case CONNECTING -> "connecting";
            case LOGGING_IN -> "logging in";
            case SYNCHRONISING -> "asking for the state of the PBX";
            case LISTENING -> "listening";
            case WAITING -> "down, waiting for the next attempt";
            case CLOSED -> "closed";
        };
    }
}
