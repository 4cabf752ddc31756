package io.callwarden.simulator;

import java.util.List;

/** Devices, hints and SIP endpoints. Called under the lock of {@link Pbx}. */
final class DeviceActions {

    private static final String PJSIP = "PJSIP/";

    private final Pbx pbx;

    DeviceActions(Pbx pbx) {
        this.pbx = pbx;
    }

    List<AmiAction> actions() {
        return List.of(
                AmiAction.of(
                        "DeviceStateList",
                        "List the current known device states.",
                        this::deviceStates,
                        PrivilegeClass.CALL,
                        PrivilegeClass.REPORTING),
                AmiAction.of(
                        "ExtensionStateList",
                        "List the current known extension states.",
                        this::extensionStates,
                        PrivilegeClass.CALL,
                        PrivilegeClass.REPORTING),
                AmiAction.of("PJSIPShowEndpoints", "Lists PJSIP endpoints.", this::endpoints, PrivilegeClass.SYSTEM),
                AmiAction.of("PJSIPShowContacts", "Lists PJSIP Contacts.", this::contacts, PrivilegeClass.SYSTEM),
                AmiAction.of(
                        "PJSIPShowRegistrationsOutbound",
                        "Lists PJSIP outbound registrations.",
                        this::registrations,
                        PrivilegeClass.SYSTEM,
                        PrivilegeClass.REPORTING));
    }

    private void deviceStates(Action action, Session session, Reply reply) {
        reply.startList("Device State Changes will follow");
        pbx.state()
                .devices()
                .forEach((device, state) -> reply.item("DeviceStateChange")
                        .actionId()
                        .header("Device", device)
                        .header("State", state)
                        .end());
        reply.completeList("DeviceStateListComplete").end();
    }

    private void extensionStates(Action action, Session session, Reply reply) {
        reply.startList("Extension Statuses will follow");
        for (PbxState.Hint hint : pbx.state().hints().values()) {
            reply.item("ExtensionStatus")
                    .actionId()
                    .header("Exten", hint.exten())
                    .header("Context", hint.context())
                    .header("Hint", hint.hint())
                    .header("Status", hint.status())
                    .header("StatusText", hint.text())
                    .end();
        }
        reply.completeList("ExtensionStateListComplete").end();
    }

    private List<String> pjsip() {
        return pbx.state().endpoints().stream()
                .filter(endpoint -> endpoint.startsWith(PJSIP))
                .map(endpoint -> endpoint.substring(PJSIP.length()))
                .toList();
    }

    /** Phones register, and have all-digit names; what does not is a trunk that the PBX registers with. */
    private static boolean isPhone(String endpoint) {
        return endpoint.matches("[0-9]+");
    }

    private void endpoints(Action action, Session session, Reply reply) {
        if (pjsip().isEmpty()) {
            reply.error("No endpoints found");
            return;
        }
        reply.startList("A listing of Endpoints follows, presented as EndpointList events");
        for (String endpoint : pjsip()) {
            String state = pbx.state().devices().getOrDefault(PJSIP + endpoint, "UNAVAILABLE");
            long active = pbx.state().channels().values().stream()
                    .filter(channel -> PbxFacts.device(channel.name()).equals(PJSIP + endpoint))
                    .count();
            reply.item("EndpointList")
                    .actionId()
                    .header("ObjectType", "endpoint")
                    .header("ObjectName", endpoint)
                    .header("Transport", "")
                    .header("Aor", endpoint)
                    .header("Auths", "")
                    .header("OutboundAuths", "")
                    .header("Contacts", endpoint + "/" + uri(endpoint) + ",")
                    .header("DeviceState", DeviceWords.text(state))
                    .header("ActiveChannels", active)
                    .end();
        }
        reply.completeList("EndpointListComplete").end();
    }

    private void contacts(Action action, Session session, Reply reply) {
        List<String> phones = pjsip().stream().filter(DeviceActions::isPhone).toList();
        if (phones.isEmpty()) {
            reply.error("No Contacts found");
            return;
        }
        reply.startList("A listing of Contacts follows, presented as ContactList events");
        long expires = pbx.settings().now().getEpochSecond() + 3_600;
        for (String phone : phones) {
            PbxState.Contact contact = pbx.state().contact(phone);
            reply.item("ContactList")
                    .actionId()
                    .header("ObjectType", "contact")
                    .header("ObjectName", phone + ";@" + String.format("%032x", phone.hashCode() & 0xFFFFFFFFL))
                    .header("Endpoint", phone)
                    .header("Uri", uri(phone))
                    .header("QualifyFrequency", 60)
                    .header("UserAgent", "simulator")
                    .header("ExpirationTime", expires)
                    .header("Status", contact.status())
                    .header("RoundtripUsec", contact.roundtripUsec())
                    .end();
        }
        reply.completeList("ContactListComplete").end();
    }

    private void registrations(Action action, Session session, Reply reply) {
        reply.startList("Following are Events for each Outbound registration");
        int registered = 0;
        for (String trunk : pjsip()) {
            if (!isPhone(trunk)) {
                String status = pbx.state().registration(uri(trunk));
                registered += status.equals("Registered") ? 1 : 0;
                reply.item("OutboundRegistrationDetail")
                        .actionId()
                        .header("ObjectType", "registration")
                        .header("ObjectName", trunk)
                        .header("ServerUri", uri(trunk))
                        .header("ClientUri", uri(trunk))
                        .header("Endpoint", trunk)
                        .header("Expiration", 3_600)
                        .header("Status", status)
                        .header("NextReg", 1_800)
                        .end();
            }
        }
        reply.completeList("OutboundRegistrationDetailComplete")
                .header("Registered", registered)
                .header("NotRegistered", reply.items() - registered)
                .end();
    }

    private static String uri(String endpoint) {
        return "sip:" + endpoint + "@127.0.0.1:5060";
    }
}
