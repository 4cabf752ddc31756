package io.callwarden.simulator;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The way out to one client: gathers messages into large writes, counts what the client has not taken yet, and can be made to
 * misbehave. {@link #append}, {@link #flush} and the faults are called under the lock of {@link Pbx}; the writes happen on the event loop,
 * in that order.
 */
final class Outlet {

    private static final int CHUNK = 1 << 16;

    private final Channel channel;
    private final Runnable roomMade;
    private final AtomicLong pending = new AtomicLong();
    /** Writes held back by a stalled server; touched on the event loop only. */
    private final Deque<Runnable> waiting = new ArrayDeque<>();

    /** Writes that the network has and the client has not taken; touched on the event loop only, as is the time. */
    private int underway;

    private long lastProgressNanos = System.nanoTime();
    private volatile boolean held;
    private boolean silent;
    private int pieceBytes = Integer.MAX_VALUE;
    private ByteBuf chunk;

    /** @param roomMade called on the event loop whenever the client took something */
    Outlet(Channel channel, Runnable roomMade) {
        this.channel = channel;
        this.roomMade = roomMade;
    }

    void append(ByteBuf message) {
        for (int from = message.readerIndex(); from < message.writerIndex() && !silent; ) {
            if (chunk == null) {
                chunk = channel.alloc().buffer(CHUNK, CHUNK);
            }
            int length = Math.min(chunk.writableBytes(), message.writerIndex() - from);
            chunk.writeBytes(message, from, length);
            from += length;
            if (!chunk.isWritable()) {
                flush();
            }
        }
    }

    void flush() {
        if (chunk != null) {
            ByteBuf out = chunk;
            chunk = null;
            int pieces = pieceBytes;
            pending.addAndGet(out.readableBytes());
            channel.eventLoop().execute(() -> write(out, pieces));
        }
    }

    private void write(ByteBuf out, int pieces) {
        while (out.readableBytes() > pieces) {
            write(out.readRetainedSlice(pieces));
        }
        write(out);
    }

    private void write(ByteBuf out) {
        int length = out.readableBytes();
        Runnable write = () -> {
            if (underway++ == 0) {
                lastProgressNanos = System.nanoTime();
            }
            channel.writeAndFlush(out).addListener(done -> {
                underway--;
                pending.addAndGet(-length);
                lastProgressNanos = System.nanoTime();
                roomMade.run();
            });
        };
        if (held) {
            waiting.add(write);
        } else {
            write.run();
        }
    }

    /** A server that does nothing for a while, then goes on where it stopped. */
    void hold(boolean to) {
        // In its place among the writes: one that waits must not be overtaken by one behind it.
        channel.eventLoop().execute(() -> {
            held = to;
            channel.config().setAutoRead(!to);
            lastProgressNanos = System.nanoTime();
            while (!held && !waiting.isEmpty()) {
                waiting.poll().run();
            }
        });
    }

    /** From now on nothing leaves any more, and nobody is told. */
    void silence() {
        silent = true;
        if (chunk != null) {
            chunk.release();
            chunk = null;
        }
    }

    boolean isSilent() {
        return silent;
    }

    /** Writes in pieces of at most so many bytes, each handed to the network by itself. */
    void split(int bytes) {
        flush();
        pieceBytes = bytes;
    }

    /** Bytes that the client has not taken. */
    long pending() {
        return pending.get();
    }

    /** Whether it is worth waiting for the client; not for one who is told nothing any more. */
    boolean isBehind(long bytes) {
        return !silent && pending.get() > bytes;
    }

    /** How long the client has taken nothing although there was something; not what this process itself was slow with. On the event loop. */
    long stalledNanos() {
        return held || underway == 0 ? 0 : System.nanoTime() - lastProgressNanos;
    }
}
