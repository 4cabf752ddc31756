package io.callwarden.ami;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.asteriskjava.manager.action.PJSipShowEndpointsAction;
import org.asteriskjava.manager.action.SipPeersAction;
import org.asteriskjava.manager.event.EndpointList;
import org.asteriskjava.manager.event.PeerEntryEvent;

/** Asks for the SIP endpoints of a PBX, and for what tells trunks from phones. Event loop only, used once. */
final class EndpointQuestions {
    private final Question question;
    private final Map<String, EndpointFact> endpoints = new LinkedHashMap<>();
    private final Map<String, String> deviceStates = new HashMap<>();

    EndpointQuestions(Question question) {
        this.question = question;
    }

    CompletableFuture<Void> ask() {
        return question.ask(new PJSipShowEndpointsAction())
                .thenAccept(reply -> reply.rows().forEach(this::addPjsip))
                .thenCompose(done -> question.ask(Actions.named("PJSIPShowRegistrationsOutbound")))
                .thenAccept(this::addRegistrations)
                .thenCompose(done -> EndpointDetails.ask(question, pjsipNames(), this::addDetails))
                .thenCompose(done -> question.ask(new SipPeersAction()))
                .thenAccept(reply -> reply.rows().forEach(this::addPeer))
                .thenCompose(done -> question.ask(Actions.named("DeviceStateList")))
                .thenAccept(
                        reply -> reply.rows().forEach(row -> deviceStates.put(row.text("Device"), row.text("State"))));
    }

    List<EndpointFact> endpoints() {
        return new ArrayList<>(endpoints.values());
    }

    Map<String, String> deviceStates() {
        return Map.copyOf(deviceStates);
    }

    private void addPjsip(AmiRow row) {
        EndpointList listed = TypedRows.fill(EndpointList::new, row);
        String name = text(listed.getObjectName());
        put(new EndpointFact("PJSIP", name, "", text(listed.getDevicestate()), false, false, false, false));
    }

    private void addPeer(AmiRow row) {
        PeerEntryEvent listed = TypedRows.fill(PeerEntryEvent::new, row);
        boolean dynamic = Boolean.TRUE.equals(listed.getDynamic());
        String status = text(listed.getStatus());
        put(new EndpointFact(
                "SIP",
                text(listed.getObjectName()),
                "",
                status,
                false,
                !dynamic,
                !dynamic,
                status.equals("Unmonitored")));
    }

    /** A registration names its endpoint where it has the option {@code line}; else it is usually named after it. */
    private void addRegistrations(AmiReply reply) {
        Set<String> registered = new HashSet<>();
        for (AmiRow row : reply.rows()) {
            registered.add(row.text("Endpoint"));
            registered.add(row.text("ObjectName"));
            registered.add(row.text("ObjectName").replaceFirst("-reg-\\d+$", ""));
        }
        endpoints.replaceAll((key, fact) -> registered.contains(fact.name())
                ? new EndpointFact(
                        fact.tech(),
                        fact.name(),
                        fact.context(),
                        fact.deviceState(),
                        true,
                        fact.identifiedByAddress(),
                        fact.fixedAddress(),
                        fact.unqualified())
                : fact);
    }

    private List<String> pjsipNames() {
        return endpoints.values().stream().map(EndpointFact::name).toList();
    }

    private void addDetails(String name, List<AmiRow> rows) {
        put(detailed(endpoints.get("PJSIP/" + name), rows));
    }

    private static EndpointFact detailed(EndpointFact fact, List<AmiRow> rows) {
        String context = fact.context();
        boolean identified = false;
        boolean fixed = false;
        boolean unqualified = false;
        for (AmiRow row : rows) {
            switch (row.name()) {
                case "EndpointDetail" -> context = row.text("Context");
                case "IdentifyDetail" -> identified = true;
                // Nobody can register there, yet it has contacts: they are written in the configuration.
                case "AorDetail" -> {
                    fixed |= row.text("MaxContacts").equals("0")
                            && !row.text("Contacts").isEmpty();
                    unqualified |= row.text("QualifyFrequency").equals("0");
                }
                default -> {
                    // Authentication and transport say nothing about the role.
                }
            }
        }
        return new EndpointFact(
                fact.tech(),
                fact.name(),
                context,
                fact.deviceState(),
                fact.registersOutbound(),
                identified,
                fixed,
                unqualified);
    }

    private void put(EndpointFact fact) {
        if (!fact.name().isEmpty()) {
            endpoints.put(fact.tech() + "/" + fact.name(), fact);
        }
    }

    private static String text(String orNull) {
        return orNull == null ? "" : orNull;
    }
}
