package io.callwarden.voice;

import io.callwarden.call.LineName;
import io.callwarden.call.VoiceReport;
import io.callwarden.call.VoiceReport.Heard;
import io.callwarden.call.VoiceReport.HeardBy;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What the reports on one leg told so far. */
final class LegVoice {
    /** Voice, video, and what a re-INVITE or two makes of them. */
    private static final int MAX_STREAMS = 4;

    private static final double MICROS = 1e6;
    private static final double MILLIS = 1e3;
    private static final double LONGEST_JITTER_SECONDS = 2;
    private static final double LONGEST_ROUND_TRIP_SECONDS = 10;
    private static final double PACKET_MILLIS = 20;
    private static final double SHORTEST_BUFFER_MILLIS = 40;

    private final String channel;
    private final String line;
    private final Stream[] streams = new Stream[MAX_STREAMS];
    private final Listening pbx = new Listening();
    private final Listening other = new Listening();
    private int nextStream;
    private double roundTripSeconds;
    private int roundTrips;
    private Instant lastReport = Instant.MIN;

    /** One stream in both directions, known by the source of what the PBX sends. */
    private static final class Stream {
        final long ownSource;
        final ClockRate clock = new ClockRate();
        final Arrivals atPbx = new Arrivals();
        final Arrivals atLine = new Arrivals();

        Stream(long ownSource) {
            this.ownSource = ownSource;
        }
    }

    LegVoice(String channel) {
        this.channel = channel;
        line = LineName.of(channel);
    }

    String line() {
        return line;
    }

    /** Whether it is still the channel of that name: in a masquerade another line takes its place. */
    boolean isOf(String name) {
        return channel.equals(name);
    }

    Instant lastReport() {
        return lastReport;
    }

    /** Takes a report, and tells what is in it. */
    void take(Instant at, VoiceReport report, VoiceListener listener) {
        lastReport = at;
        if (report.heardBy() == HeardBy.PBX) {
            stream(report.ownSource()).clock.stood(at, report.senderTimestamp());
        }
        boolean plausible =
                report.heard() == null || hear(stream(report.ownSource()), report.heardBy(), report.heard(), listener);
        plausible &= roundTrip(report.roundTripMicros() / MICROS, listener);
        listener.reported(plausible ? VoiceListener.Use.USED : VoiceListener.Use.IMPLAUSIBLE);
    }

    private boolean hear(Stream stream, HeardBy side, Heard heard, VoiceListener listener) {
        Listening listening = side == HeardBy.PBX ? pbx : other;
        Arrivals arrivals = side == HeardBy.PBX ? stream.atPbx : stream.atLine;
        Arrivals.Sequel sequel = arrivals.take(heard);
        if (sequel == Arrivals.Sequel.FIRST) {
            listening.first(heard.lostShare());
        } else {
            listening.arrived(arrivals.packets(), arrivals.lost());
            listener.received(side, arrivals.packets(), arrivals.lost());
        }
        double seconds = (double) heard.jitter() / stream.clock.perSecond();
        if (seconds > LONGEST_JITTER_SECONDS) {
            return false;
        }
        listening.jitter(seconds);
        listener.jitter(seconds);
        return sequel != Arrivals.Sequel.BROKEN;
    }

    private boolean roundTrip(double seconds, VoiceListener listener) {
        if (seconds > LONGEST_ROUND_TRIP_SECONDS) {
            return false;
        }
        if (seconds > 0) {
            roundTripSeconds += seconds;
            roundTrips++;
            listener.roundTrip(seconds);
        }
        return true;
    }

    private Stream stream(long ownSource) {
        for (Stream stream : streams) {
            if (stream != null && stream.ownSource == ownSource) {
                return stream;
            }
        }
        Stream stream = new Stream(ownSource);
        streams[nextStream] = stream;
        nextStream = (nextStream + 1) % MAX_STREAMS;
        return stream;
    }

    /** What it was like, if any report told. */
    Optional<LegQuality> quality() {
        if (!pbx.isKnown() && !other.isKnown()) {
            return Optional.empty();
        }
        double atPbx = mos(pbx);
        double atLine = mos(other);
        Listening worse = !other.isKnown() || pbx.isKnown() && atPbx <= atLine ? pbx : other;
        return Optional.of(new LegQuality(
                line,
                worse == pbx ? atPbx : atLine,
                worse.lostShare(),
                worse.jitter(),
                roundTrips == 0 ? null : Duration.ofNanos(Math.round(meanRoundTrip() * 1e9))));
    }

    private double meanRoundTrip() {
        return roundTrips == 0 ? 0 : roundTripSeconds / roundTrips;
    }

    /** From mouth to ear: a packet, half the round trip, and a buffer of twice the jitter, 40 ms at least. */
    private double mos(Listening side) {
        double buffer = Math.max(SHORTEST_BUFFER_MILLIS, 2 * side.meanJitter() * MILLIS);
        double delay = PACKET_MILLIS + meanRoundTrip() / 2 * MILLIS + buffer;
        return EModel.mos(EModel.G711.rating(side.lostShare(), delay));
    }
}
