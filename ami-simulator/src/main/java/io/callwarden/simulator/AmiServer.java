package io.callwarden.simulator;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.TimeUnit;

/** The listening socket. One event loop thread serves all clients, as one manager core does. */
final class AmiServer implements AutoCloseable {

    private static final long LET_GO_MILLIS = 20;

    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("ami-simulator", true), NioIoHandler.newFactory());
    private final ServerBootstrap bootstrap;
    private volatile InetSocketAddress address;
    private volatile Channel listening;
    private Socket placeholder;

    AmiServer(Pbx pbx) {
        ActionCatalogue actions = new ActionCatalogue(pbx);
        this.address = pbx.settings().address();
        this.bootstrap = new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline().addLast(new ActionDecoder(), new ClientHandler(pbx, actions));
                    }
                });
    }

    /** Listens; after the first time on the port that was taken then. */
    synchronized void open() throws IOException {
        try {
            listening = bootstrap.bind(address).syncUninterruptibly().channel();
            giveUpPlaceholder();
        } catch (Exception e) {
            // Netty throws the checked BindException unannounced.
            throw new IOException("cannot listen on " + address + ": " + e.getMessage(), e);
        }
        address = (InetSocketAddress) listening.localAddress();
    }

    /** Refuses new connections until {@link #open} is called again. */
    synchronized void refuse() {
        listening.close().syncUninterruptibly();
        // The JDK lets go of a closed listener in the loop's next select; until then the kernel still accepts.
        loop.schedule(() -> {}, LET_GO_MILLIS, TimeUnit.MILLISECONDS).syncUninterruptibly();
        keepPort();
    }

    /** Bound and not listening, so that meanwhile the port is nobody else's, nor that of a client who tries in vain to connect to it. */
    private void keepPort() {
        try {
            giveUpPlaceholder();
            placeholder = new Socket();
            placeholder.setReuseAddress(true);
            placeholder.bind(address);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep " + address + ": " + e.getMessage(), e);
        }
    }

    private void giveUpPlaceholder() throws IOException {
        if (placeholder != null) {
            placeholder.close();
            placeholder = null;
        }
    }

    InetSocketAddress address() {
        return address;
    }

    @Override
    public synchronized void close() {
        if (!loop.isShuttingDown()) {
            // A loop that shuts down closes its channels before it runs what it was handed last: the end of a playing.
            loop.submit(() -> {}).syncUninterruptibly();
        }
        loop.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
        try {
            giveUpPlaceholder();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
