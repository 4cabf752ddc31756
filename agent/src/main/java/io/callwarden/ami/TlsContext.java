package io.callwarden.ami;

import io.netty.channel.Channel;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** TLS to one PBX: its certificate must come from a trusted authority, and bear the name of the host. */
final class TlsContext {
    private final AmiConfig config;
    private final SslContext context;

    /** Throws IllegalArgumentException where the CA file cannot be used. */
    TlsContext(AmiConfig config) {
        this.config = config;
        try {
            context = build(config.tls());
        } catch (SSLException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "CA file \"" + config.tls().caFile() + "\" cannot be used: it must hold certificates in PEM form ("
                            + e.getMessage() + ")",
                    e);
        }
    }

    SslHandler handler(Channel channel) {
        SslHandler handler = context.newHandler(channel.alloc(), config.host(), config.port());
        handler.setHandshakeTimeoutMillis(config.connectTimeout().toMillis());
        return handler;
    }

    /** TLS over a connection that stands, for those who wait for it; the handshake is yet to be made. */
    SSLSocket over(Socket plain) throws IOException {
        SSLSocket socket = (SSLSocket) ((JdkSslContext) context)
                .context()
                .getSocketFactory()
                .createSocket(plain, config.host(), config.port(), true);
        if (config.tls().verify()) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
        }
        return socket;
    }

    private static SslContext build(AmiConfig.Tls tls) throws SSLException {
        SslContextBuilder builder = SslContextBuilder.forClient().sslProvider(SslProvider.JDK);
        if (!tls.verify()) {
            return builder.trustManager(InsecureTrustManagerFactory.INSTANCE)
                    .endpointIdentificationAlgorithm(null)
                    .build();
        }
        if (tls.caFile() != null) {
            builder.trustManager(tls.caFile().toFile());
        }
        return builder.endpointIdentificationAlgorithm("HTTPS").build();
    }
}
