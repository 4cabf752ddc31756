package io.callwarden.ami;

import io.callwarden.call.DeviceState;
import io.callwarden.call.LineEvents.Contact;
import io.callwarden.call.LineSnapshot;
import io.callwarden.call.LineSnapshot.Listed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.asteriskjava.manager.action.PJSipShowEndpointsAction;
import org.asteriskjava.manager.action.SipPeersAction;

/** Asks how every phone and trunk of a PBX stands. Event loop only, used once. */
final class LineQuestions {
    private static final String PJSIP = "PJSIP";
    private static final String SIP = "SIP";

    private final Question question;
    private final Map<String, AmiRow> endpoints = new LinkedHashMap<>();
    /** By address. PJSIPShowContacts leaves out those that are written in the configuration. */
    private final Map<String, Contact> contacts = new HashMap<>();

    private final List<Listed> lines = new ArrayList<>();
    private final Map<String, String> peersByAddress = new HashMap<>();
    private final Map<String, DeviceState> devices = new HashMap<>();
    private final Set<String> complete = new HashSet<>();
    private final RegistrationRows registrations = new RegistrationRows();

    LineQuestions(Question question) {
        this.question = question;
    }

    CompletableFuture<LineSnapshot> ask(Instant askedAt) {
        return question.ask(new PJSipShowEndpointsAction())
                .thenAccept(this::addEndpoints)
                .thenCompose(done -> question.ask(Actions.named("PJSIPShowContacts")))
                .thenAccept(reply -> reply.rows().forEach(this::addContact))
                .thenCompose(done -> EndpointDetails.ask(question, withFixedAddress(), this::addDetails))
                .thenRun(() -> endpoints.forEach(this::addLine))
                .thenCompose(done -> question.ask(Actions.named("PJSIPShowRegistrationsOutbound")))
                .thenAccept(reply ->
                        registrations.addPjsip(reply, complete.contains(PJSIP), endpoints.keySet(), this::addressesOf))
                .thenCompose(done -> question.ask(new SipPeersAction()))
                .thenAccept(this::addPeers)
                .thenCompose(done -> question.ask(Actions.named("SIPshowregistry")))
                .thenAccept(reply -> registrations.addSip(reply, peersByAddress))
                .thenCompose(done -> question.ask(Actions.named("DeviceStateList")))
                .thenAccept(reply ->
                        reply.rows().forEach(row -> devices.put(row.text("Device"), DeviceState.of(row.text("State")))))
                .thenApply(done -> new LineSnapshot(
                        askedAt, complete, lines, devices, registrations.complete(), registrations.all()));
    }

    private void addEndpoints(AmiReply reply) {
        if (reply.succeeded()) {
            complete.add(PJSIP);
        }
        for (AmiRow row : reply.rows()) {
            if (!row.text("ObjectName").isEmpty()) {
                endpoints.put(row.text("ObjectName"), row);
            }
        }
    }

    private void addContact(AmiRow row) {
        contacts.put(row.text("Uri"), LineEventTranslator.contact(row.text("Status")));
    }

    private List<String> withFixedAddress() {
        return endpoints.keySet().stream()
                .filter(name -> !contacts.keySet().containsAll(addressesOf(name)))
                .toList();
    }

    private void addDetails(String name, List<AmiRow> rows) {
        for (AmiRow row : rows) {
            if (row.name().equals("ContactStatusDetail")) {
                contacts.put(row.text("URI"), LineEventTranslator.contact(row.text("Status")));
            }
        }
    }

    /** {@code 101/sip:101@10.0.0.1:5060,101/sip:101@10.0.0.2:5060,}: each behind the name of its AOR. */
    private Set<String> addressesOf(String endpoint) {
        Set<String> addresses = new LinkedHashSet<>();
        for (String contact : endpoints.get(endpoint).text("Contacts").split(",")) {
            String address = contact.substring(contact.indexOf('/') + 1);
            if (!address.isBlank()) {
                addresses.add(address);
            }
        }
        return addresses;
    }

    private void addLine(String name, AmiRow row) {
        Map<String, Contact> own = new HashMap<>();
        Set<String> addresses = addressesOf(name);
        addresses.stream().filter(contacts::containsKey).forEach(address -> own.put(address, contacts.get(address)));
        boolean listed = row.values().containsKey("Contacts") && own.size() == addresses.size();
        lines.add(new Listed(PJSIP + "/" + name, state(row.text("DeviceState")), listed, own));
    }

    private void addPeers(AmiReply reply) {
        if (reply.succeeded()) {
            complete.add(SIP);
        }
        for (AmiRow row : reply.rows()) {
            String name = row.text("ObjectName");
            String address = row.text("IPaddress");
            if (!name.isEmpty()) {
                peersByAddress.put(name, name);
                peersByAddress.putIfAbsent(address, name);
                lines.add(new Listed(SIP + "/" + name, peer(row.text("Status"), address), false, Map.of()));
            }
        }
    }

    /** {@code OK (12 ms)}, {@code LAGGED (2500 ms)}, {@code UNREACHABLE}, {@code UNKNOWN}, {@code Unmonitored} (channels/chan_sip.c). */
    private static DeviceState peer(String status, String address) {
        if (address.isEmpty() || address.equals("-none-") || status.startsWith("UNREACHABLE")) {
            return DeviceState.UNAVAILABLE;
        }
        return status.startsWith("UNKNOWN") ? DeviceState.UNKNOWN : DeviceState.NOT_INUSE;
    }

    /** In words where it is the state of an endpoint (main/devicestate.c). */
    private static DeviceState state(String words) {
        return switch (words) {
            case "Not in use" -> DeviceState.NOT_INUSE;
            case "In use" -> DeviceState.INUSE;
            case "Busy" -> DeviceState.BUSY;
            case "Invalid" -> DeviceState.INVALID;
            case "Unavailable" -> DeviceState.UNAVAILABLE;
            case "Ringing" -> DeviceState.RINGING;
            case "Ring+Inuse" -> DeviceState.RINGINUSE;
            case "On Hold" -> DeviceState.ONHOLD;
            default -> DeviceState.UNKNOWN;
        };
    }
}
