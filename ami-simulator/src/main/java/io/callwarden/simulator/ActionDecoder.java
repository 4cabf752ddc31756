package io.callwarden.simulator;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads actions off the wire: lines up to an empty one. Keeps to Asterisk's limits: a line of 1,024 bytes, 128 headers (main/manager.c).
 * On the event loop.
 */
final class ActionDecoder extends ByteToMessageDecoder {

    private static final int MAX_LINE = 1024;
    private static final int MAX_HEADERS = 128;

    private List<Header> headers = new ArrayList<>();
    private String fault = "";
    private boolean skipping;

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        int length = in.bytesBefore((byte) '\n');
        if (length < 0) {
            if (in.readableBytes() > MAX_LINE) {
                in.skipBytes(in.readableBytes());
                skipping = true;
            }
            return;
        }
        byte[] line = new byte[length];
        in.readBytes(line);
        in.skipBytes(1);
        if (skipping || length > MAX_LINE) {
            skipping = false;
            fault = "Failed to parse message: line too long";
            return;
        }
        int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        if (end > 0) {
            header(RawText.decode(line, 0, end).replace('\r', ' '));
        } else if (!headers.isEmpty() || !fault.isEmpty()) {
            out.add(new Action(List.copyOf(headers), fault));
            headers = new ArrayList<>();
            fault = "";
        }
    }

    private void header(String text) {
        int colon = text.indexOf(':');
        if (colon < 1 || text.substring(0, colon).isBlank()) {
            return; // Asterisk too passes over a line that is no header
        }
        if (headers.size() == MAX_HEADERS) {
            fault = "Failed to parse message: too many headers";
            return;
        }
        headers.add(new Header(
                text.substring(0, colon).strip(), text.substring(colon + 1).strip()));
    }
}
