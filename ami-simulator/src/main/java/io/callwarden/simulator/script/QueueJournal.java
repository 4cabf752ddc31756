package io.callwarden.simulator.script;

/** Writes down what app_queue tells of one caller in one queue. */
final class QueueJournal {
    private static final String AGENT = "agent,all";

    private final Journal journal;
    private final String queue;
    private final Leg caller;

    QueueJournal(Journal journal, String queue, Leg caller) {
        this.journal = journal;
        this.queue = queue;
        this.caller = caller;
    }

    void join() {
        Leg.Identity who = caller.identity();
        journal.write(about("QueueCallerJoin")
                .then(pbx -> {
                    pbx.queue(queue).join(who);
                    pbx.devices().queueChanged(pbx, pbx.queue(queue));
                })
                .with("Queue", queue)
                .with("Position", (Late)
                        pbx -> Integer.toString(pbx.queue(queue).position(who)))
                .with("Count", (Late) pbx -> Integer.toString(pbx.queue(queue).callers())));
    }

    void leave() {
        Leg.Identity who = caller.identity();
        journal.write(about("QueueCallerLeave")
                .then(pbx -> {
                    pbx.queue(queue).leave(who);
                    pbx.devices().queueChanged(pbx, pbx.queue(queue));
                })
                .with("Queue", queue)
                .with("Position", (Late)
                        pbx -> Integer.toString(pbx.queue(queue).lastLeft()))
                .with("Count", (Late) pbx -> Integer.toString(pbx.queue(queue).callers())));
        journal.variable(caller, "QUEUEPOSITION", (Late)
                pbx -> Integer.toString(pbx.queue(queue).lastLeft()));
    }

    void abandon(long seconds) {
        Leg.Identity who = caller.identity();
        journal.variable(caller, "ABANDONED", "TRUE");
        journal.write(about("QueueCallerAbandon")
                .with("Queue", queue)
                .with("Position", (Late)
                        pbx -> Integer.toString(pbx.queue(queue).position(who)))
                .with("OriginalPosition", (Late)
                        pbx -> Integer.toString(pbx.queue(queue).originalPosition(who)))
                .with("HoldTime", seconds));
    }

    void waited(long seconds) {
        journal.variable(caller, "QUEUEWAIT", seconds);
        journal.variable(caller, "QUEUEWAIT_MS", seconds * 1_000);
    }

    void called(Leg member, Member who) {
        journal.write(offer("AgentCalled", member, who));
    }

    void ringNoAnswer(Leg member, Member who, long milliseconds) {
        journal.write(offer("AgentRingNoAnswer", member, who).with("RingTime", milliseconds));
    }

    void connect(Leg member, Member who, long held, long rang) {
        journal.write(offer("AgentConnect", member, who)
                .with("HoldTime", held)
                .with("RingTime", rang)
                .then(pbx -> pbx.queue(queue).seat(who).connected()));
    }

    void complete(Leg member, Member who, long held, long talked, String reason) {
        journal.write(offer("AgentComplete", member, who)
                .with("HoldTime", held)
                .with("TalkTime", talked)
                .with("Reason", reason)
                .then(pbx -> pbx.queue(queue).seat(who).completed(pbx.now().getEpochSecond())));
    }

    private Draft offer(String name, Leg member, Member who) {
        return about(name)
                .leg("Dest", member)
                .with("Queue", queue)
                .with("Interface", who.address())
                .with("MemberName", who.name());
    }

    private Draft about(String name) {
        return new Draft(name, AGENT).leg("", caller);
    }
}
