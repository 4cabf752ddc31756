package io.callwarden.benchmark;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Calls whose Uniqueid is the nanosecond at which they were sent; every tenth time there is one, and the one before it ends. */
final class Probes {
    /** Uniqueids of Asterisk have another number behind the dot. */
    static final String MARK = ".7777777";

    private static final int TURNS = 10;

    private int turn;
    private int number;
    private long last;

    /** What to send now; mostly nothing. */
    ByteBuffer next() {
        if (++turn % TURNS != 0) {
            return ByteBuffer.allocate(0);
        }
        String text = last == 0 ? "" : hangup(last);
        last = System.nanoTime();
        return ByteBuffer.wrap((text + newChannel(last)).getBytes(StandardCharsets.US_ASCII));
    }

    private String newChannel(long nanos) {
        number++;
        return "Event: Newchannel\r\nPrivilege: call,all\r\nChannel: PJSIP/trunk-a-f" + "%07x".formatted(number)
                + "\r\nChannelState: 4\r\nChannelStateDesc: Ring\r\nCallerIDNum: 74950000000\r\nCallerIDName: <unknown>\r\n"
                + "Context: from-trunk\r\nExten: 7001\r\nPriority: 1\r\n" + id(nanos);
    }

    private String hangup(long nanos) {
        return "Event: Hangup\r\nPrivilege: call,all\r\nChannel: PJSIP/trunk-a-f" + "%07x".formatted(number)
                + "\r\nCause: 16\r\nCause-txt: Normal Clearing\r\n" + id(nanos);
    }

    private static String id(long nanos) {
        return "Uniqueid: " + nanos + MARK + "\r\nLinkedid: " + nanos + MARK + "\r\n\r\n";
    }
}
