package io.callwarden.simulator;

/** One device state in the words of three modules. */
final class DeviceWords {

    private DeviceWords() {}

    /** The number that app_queue shows for {@code INUSE} and its like. */
    static int queueStatus(String state) {
        return switch (state) {
            case "NOT_INUSE" -> 1;
            case "INUSE" -> 2;
            case "BUSY" -> 3;
            case "INVALID" -> 4;
            case "UNAVAILABLE" -> 5;
            case "RINGING" -> 6;
            case "RINGINUSE" -> 7;
            case "ONHOLD" -> 8;
            default -> 0;
        };
    }

    /** The text that res_pjsip shows. */
    static String text(String state) {
        return switch (state) {
            case "NOT_INUSE" -> "Not in use";
            case "INUSE" -> "In use";
            case "BUSY" -> "Busy";
            case "INVALID" -> "Invalid";
            case "UNAVAILABLE" -> "Unavailable";
            case "RINGING" -> "Ringing";
            case "RINGINUSE" -> "Ring+Inuse";
            case "ONHOLD" -> "On Hold";
            default -> "Unknown";
        };
    }
}
