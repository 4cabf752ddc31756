package io.callwarden.simulator;

import java.io.ByteArrayOutputStream;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** Plays events as they are, with the ids and numbers that they have: a day that a script makes up while it is played. */
final class VerbatimFeed implements Feed {

    private static final byte[] LINE_END = {'\r', '\n'};

    private final Iterator<TimedMessage> messages;
    private final Substitution nothing;
    private final Set<String> alive = new HashSet<>();
    private final Set<String> bridges = new HashSet<>();
    private final Set<String> abandoned = new HashSet<>();
    private TimedMessage next;

    /** @param messages offsets not decreasing; each message's own Timestamp gives way to start and offset */
    VerbatimFeed(Iterator<TimedMessage> messages, long startMicros, SimulatorSettings settings) {
        this.messages = messages;
        Template empty = Template.of(new Recording("", List.of()));
        this.nothing = new Substitution(empty, new Numbering(0), startMicros, settings.zone(), true);
        advance();
    }

    private void advance() {
        next = messages.hasNext() ? messages.next() : null;
        while (next != null && !abandoned.isEmpty() && isOfAbandonedCall(next)) {
            next = messages.hasNext() ? messages.next() : null;
        }
    }

    private boolean isOfAbandonedCall(TimedMessage message) {
        for (Header header : message.headers()) {
            // A channel that would be born of an abandoned call is known by its Linkedid.
            boolean id = header.name().endsWith("Uniqueid") || header.name().endsWith("Linkedid");
            if (id && abandoned.contains(header.value())) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean isDone() {
        return next == null;
    }

    @Override
    public long startMicros() {
        return nothing.startMicros();
    }

    @Override
    public long nextMicros() {
        return nothing.startMicros() + next.offset().toNanos() / 1_000;
    }

    @Override
    public void step(EventSink sink) {
        switch (StateChange.of(next.event())) {
            case NEWCHANNEL -> next.header("Uniqueid").ifPresent(alive::add);
            case HANGUP -> next.header("Uniqueid").ifPresent(alive::remove);
            case BRIDGE_CREATE -> next.header("BridgeUniqueid").ifPresent(bridges::add);
            case BRIDGE_DESTROY -> next.header("BridgeUniqueid").ifPresent(bridges::remove);
            default -> {}
        }
        sink.event(new PlayedEvent(verbatim(next), nothing));
        advance();
    }

    @Override
    public Gone abandonRunning() {
        Gone gone = forget();
        abandoned.addAll(gone.uniqueids());
        if (next != null && isOfAbandonedCall(next)) {
            advance();
        }
        return gone;
    }

    @Override
    public Gone abandon() {
        next = null;
        return forget();
    }

    private Gone forget() {
        Gone gone = new Gone(List.copyOf(alive), List.copyOf(bridges));
        alive.clear();
        bridges.clear();
        return gone;
    }

    private static TemplateEvent verbatim(TimedMessage message) {
        StateChange change = StateChange.of(message.event());
        SlottedText[] fields = change == StateChange.NONE ? null : new SlottedText[EventField.values().length];
        List<Header> headers = message.headers();
        // Asterisk writes Timestamp right after Privilege.
        int head = headers.size() > 1 && headers.get(1).name().equals("Privilege") ? 2 : 1;
        for (Header header : headers) {
            EventField field = fields == null ? null : EventField.of(header.name());
            if (field != null && fields[field.ordinal()] == null) {
                fields[field.ordinal()] = SlottedText.literal(header.value());
            }
        }
        byte[][] rest = {lines(headers.subList(head, headers.size()))};
        return new TemplateEvent(message, lines(headers.subList(0, head)), rest, new int[0], change, fields);
    }

    private static byte[] lines(List<Header> headers) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Header header : headers) {
            if (!header.name().equals("Timestamp")) {
                bytes.writeBytes(RawText.encode(header.name() + ": " + header.value()));
                bytes.writeBytes(LINE_END);
            }
        }
        return bytes.toByteArray();
    }
}
