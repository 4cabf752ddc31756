package io.callwarden.check;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Whether the host of somebody who is told can be found. Nothing is sent. */
public final class ReceiverName {
    private ReceiverName() {}

    /**
     * Looks it up.
     *
     * @param setting as the administrator knows it, such as {@code notify.mail}
     */
    public static Finding look(String setting, String host) {
        try {
            return Finding.ok("%s: %s leads to %s"
                    .formatted(
                            setting,
                            host,
                            Arrays.stream(InetAddress.getAllByName(host))
                                    .map(InetAddress::getHostAddress)
                                    .collect(Collectors.joining(", "))));
        } catch (UnknownHostException e) {
            return Finding.warn(
                    "%s: no address is known for %s: correct the name, or let this machine's name server know it"
                            .formatted(setting, host));
        }
    }
}
