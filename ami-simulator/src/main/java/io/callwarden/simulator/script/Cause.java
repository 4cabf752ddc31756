package io.callwarden.simulator.script;

/**
 * Why a channel hangs up.
 *
 * @param number of Q.850
 * @param text as Asterisk words it
 * @param tech the SIP status, or empty where Asterisk does not tell it
 */
record Cause(String number, String text, String tech) {
    static final Cause NONE = new Cause("0", "Unknown", "");
    static final Cause NO_ROUTE = new Cause("3", "No route to destination", "404");
    static final Cause NORMAL = new Cause("16", "Normal Clearing", "");
    static final Cause BUSY = new Cause("17", "User busy", "486");
    static final Cause NO_ANSWER = new Cause("19", "User alerting, no answer", "480");
    static final Cause DECLINED = new Cause("21", "Call Rejected", "603");
    static final Cause REJECTED = new Cause("21", "Call Rejected", "403");
    static final Cause REDIRECTED = new Cause("23", "Redirected to new destination", "302");
    static final Cause ELSEWHERE = new Cause("26", "Answered elsewhere", "");
    static final Cause CONGESTION = new Cause("34", "Circuit/channel congestion", "503");
    static final Cause CANCELLED = new Cause("127", "Interworking, unspecified", "487");
    static final Cause CANCELLED_LEG = new Cause("127", "Interworking, unspecified", "500");

    Draft techTo(Draft draft) {
        return tech.isEmpty() ? draft : draft.with("TechCause", tech);
    }
}
