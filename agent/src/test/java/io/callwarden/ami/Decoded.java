package io.callwarden.ami;

import io.callwarden.ami.AmiStats.Count;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What a decoder made of a stream: each message as its headers, and the counters. */
final class Decoded implements AmiMessageHandler {
    static final Interest EVERYTHING =
            new Interest(EnumSet.complementOf(EnumSet.of(AmiEventType.NONE)), Set.of("FROM_DID", "DIALSTATUS"));

    final List<List<String>> messages = new ArrayList<>();
    final List<String> banners = new ArrayList<>();
    final AmiStats stats = new AmiStats();
    final AmiDecoder decoder;

    Decoded(Interest interest) {
        decoder = new AmiDecoder(interest, this, stats);
    }

    static Decoded of(Interest interest, byte[] stream) {
        Decoded decoded = new Decoded(interest);
        decoded.decoder.feed(stream, 0, stream.length);
        return decoded;
    }

    static Decoded of(String stream) {
        return of(EVERYTHING, stream.getBytes(StandardCharsets.UTF_8));
    }

    /** Fed in pieces of at most {@code size} bytes, each overwritten afterwards as a network buffer is. */
    static Decoded inPieces(Interest interest, byte[] stream, int size) {
        Decoded decoded = new Decoded(interest);
        byte[] piece = new byte[size + 3];
        for (int at = 0; at < stream.length; at += size) {
            int length = Math.min(size, stream.length - at);
            System.arraycopy(stream, at, piece, 3, length);
            decoded.decoder.feed(piece, 3, length);
            java.util.Arrays.fill(piece, (byte) '#');
        }
        return decoded;
    }

    long count(Count what) {
        return stats.count(what);
    }

    List<Long> counts() {
        List<Long> counts = new ArrayList<>();
        for (Count what : Count.values()) {
            counts.add(stats.count(what));
        }
        for (AmiEventType type : AmiEventType.values()) {
            counts.add(stats.events(type));
        }
        return counts;
    }

    @Override
    public void on(AmiMessage message) {
        List<String> headers = new ArrayList<>();
        headers.add(message.event().name());
        message.forEach((name, value) -> headers.add(name + "=" + value));
        messages.add(headers);
    }

    @Override
    public void onBanner(String version) {
        banners.add(version);
    }
}
