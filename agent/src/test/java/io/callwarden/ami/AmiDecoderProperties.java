package io.callwarden.ami;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class AmiDecoderProperties {
    private static final String LAST = "\r\n\r\nEvent: Hangup\r\nUniqueid: the-last\r\n\r\n";

    @Property(tries = 500)
    void cutsOfTheNetworkMakeNoDifference(
            @ForAll("streams") String stream, @ForAll @IntRange(min = 1, max = 50) int size) {
        byte[] bytes = stream.getBytes(StandardCharsets.ISO_8859_1);
        Decoded whole = Decoded.of(Decoded.EVERYTHING, bytes);
        Decoded cut = Decoded.inPieces(Decoded.EVERYTHING, bytes, size);
        assertThat(cut.messages).isEqualTo(whole.messages);
        assertThat(cut.counts()).isEqualTo(whole.counts());
    }

    @Property(tries = 500)
    void garbageNeverThrowsAndNeverHidesWhatFollows(
            @ForAll byte[] garbage, @ForAll @IntRange(min = 1, max = 50) int size) {
        byte[] bytes = (new String(garbage, StandardCharsets.ISO_8859_1) + LAST).getBytes(StandardCharsets.ISO_8859_1);
        Decoded decoded = Decoded.inPieces(Decoded.EVERYTHING, bytes, size);
        assertThat(decoded.messages).last().isEqualTo(List.of("HANGUP", "Event=Hangup", "Uniqueid=the-last"));
    }

    @Property(tries = 20)
    void memoryIsBoundedWhateverIsRepeatedWithoutEnd(@ForAll("streams") String stream) {
        String repeated = (stream + "x").repeat(20_000 / (stream.length() + 1) + 1);
        byte[] bytes = repeated.getBytes(StandardCharsets.ISO_8859_1);
        AmiDecoder decoder =
                new AmiDecoder(new Interest(EnumSet.of(AmiEventType.HANGUP), Set.of()), message -> {}, new AmiStats());
        int most = 0;
        for (int fed = 0; fed < 3 * AmiDecoder.MAX_MESSAGE; fed += bytes.length) {
            decoder.feed(bytes, 0, bytes.length);
            most = Math.max(most, decoder.unfinished());
        }
        assertThat(most).isLessThan(AmiDecoder.MAX_MESSAGE + bytes.length + 2048);
    }

    @Property(tries = 300)
    void whateverTheStreamHeldTheNextWholeMessageIsRead(@ForAll("streams") String stream) {
        // Text of an unfinished old-style command swallows everything up to its end mark.
        byte[] bytes = (stream + "\r\n--END COMMAND--" + LAST).getBytes(StandardCharsets.ISO_8859_1);
        assertThat(Decoded.of(Decoded.EVERYTHING, bytes).messages)
                .last()
                .isEqualTo(List.of("HANGUP", "Event=Hangup", "Uniqueid=the-last"));
    }

    @Provide
    Arbitrary<String> streams() {
        Arbitrary<String> token = Arbitraries.of(
                "\r\n",
                "\n",
                "\r",
                "\r\n\r\n",
                "Event: ",
                "Event:",
                "Eve",
                "Hangup",
                "DTMFEnd",
                "VarSet",
                "Nonsense",
                "Response: ",
                "Success",
                "Follows",
                "--END COMMAND--",
                "Variable: ",
                "__FROM_DID",
                "SIPDOMAIN",
                "Privilege: call,all\r\n",
                "Channel: PJSIP/101-00000001\r\n",
                "Uniqueid",
                ": ",
                ":",
                " ",
                "x",
                "\u00e9",
                "\\n",
                "Event: Hangup\r\nPrivilege: call,all\r\nCause: 16\r\n\r\n",
                "Asterisk Call Manager/2.10.6\r\n");
        return token.list().ofMaxSize(60).map(tokens -> String.join("", tokens));
    }
}
