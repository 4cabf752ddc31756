package io.callwarden.simulator;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** Turns a {@link Recording} into a {@link Template}. Used once, on one thread. */
final class TemplateCompiler {

    private static final byte[] LINE_END = {'\r', '\n'};

    private final Recording recording;
    private final SlotCatalogue catalogue;
    private final SlotFinder finder;
    private final List<byte[]> literals = new ArrayList<>();
    private final List<Integer> slots = new ArrayList<>();
    private final ByteArrayOutputStream literal = new ByteArrayOutputStream();

    TemplateCompiler(Recording recording) {
        this.recording = recording;
        this.catalogue = new SlotCatalogue(recording);
        this.finder = new SlotFinder(catalogue);
    }

    Template compile() {
        List<TemplateEvent> events = new ArrayList<>();
        for (TimedMessage message : recording.messages()) {
            events.add(compile(message));
        }
        return new Template(recording.name(), events, catalogue.slots(), PbxFacts.of(recording));
    }

    private TemplateEvent compile(TimedMessage message) {
        StateChange change = StateChange.of(message.event());
        SlottedText[] fields = change == StateChange.NONE ? null : new SlottedText[EventField.values().length];
        List<Header> headers = message.headers();
        // Asterisk writes Timestamp right after Privilege.
        int head = headers.size() > 1 && headers.get(1).name().equals("Privilege") ? 2 : 1;
        for (int i = 0; i < head; i++) {
            line(headers.get(i).name(), SlottedText.literal(headers.get(i).value()));
        }
        byte[] headBytes = takeLiteral();
        for (Header header : headers.subList(head, headers.size())) {
            if (!header.name().equals("Timestamp")) {
                SlottedText text = finder.find(header, message.offset().toNanos() / 1_000);
                line(header.name(), text);
                keep(header.name(), text, fields);
            }
        }
        literals.add(takeLiteral());
        TemplateEvent event = new TemplateEvent(
                message,
                headBytes,
                literals.toArray(new byte[0][]),
                slots.stream().mapToInt(Integer::intValue).toArray(),
                change,
                fields);
        literals.clear();
        slots.clear();
        return event;
    }

    private static void keep(String name, SlottedText text, SlottedText[] fields) {
        EventField field = fields == null ? null : EventField.of(name);
        if (field != null && fields[field.ordinal()] == null) {
            fields[field.ordinal()] = text;
        }
    }

    private void line(String name, SlottedText text) {
        literal.writeBytes(RawText.encode(name + ": "));
        literal.writeBytes(RawText.encode(text.literals().get(0)));
        for (int i = 0; i < text.slots().length; i++) {
            literals.add(takeLiteral());
            slots.add(text.slots()[i]);
            literal.writeBytes(RawText.encode(text.literals().get(i + 1)));
        }
        literal.writeBytes(LINE_END);
    }

    private byte[] takeLiteral() {
        byte[] bytes = literal.toByteArray();
        literal.reset();
        return bytes;
    }
}
