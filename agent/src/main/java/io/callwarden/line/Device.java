package io.callwarden.line;

/** How a line is named by its device and its channels. */
final class Device {
    private static final int LONGEST_EXTENSION = 6;

    private Device() {}

    /**
     * The device of a channel: {@code PJSIP/trunk-a} of {@code PJSIP/trunk-a-0000002a}; empty where the channel belongs to no line. What
     * stands behind a second slash is a number that was dialled, and never part of it: {@code DAHDI/i1} of {@code DAHDI/i1/79260001001-3}.
     */
    static String ofChannel(String channel) {
        if (!Technology.isLine(channel)) {
            return "";
        }
        int slash = channel.indexOf('/');
        int second = channel.indexOf('/', slash + 1);
        int end = second > 0 ? second : channel.lastIndexOf('-');
        return end > slash + 1 ? channel.substring(0, end) : channel;
    }

    /** The device itself, without a number that was dialled; empty where it is no line. */
    static String of(String device) {
        if (!Technology.isLine(device)) {
            return "";
        }
        int second = device.indexOf('/', device.indexOf('/') + 1);
        return second > 0 ? device.substring(0, second) : device;
    }

    /** The endpoint: {@code trunk-a} of {@code PJSIP/trunk-a}. */
    static String endpoint(String device) {
        return device.substring(device.indexOf('/') + 1);
    }

    /** Whether it is named by a number longer than an extension: then it may be a stranger who calls without an account. */
    static boolean mayBeACaller(String device) {
        String endpoint = endpoint(device);
        int from = endpoint.startsWith("+") ? 1 : 0;
        return endpoint.length() - from > LONGEST_EXTENSION
                && endpoint.substring(from).chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
