package io.callwarden.call;

/** The name of a line as a channel of it shows it. */
public final class LineName {
    private LineName() {}

    /** {@code PJSIP/101} of the channel {@code PJSIP/101-0000002a}; empty for half of a Local channel, which is no line. */
    public static String of(String channel) {
        ChannelName name = ChannelName.parse(channel);
        return name.local() || name.technology().isEmpty() ? "" : name.technology() + '/' + name.endpoint();
    }
}
