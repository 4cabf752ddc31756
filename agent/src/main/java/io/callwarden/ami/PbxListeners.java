package io.callwarden.ami;

import io.callwarden.call.LineEvents;
import io.callwarden.call.PbxEvents;
import io.callwarden.call.QueueEvents;
import io.callwarden.call.VoiceEvents;
import java.util.ArrayList;
import java.util.List;

/**
 * Who is told what happens on one PBX, one listener a subject. What nobody wants to hear of is not asked for, and not read where Asterisk
 * sends it all the same.
 *
 * @param calls never null
 * @param queues null for nobody
 * @param lines null for nobody
 * @param voice null for nobody; somebody may double the number of events
 */
public record PbxListeners(PbxEvents calls, QueueEvents queues, LineEvents lines, VoiceEvents voice) {
    /** Only calls. */
    public static PbxListeners of(PbxEvents calls) {
        return new PbxListeners(calls, null, null, null);
    }

    List<Translator> translators() {
        List<Translator> translators = new ArrayList<>();
        translators.add(new CallEventTranslator(calls));
        if (queues != null) {
            translators.add(new QueueEventTranslator(queues));
        }
        if (lines != null) {
            translators.add(new LineEventTranslator(lines));
        }
        if (voice != null) {
            translators.add(new VoiceEventTranslator(voice));
        }
        return translators;
    }
}
