package io.callwarden.check;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.function.BooleanSupplier;

/** The port of the pages: whether the agent can have it, or has it already. */
public final class WebPort {
    private final String host;
    private final int port;
    private final BooleanSupplier ours;

    /** @param ours whether the agent of this configuration answers there; asked only where the port is taken */
    public WebPort(String host, int port, BooleanSupplier ours) {
        this.host = host;
        this.port = port;
        this.ours = ours;
    }

    public Finding look() {
        if (port == 0) {
            return Finding.ok("http.port is 0: any free port will be taken");
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
            return Finding.ok("http.port %d is free at %s".formatted(port, host));
        } catch (IOException e) {
            return ours.getAsBoolean()
                    ? Finding.ok("http.port %d is held by the running agent".formatted(port))
                    : Finding.fail(
                            "http.port %d at %s cannot be had (%s): end the program that holds it, or set another http.port or http.host"
                                    .formatted(port, host, e.getMessage()));
        }
    }
}
