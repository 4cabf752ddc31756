package io.callwarden.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;

/** Ports of this machine. A free one may in theory be taken before it is used; the range it comes from makes that rare. */
final class Ports {
    private static final int RTP_FIRST = 20_000;
    private static final int RTP_OFFICES = 50;

    private Ports() {}

    static int freeTcp() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Free at every address of this machine. */
    static int freeUdp() {
        try (DatagramSocket socket = new DatagramSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first of {@link Office#RTP_PORTS} ports, of which Asterisk takes the free ones. */
    static int rtpRange() {
        return RTP_FIRST + Office.RTP_PORTS * ThreadLocalRandom.current().nextInt(RTP_OFFICES);
    }

    /** Whether some program listens there; asks the kernel, so that the port stays untouched. */
    static boolean isBoundUdp(InetAddress address, int port) {
        byte[] octets = address.getAddress();
        String entry = "%02X%02X%02X%02X:%04X".formatted(octets[3], octets[2], octets[1], octets[0], port);
        try {
            return Files.readString(Path.of("/proc/net/udp"), StandardCharsets.US_ASCII)
                    .contains(entry);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
