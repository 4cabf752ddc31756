package io.callwarden.ami;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.asteriskjava.manager.action.PJSipShowEndpointAction;
import org.asteriskjava.manager.action.PJSipShowEndpointsAction;
import org.asteriskjava.manager.action.SipPeersAction;
import org.asteriskjava.manager.event.EndpointList;
import org.asteriskjava.manager.event.PeerEntryEvent;

/** Asks for the SIP endpoints of a PBX, and for what tells trunks from phones. Event loop only, used once. */
final class EndpointQuestions {
    /** Each costs a question of its own; on a bigger site, what the lists tell must do. */
    private static final int MAX_DETAILS = 200;

    private static final int AT_ONCE = 32;

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
                .thenCompose(done -> askDetails(List.copyOf(endpoints.values())))
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
        put(new EndpointFact("PJSIP", name, "", text(listed.getDevicestate()), false, false, false));
    }

    private void addPeer(AmiRow row) {
        PeerEntryEvent listed = TypedRows.fill(PeerEntryEvent::new, row);
        boolean dynamic = Boolean.TRUE.equals(listed.getDynamic());
        put(new EndpointFact(
                "SIP", text(listed.getObjectName()), "", text(listed.getStatus()), false, !dynamic, !dynamic));
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
                        fact.fixedAddress())
                : fact);
    }

    /** The first alone, to see whether it may be asked at all; the others some at a time. */
    private CompletableFuture<Void> askDetails(List<EndpointFact> all) {
        List<EndpointFact> some = all.subList(0, Math.min(all.size(), MAX_DETAILS));
        if (some.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        return askDetail(some.get(0))
                .thenCompose(reply -> reply.denied()
                        ? CompletableFuture.completedFuture(null)
                        : askDetailsFrom(some.subList(1, some.size())));
    }

    private CompletableFuture<Void> askDetailsFrom(List<EndpointFact> rest) {
        if (rest.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        int count = Math.min(rest.size(), AT_ONCE);
        CompletableFuture<?>[] asked =
                rest.subList(0, count).stream().map(this::askDetail).toArray(CompletableFuture<?>[]::new);
        return CompletableFuture.allOf(asked).thenCompose(done -> askDetailsFrom(rest.subList(count, rest.size())));
    }

    private CompletableFuture<AmiReply> askDetail(EndpointFact fact) {
        PJSipShowEndpointAction action = new PJSipShowEndpointAction();
        action.setEndpoint(fact.name());
        return question.ask(action).thenApply(reply -> {
            put(detailed(fact, reply.rows()));
            return reply;
        });
    }

    private static EndpointFact detailed(EndpointFact fact, List<AmiRow> rows) {
        String context = fact.context();
        boolean identified = false;
        boolean fixed = false;
        for (AmiRow row : rows) {
            switch (row.name()) {
                case "EndpointDetail" -> context = row.text("Context");
                case "IdentifyDetail" -> identified = true;
                // Nobody can register there, yet it has contacts: they are written in the configuration.
                case "AorDetail" ->
                    fixed |= row.text("MaxContacts").equals("0")
                            && !row.text("Contacts").isEmpty();
                default -> {
                    // Authentication and transport say nothing about the role.
                }
            }
        }
        return new EndpointFact(
                fact.tech(), fact.name(), context, fact.deviceState(), fact.registersOutbound(), identified, fixed);
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
