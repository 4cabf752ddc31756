package io.callwarden.simulator.script;

/** A member's place in one queue, at the moment whose event is being sent. */
final class Seat {
    private final String queue;
    private final Member member;
    private final long wrapUpSeconds;
    private String membership = "static";
    private boolean there;
    private long loginTime;
    private int calls;
    private long lastCall;
    private boolean inCall;
    private boolean paused;
    private String reason = "";
    private long lastPause;

    Seat(String queue, Member member, long wrapUpSeconds) {
        this.queue = queue;
        this.member = member;
        this.wrapUpSeconds = wrapUpSeconds;
    }

    Member member() {
        return member;
    }

    boolean isThere() {
        return there;
    }

    /** As the configuration of the queue has it. */
    void isConfigured(long since) {
        there = true;
        loginTime = since;
    }

    void logsIn(long since) {
        there = true;
        membership = "dynamic";
        loginTime = since;
        calls = 0;
        lastCall = 0;
        lastPause = 0;
        goesOn();
    }

    void logsOff() {
        there = false;
    }

    void pauses(long since, String why) {
        paused = true;
        reason = why;
        lastPause = since;
    }

    void goesOn() {
        paused = false;
        reason = "";
    }

    void connected() {
        inCall = true;
    }

    void completed(long epochSecond) {
        inCall = false;
        calls++;
        lastCall = epochSecond;
    }

    /** One of the events of a member, which differ in nothing but their name. */
    Draft event(String name, Exchange exchange) {
        return new Draft(name, "agent,all")
                .with("Queue", queue)
                .with("MemberName", member.name())
                .with("Interface", member.address())
                .with("StateInterface", member.device())
                .with("Membership", membership)
                .with("Penalty", "0")
                .with("CallsTaken", calls)
                .with("LastCall", lastCall)
                .with("LastPause", lastPause)
                .with("LoginTime", loginTime)
                .with("InCall", inCall ? "1" : "0")
                .with("Status", exchange.devices().queueStatus(member.device()))
                .with("Paused", paused ? "1" : "0")
                .with("PausedReason", reason)
                .with("Ringinuse", "0")
                .with("Wrapuptime", wrapUpSeconds)
                .at(exchange.now());
    }
}
