package io.callwarden.call;

/**
 * What the name of a channel tells: {@code PJSIP/trunk-a-0000002a} is a leg of technology PJSIP to the endpoint {@code trunk-a};
 * {@code Local/111@agents-00000003;2} is the second half of a Local channel.
 *
 * @param technology text before the first slash, empty when there is none
 * @param endpoint text between the slash and the counter at the end
 * @param local whether it is half of a Local channel, and so no device
 * @param pair for a Local half, the name without its half, the same for both; else empty
 */
record ChannelName(String technology, String endpoint, boolean local, String pair) {
    static ChannelName parse(String name) {
        int slash = name.indexOf('/');
        String technology = slash < 0 ? "" : name.substring(0, slash);
        String rest = slash < 0 ? name : name.substring(slash + 1);
        if (technology.equals("Local")) {
            int semicolon = name.lastIndexOf(';');
            return new ChannelName(
                    technology, withoutCounter(rest), true, semicolon < 0 ? name : name.substring(0, semicolon));
        }
        return new ChannelName(technology, withoutCounter(rest), false, "");
    }

    /** The extension that a Local channel is for: {@code 111} of {@code 111@agents}; the endpoint of any other. */
    String number() {
        int at = endpoint.indexOf('@');
        return at < 0 ? endpoint : endpoint.substring(0, at);
    }

    /** Asterisk appends {@code -} and a counter of hexadecimal digits; DAHDI's {@code i1/79260001001-3} keeps its span in front. */
    private static String withoutCounter(String rest) {
        int dash = rest.lastIndexOf('-');
        return dash <= 0 ? rest : rest.substring(0, dash);
    }
}
