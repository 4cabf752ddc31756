package io.callwarden.ami;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;

/** Hands the bytes of one connection to an {@link AmiDecoder}, on the event loop. */
final class AmiDecoderHandler extends SimpleChannelInboundHandler<ByteBuf> {
    private final AmiDecoder decoder;
    private final byte[] chunk = new byte[1 << 16];

    AmiDecoderHandler(AmiDecoder decoder) {
        this.decoder = decoder;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf bytes) {
        if (bytes.hasArray()) {
            decoder.feed(bytes.array(), bytes.arrayOffset() + bytes.readerIndex(), bytes.readableBytes());
            return;
        }
        while (bytes.isReadable()) {
            int length = Math.min(chunk.length, bytes.readableBytes());
            bytes.readBytes(chunk, 0, length);
            decoder.feed(chunk, 0, length);
        }
    }
}
