package io.callwarden.benchmark;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;

/** What an Asterisk 22 without calls, queues and endpoints answers to the actions of clients. */
final class Answers {
    static final String USER = "benchmark";
    static final String SECRET = "s3cret";
    private static final String CHALLENGE = "128465432";

    private Answers() {}

    static String to(Map<String, String> action) {
        String id = "ActionID: " + action.get("ActionID") + "\r\n";
        return switch (action.get("Action").toLowerCase(Locale.ROOT)) {
            case "challenge" -> success(id, "Challenge: " + CHALLENGE + "\r\n");
            case "login" ->
                mayEnter(action)
                        ? success(id, "Message: Authentication accepted\r\n")
                        : "Response: Error\r\n" + id + "Message: Authentication failed\r\n\r\n";
            case "ping" -> success(id, "Ping: Pong\r\nTimestamp: " + now() + "\r\n");
            case "events" -> success(id, "Events: On\r\n");
            case "coresettings" ->
                success(
                        id,
                        "AMIversion: 11.0.0\r\nAsteriskVersion: 22.10.1\r\nSystemName: \r\nCoreCDRenabled: Yes\r\n");
            case "corestatus" ->
                success(id, "CoreStartupDate: 2026-11-23\r\nCoreStartupTime: 06:00:00\r\nCoreCurrentCalls: 0\r\n");
            case "coreshowchannels" -> list(id, "CoreShowChannelsComplete");
            case "queuestatus" -> list(id, "QueueStatusComplete");
            case "devicestatelist" -> list(id, "DeviceStateListComplete");
            case "pjsipshowendpoints" -> list(id, "EndpointListComplete");
            case "pjsipshowcontacts" -> list(id, "ContactListComplete");
            case "pjsipshowregistrationsoutbound" -> list(id, "OutboundRegistrationDetailComplete");
            case "logoff" -> "Response: Goodbye\r\n" + id + "Message: Thanks for all the fish.\r\n\r\n";
            default -> "Response: Error\r\n" + id + "Message: Invalid/unknown command.\r\n\r\n";
        };
    }

    private static boolean mayEnter(Map<String, String> action) {
        String secret = action.getOrDefault("Secret", "");
        String key = action.getOrDefault("Key", "");
        return USER.equals(action.get("Username")) && (secret.equals(SECRET) || key.equals(key()));
    }

    private static String key() {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5")
                            .digest((CHALLENGE + SECRET).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String now() {
        Instant now = Clock.systemUTC().instant();
        return "%d.%06d".formatted(now.getEpochSecond(), now.getNano() / 1_000);
    }

    private static String success(String id, String lines) {
        return "Response: Success\r\n" + id + lines + "\r\n";
    }

    private static String list(String id, String end) {
        return "Response: Success\r\n" + id + "EventList: start\r\nMessage: List will follow\r\n\r\nEvent: " + end
                + "\r\n" + id + "EventList: Complete\r\nListItems: 0\r\n\r\n";
    }
}
