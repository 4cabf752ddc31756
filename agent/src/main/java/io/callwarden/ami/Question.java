package io.callwarden.ami;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.asteriskjava.manager.action.ManagerAction;

/** Asks a PBX for what it may or may not tell: what it does not tell is noted, and is no error. Event loop only. */
final class Question {
    private static final Map<String, String> PRIVILEGES = Map.of(
            "CoreShowChannels", "system or reporting",
            "CoreStatus", "system or reporting",
            "CoreSettings", "system or reporting",
            "PJSIPShowEndpoints", "system",
            "PJSIPShowEndpoint", "system",
            "PJSIPShowContacts", "system",
            "PJSIPShowRegistrationsOutbound", "system or reporting",
            "SIPPeers", "system or reporting",
            "SIPshowregistry", "system or reporting",
            "DeviceStateList", "call or reporting");

    private final AmiConnection connection;
    private final List<String> notSeen = new ArrayList<>();

    Question(AmiConnection connection) {
        this.connection = connection;
    }

    /** The answer, succeeded or not; fails only where the connection ends. */
    CompletableFuture<AmiReply> ask(ManagerAction action) {
        return connection.send(action).handle((reply, failure) -> {
            if (failure != null && !connection.isOpen()) {
                throw new CompletionException(failure);
            }
            if (failure != null) {
                note(action.getAction() + ": " + Trouble.words(failure));
                return new AmiReply(new AmiRow("Error", Map.of("Message", Trouble.words(failure))), List.of());
            }
            if (reply.denied()) {
                note(action.getAction() + ": permission denied; add "
                        + PRIVILEGES.getOrDefault(action.getAction(), "its privilege")
                        + " to the write line of the user in manager.conf");
            }
            return reply;
        });
    }

    /** What could not be asked, and what would help. */
    List<String> notSeen() {
        return List.copyOf(notSeen);
    }

    private void note(String words) {
        if (!notSeen.contains(words)) {
            notSeen.add(words);
        }
    }
}
