package io.callwarden.simulator;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All actions the simulator knows, and who may use them. */
final class ActionCatalogue {

    /** The only ones before login. */
    private static final List<String> BEFORE_LOGIN = List.of("login", "logoff", "challenge");

    private final Map<String, AmiAction> actions = new TreeMap<>();

    ActionCatalogue(Pbx pbx) {
        Stream.of(
                        new SessionActions(pbx).actions(),
                        new ChannelActions(pbx).actions(),
                        new CoreActions(pbx).actions(),
                        new BridgeActions(pbx).actions(),
                        new QueueActions(pbx).actions(),
                        new DeviceActions(pbx).actions())
                .flatMap(List::stream)
                .forEach(this::add);
        add(AmiAction.of(
                "ListCommands", "List available manager commands.", (action, session, reply) -> list(session, reply)));
    }

    private void add(AmiAction action) {
        actions.put(action.name().toLowerCase(Locale.ROOT), action);
    }

    /** Answers an action as Asterisk's process_message does. Called under the lock of {@link Pbx}. */
    void answer(Action action, Session session, Reply reply) {
        String name = action.name().toLowerCase(Locale.ROOT);
        AmiAction known = actions.get(name);
        if (!action.fault().isEmpty()) {
            reply.error(action.fault());
        } else if (name.isEmpty()) {
            reply.error("Missing action in request");
        } else if (!session.isLoggedIn() && !BEFORE_LOGIN.contains(name)) {
            reply.error("Permission denied");
        } else if (known == null) {
            reply.error("Invalid/unknown command: " + action.name()
                    + ". Use Action: ListCommands to show available commands.");
        } else if (!session.may(known.privileges())) {
            reply.error("Permission denied");
        } else {
            known.handler().answer(action, session, reply);
        }
    }

    private void list(Session session, Reply reply) {
        reply.success();
        actions.values().stream()
                .filter(action -> session.may(action.privileges()))
                .forEach(action -> reply.header(
                        action.name(),
                        action.synopsis() + "  (Priv: " + PrivilegeClass.header(action.privileges()) + ")"));
        reply.end();
    }
}
