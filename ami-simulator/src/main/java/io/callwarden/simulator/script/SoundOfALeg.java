package io.callwarden.simulator.script;

import java.util.Locale;
import java.util.SplittableRandom;

/** The two streams of one leg in G.711, and the reports on them, as Asterisk 22 writes them but for MES, which 13 to 21 do not have. */
final class SoundOfALeg {
    private static final int PACKETS = 250;
    private static final int UNITS_OF_A_PACKET = 160;
    private static final int OCTETS_OF_A_PACKET = 160;
    private static final double UNITS_OF_A_MILLI = 8;
    private static final int SHARES = 256;
    private static final int SEQUENCES = 1 << 16;

    private final Draft channel;
    private final SplittableRandom random;
    private final double lossShare;
    private final double jitterMillis;
    private final double roundTripMillis;
    private final Way toLine;
    private final Way toPbx;

    /** One direction. */
    private static final class Way {
        private final String source;
        private final int firstSequence;
        private final long firstTimestamp;
        private int packets;
        private int reportedOn;
        private int lost;
        private int lostNow;

        Way(SplittableRandom random) {
            source = String.format("0x%08x", random.nextInt());
            firstSequence = random.nextInt(SEQUENCES);
            firstTimestamp = random.nextInt(SEQUENCES);
        }
    }

    SoundOfALeg(Draft channel, boolean bad, SplittableRandom random) {
        this.channel = channel;
        this.random = random;
        lossShare = bad ? 0.03 + 0.09 * random.nextDouble() : 0.001 * random.nextDouble();
        jitterMillis = bad ? 20 + 30 * random.nextDouble() : 1 + 4 * random.nextDouble();
        roundTripMillis = bad ? 180 + 150 * random.nextDouble() : 10 + 40 * random.nextDouble();
        toLine = new Way(random);
        toPbx = new Way(random);
    }

    /** What the PBX tells of what it heard. */
    Draft sent() {
        Draft event = about("RTCPSent").with("To", "192.0.2.20:4000").with("From", "192.0.2.1:10000");
        return report(event, toLine, toPbx);
    }

    /** What the line tells of what it heard. */
    Draft received() {
        Draft event = about("RTCPReceived")
                .with("To", "192.0.2.1:10001")
                .with("From", "192.0.2.20:4001")
                .with("RTT", decimal(around(roundTripMillis) / 1e3));
        return report(event, toPbx, toLine);
    }

    private Draft about(String name) {
        return new Draft(name, "reporting,all").withAll(channel);
    }

    /** The report of one who sends and tells how the other's voice arrives. */
    private Draft report(Draft event, Way own, Way heard) {
        boolean first = heard.reportedOn == 0;
        own.packets += PACKETS;
        hear(heard);
        int highest = heard.firstSequence + heard.reportedOn;
        return event.with("SSRC", own.source)
                .with("PT", "200(SR)")
                .with("ReportCount", "1")
                .with("SentNTP", (Late) pbx -> pbx.now().getEpochSecond() + ".000000")
                .with("SentRTP", Long.toString(own.firstTimestamp + (long) own.packets * UNITS_OF_A_PACKET))
                .with("SentPackets", Integer.toString(own.packets))
                .with("SentOctets", Long.toString((long) own.packets * OCTETS_OF_A_PACKET))
                .with("Report0SourceSSRC", heard.source)
                .with("Report0FractionLost", Integer.toString(heard.lostNow * SHARES / PACKETS))
                .with("Report0CumulativeLost", Integer.toString(heard.lost))
                .with("Report0HighestSequence", Integer.toString(highest % SEQUENCES))
                .with("Report0SequenceNumberCycles", Integer.toString(highest / SEQUENCES))
                .with("Report0IAJitter", Long.toString(Math.round(around(jitterMillis) * UNITS_OF_A_MILLI)))
                .with("Report0LSR", first ? "0" : Integer.toString(random.nextInt(1, Integer.MAX_VALUE)))
                .with("Report0DLSR", decimal(first ? 0 : 1.7));
    }

    private void hear(Way heard) {
        heard.reportedOn += PACKETS;
        heard.lostNow = 0;
        for (int packet = 0; packet < PACKETS; packet++) {
            if (random.nextDouble() < lossShare) {
                heard.lostNow++;
            }
        }
        heard.lost += heard.lostNow;
    }

    private double around(double mean) {
        return mean * (0.8 + 0.4 * random.nextDouble());
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }
}
