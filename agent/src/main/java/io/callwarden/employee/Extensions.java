package io.callwarden.employee;

import io.callwarden.call.QueueMember;

/** Which extension a device or the location of a queue member stands for, in the words of a call's record. Pure. */
final class Extensions {
    static final String AGENT = "Agent:";
    private static final String HINT = "hint:";
    private static final String LOCAL = "Local/";

    private Extensions() {}

    /** The extension of a member: that of the phone whose state counts; where that is no phone, that of what is dialled. */
    static String of(QueueMember member) {
        String extension = of(member.device());
        return extension.isEmpty() ? of(member.location()) : extension;
    }

    /**
     * {@code 101} for {@code PJSIP/101}, {@code Local/101@from-queue/n}, {@code hint:101@ext-local} and {@code Agent:101}; the number for
     * one outside, such as {@code PJSIP/79260000001@trunk} or {@code SIP/trunk/79260000001}; empty for what is no phone, such as
     * {@code Queue:sales} or {@code Custom:night}.
     */
    static String of(String device) {
        if (device.startsWith(HINT)) {
            return upTo('@', device.substring(HINT.length()));
        }
        if (device.startsWith(AGENT)) {
            return device.substring(AGENT.length());
        }
        if (!isLine(device)) {
            return "";
        }
        String rest = device.substring(device.indexOf('/') + 1);
        return isLocal(device) ? upTo('@', rest) : upTo('@', rest.substring(rest.lastIndexOf('/') + 1));
    }

    /** Whether it is a phone, or the way to one: named as a channel is, by technology and address. */
    static boolean isLine(String device) {
        int slash = device.indexOf('/');
        if (slash < 1) {
            return false;
        }
        for (int i = 0; i < slash; i++) {
            if (!Character.isLetterOrDigit(device.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether what the PBX says of this device comes from the phone itself. */
    static boolean isPhone(String device) {
        return isLine(device) && !isLocal(device);
    }

    private static boolean isLocal(String device) {
        return device.startsWith(LOCAL);
    }

    private static String upTo(char end, String text) {
        int at = text.indexOf(end);
        return at < 0 ? text : text.substring(0, at);
    }
}
