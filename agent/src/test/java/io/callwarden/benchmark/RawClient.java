package io.callwarden.benchmark;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** Reads the stream and does nothing with it: the limit of what any client could do. {@code RawClient FILE PORT CONTROL-PORT}. */
final class RawClient {
    private static final int READ = 1 << 16;

    private RawClient() {}

    public static void main(String[] args) throws Exception {
        StreamFile stream = StreamFile.read(Path.of(args[0]));
        try (SocketChannel ami = SocketChannel.open();
                StreamControl control = new StreamControl(Integer.parseInt(args[2]))) {
            ami.setOption(StandardSocketOptions.SO_RCVBUF, 1 << 20);
            ami.connect(new InetSocketAddress("127.0.0.1", Integer.parseInt(args[1])));
            ByteBuffer buffer = ByteBuffer.allocateDirect(READ);
            // The greeting says that the server knows this client.
            ami.read(buffer);
            long bytes = stream.bytes();
            Measurement measurement = new Measurement(bytes);
            measurement.begin();
            control.go();
            read(ami, buffer, bytes, measurement);
            measurement.print(stream.events() * measurement.done() / bytes, 0);
        }
    }

    private static void read(SocketChannel ami, ByteBuffer buffer, long bytes, Measurement measurement)
            throws IOException {
        long read = 0;
        while (read < bytes) {
            buffer.clear();
            int length = ami.read(buffer);
            if (length < 0) {
                throw new IOException("the stream ended after " + read + " of " + bytes + " bytes");
            }
            boolean half = read < bytes / 2 && read + length >= bytes / 2;
            read += length;
            if (half || read >= bytes) {
                measurement.progress(read);
            }
        }
    }
}
