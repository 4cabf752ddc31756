package io.callwarden.call;

import java.util.ArrayList;
import java.util.List;

/**
 * One device of a dial string, as it stands in the data of {@code Dial} or in a DialBegin: technology, endpoint and, for a trunk, the
 * number behind it.
 *
 * @param technology such as {@code PJSIP}; empty where the string leaves it out
 * @param endpoint phone or trunk; for a Local channel its extension
 * @param number number dialled through a trunk, empty where there is none
 */
record DialTarget(String technology, String endpoint, String number) {
    private static final int MOST = 64;

    /** The devices in the data of {@code Dial}: {@code PJSIP/117&PJSIP/118,8,tT} has two. */
    static List<DialTarget> ofDialData(String data) {
        int comma = data.indexOf(',');
        String devices = comma < 0 ? data : data.substring(0, comma);
        List<DialTarget> targets = new ArrayList<>(2);
        int from = 0;
        while (from < devices.length() && targets.size() < MOST) {
            int amp = devices.indexOf('&', from);
            int to = amp < 0 ? devices.length() : amp;
            String device = devices.substring(from, to).trim();
            int slash = device.indexOf('/');
            if (slash > 0) {
                targets.add(of(device.substring(0, slash), device.substring(slash + 1)));
            }
            from = to + 1;
        }
        return targets;
    }

    /**
     * Reads what follows the technology. chan_pjsip writes {@code number@trunk} or {@code trunk/sip:number@host}, older drivers
     * {@code trunk/number}; a lone name is an endpoint.
     */
    static DialTarget of(String technology, String rest) {
        if (technology.equals("Local")) {
            int at = rest.indexOf('@');
            return new DialTarget(technology, at < 0 ? rest : rest.substring(0, at), "");
        }
        int slash = rest.indexOf('/');
        if (slash > 0) {
            return new DialTarget(
                    technology, rest.substring(0, slash), sipUser(rest.substring(rest.lastIndexOf('/') + 1)));
        }
        int at = rest.lastIndexOf('@');
        if (at > 0) {
            return new DialTarget(technology, rest.substring(at + 1), sipUser(rest.substring(0, at)));
        }
        return new DialTarget(technology, rest, "");
    }

    private static String sipUser(String text) {
        String user = text;
        if (user.startsWith("sip:") || user.startsWith("sips:")) {
            user = user.substring(user.indexOf(':') + 1);
        }
        int at = user.indexOf('@');
        user = at < 0 ? user : user.substring(0, at);
        int semicolon = user.indexOf(';');
        return semicolon < 0 ? user : user.substring(0, semicolon);
    }

    /** Whether a channel with this technology and endpoint was made for this target. */
    boolean isFor(ChannelName channel) {
        return channel.technology().equals(technology)
                && (channel.local()
                        ? channel.number().equals(endpoint)
                        : channel.endpoint().equals(endpoint));
    }
}
