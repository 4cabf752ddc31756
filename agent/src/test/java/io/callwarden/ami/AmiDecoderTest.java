package io.callwarden.ami;

import static org.assertj.core.api.Assertions.assertThat;

import io.callwarden.ami.AmiStats.Count;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class AmiDecoderTest {
    private static final String STREAM = "Asterisk Call Manager/11.0.0\r\n"
            + "Response: Success\r\nActionID: cw-1\r\nMessage: Authentication accepted\r\n\r\n"
            + "Event: Hangup\r\nPrivilege: call,all\r\nTimestamp: 1795415953.140791\r\nChannel: PJSIP/101-0000002a\r\n"
            + "CallerIDName: Jürgen: Büro\r\nAccountCode: \r\nUniqueid: 1795415953.50\r\nCause: 16\r\nCause-txt: Normal Clearing\r\n\r\n"
            + "Event: DTMFEnd\r\nDigit: 5\r\n\r\n"
            + "Event: VarSet\r\nChannel: PJSIP/101-0000002a\r\nVariable: SIPDOMAIN\r\nValue: example.org\r\n\r\n"
            + "Event: VarSet\r\nChannel: PJSIP/101-0000002a\r\nVariable: __FROM_DID\r\nValue: 7001\r\n\r\n";

    private static final Interest HANGUPS_AND_VARIABLES =
            new Interest(EnumSet.of(AmiEventType.HANGUP, AmiEventType.VAR_SET), Set.of("FROM_DID"));

    @Test
    void messagesAreTheSameWhereverTheNetworkCutsThem() {
        byte[] bytes = STREAM.getBytes(StandardCharsets.UTF_8);
        Decoded whole = Decoded.of(HANGUPS_AND_VARIABLES, bytes);
        assertThat(whole.banners).containsExactly("11.0.0");
        assertThat(whole.messages)
                .containsExactly(
                        List.of("NONE", "Response=Success", "ActionID=cw-1", "Message=Authentication accepted"),
                        List.of(
                                "HANGUP",
                                "Event=Hangup",
                                "Privilege=call,all",
                                "Timestamp=1795415953.140791",
                                "Channel=PJSIP/101-0000002a",
                                "CallerIDName=Jürgen: Büro",
                                "AccountCode=",
                                "Uniqueid=1795415953.50",
                                "Cause=16",
                                "Cause-txt=Normal Clearing"),
                        List.of(
                                "VAR_SET",
                                "Event=VarSet",
                                "Channel=PJSIP/101-0000002a",
                                "Variable=__FROM_DID",
                                "Value=7001"));
        assertThat(whole.count(Count.SKIPPED)).isEqualTo(2);
        assertThat(whole.stats.events(AmiEventType.VAR_SET)).isEqualTo(2);
        assertThat(whole.stats.damage()).isZero();
        for (int size = 1; size <= bytes.length; size++) {
            Decoded cut = Decoded.inPieces(HANGUPS_AND_VARIABLES, bytes, size);
            assertThat(cut.messages).as("in pieces of %d bytes", size).isEqualTo(whole.messages);
            assertThat(cut.counts()).as("in pieces of %d bytes", size).isEqualTo(whole.counts());
        }
    }

    @Test
    void bareNewlinesAndMissingBlanksAreAccepted() {
        assertThat(Decoded.of("Event:Hangup\nCause:  17 \nChannel:\n\n").messages)
                .containsExactly(List.of("HANGUP", "Event=Hangup", "Cause= 17 ", "Channel="));
    }

    @Test
    void unknownEventIsCountedAndDelivered() {
        Decoded decoded = Decoded.of("Event: FromTheFuture\r\nShade: blue\r\n\r\n");
        assertThat(decoded.messages).containsExactly(List.of("OTHER", "Event=FromTheFuture", "Shade=blue"));
        assertThat(decoded.count(Count.UNKNOWN_EVENTS)).isEqualTo(1);
    }

    @Test
    void linesWithoutAColonAreCounted() {
        Decoded decoded = Decoded.of("rubbish\r\nEvent: Hangup\r\nmore rubbish\r\nCause: 17\r\n\r\n: nothing\r\n\r\n");
        assertThat(decoded.messages).containsExactly(List.of("HANGUP", "Event=Hangup", "Cause=17"));
        assertThat(decoded.count(Count.MALFORMED_LINES)).isEqualTo(3);
    }

    @Test
    void messageThatRanIntoTheNextIsDroppedAndTheNextIsRead() {
        String next = "Event: Hangup\r\nPrivilege: call,all\r\nCause: 17\r\n\r\n";
        Decoded atLine = Decoded.of("Event: Newchannel\r\nPrivilege: call,all\r\n" + next);
        assertThat(atLine.messages)
                .containsExactly(List.of("HANGUP", "Event=Hangup", "Privilege=call,all", "Cause=17"));
        Decoded inLine = Decoded.of("Event: Newchannel\r\nPrivilege: call,all\r\nChannel: PJ" + next + next);
        assertThat(inLine.messages).isEqualTo(atLine.messages);
        Decoded skipped = Decoded.of(
                HANGUPS_AND_VARIABLES, ("Event: DTMFEnd\r\nDigit: 5\r\n" + next).getBytes(StandardCharsets.UTF_8));
        assertThat(skipped.messages).isEqualTo(atLine.messages);
        assertThat(List.of(atLine, inLine, skipped))
                .allSatisfy(decoded ->
                        assertThat(decoded.count(Count.BROKEN_MESSAGES)).isEqualTo(1));
    }

    @Test
    void outputOfACommandIsReadUntilItsEndMark() {
        String old =
                "Response: Follows\r\nPrivilege: Command\r\nActionID: cw-2\r\nName: Value\nEvent: not one\n\nlast--END COMMAND--\r\n\r\n";
        String recent =
                "Response: Success\r\nActionID: cw-2\r\nOutput: Name: Value\r\nOutput: \r\nOutput: last\r\n\r\n";
        String hangup = "Event: Hangup\r\nCause: 16\r\n\r\n";
        assertThat(Decoded.of(old + recent + hangup).messages)
                .containsExactly(
                        List.of(
                                "NONE",
                                "Response=Follows",
                                "Privilege=Command",
                                "ActionID=cw-2",
                                "Output=Name: Value",
                                "Output=Event: not one",
                                "Output=",
                                "Output=last"),
                        List.of(
                                "NONE",
                                "Response=Success",
                                "ActionID=cw-2",
                                "Output=Name: Value",
                                "Output=",
                                "Output=last"),
                        List.of("HANGUP", "Event=Hangup", "Cause=16"));
    }

    @Test
    void messageThatIsTooLongIsDroppedAndTheStreamGoesOn() {
        String hangup = "Event: Hangup\r\nCause: 16\r\n\r\n";
        String longLine =
                "Event: VarSet\r\nVariable: FROM_DID\r\nValue: " + "x".repeat(10 << 20) + "\r\nLast: 1\r\n\r\n";
        String longMessage = "Event: VarSet\r\n" + ("Variable: FROM_DID\r\n").repeat(100_000) + "\r\n";
        byte[] stream = (longLine + hangup + longMessage + hangup).getBytes(StandardCharsets.UTF_8);
        Decoded whole = Decoded.of(Decoded.EVERYTHING, stream);
        assertThat(whole.messages)
                .containsExactly(
                        List.of("HANGUP", "Event=Hangup", "Cause=16"), List.of("HANGUP", "Event=Hangup", "Cause=16"));
        assertThat(whole.count(Count.OVERSIZED_MESSAGES)).isEqualTo(2);
        assertThat(Decoded.inPieces(Decoded.EVERYTHING, stream, 1460).counts()).isEqualTo(whole.counts());
    }

    @Test
    void headersBeyondTheFirstFiveHundredAndTwelveAreLeftOut() {
        Decoded decoded = Decoded.of("Event: Hangup\r\n" + "A: 1\r\n".repeat(100_000) + "\r\n");
        assertThat(decoded.messages)
                .singleElement()
                .satisfies(headers -> assertThat(headers).hasSize(1 + AmiMessage.MAX_HEADERS));
        assertThat(decoded.count(Count.TRUNCATED_MESSAGES)).isEqualTo(1);
    }

    @Test
    void valuesAreReadInEveryForm() {
        byte[] latin1 =
                ("Event: Newstate\r\nTimestamp: 1700000000.5\r\nCallerIDName: O\\'Brien \\\\o/\r\nConnectedLineName: Andr\u00e9\r\n"
                                + "ChannelState: 4\r\nCause: -1\r\nPosition: 1x\r\nCount: 99999999999\r\nUniqueID: a-1\r\nUniqueid: b-2\r\n"
                                + "ChanVariable: x=1\r\nChanVariable(PJSIP/1-1): y=2\r\n\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1);
        assertThat(read(latin1, message -> message.timestamp(Instant.EPOCH)))
                .isEqualTo(Instant.parse("2023-11-14T22:13:20.500Z"));
        assertThat(read(latin1, message -> message.unescaped(Field.CALLER_ID_NAME)))
                .isEqualTo("O'Brien \\o/");
        assertThat(read(latin1, message -> message.text(Field.CONNECTED_LINE_NAME)))
                .isEqualTo("Andr\u00e9");
        assertThat(read(latin1, message -> message.number(Field.CHANNEL_STATE, 9)))
                .isEqualTo(4);
        assertThat(read(latin1, message -> message.number(Field.CAUSE, 9))).isEqualTo(-1);
        assertThat(read(latin1, message -> message.number(Field.POSITION, 9))).isEqualTo(9);
        assertThat(read(latin1, message -> message.number(Field.COUNT, 9))).isEqualTo(9);
        assertThat(read(latin1, message -> message.text(Field.UNIQUEID))).isEqualTo("a-1");
        assertThat(read(latin1, message -> message.all(Field.UNIQUEID))).isEqualTo(List.of("a-1", "b-2"));
        assertThat(read(latin1, message -> message.all(Field.CHAN_VARIABLE))).isEqualTo(List.of("x=1", "y=2"));
        assertThat(read(latin1, message -> message.has(Field.QUEUE))).isEqualTo(false);
        assertThat(read(latin1, message -> message.text(Field.QUEUE))).isEqualTo("");
    }

    @Test
    void timestampThatIsNoneIsNotBelieved() {
        for (String wrong :
                List.of("", "now", "1.2.3", "1700000000.", "1700000000.1234567", "-1.0", "999999999999.0")) {
            assertThat(read(
                            ("Event: Hangup\r\nTimestamp: " + wrong + "\r\n\r\n").getBytes(StandardCharsets.UTF_8),
                            message -> message.timestamp(Instant.EPOCH)))
                    .as(wrong)
                    .isEqualTo(Instant.EPOCH);
        }
    }

    @Test
    void everyKnownNameIsFoundInAnyCase() {
        for (Field field : Field.values()) {
            for (String name : List.of(
                    field.header(), field.header().toLowerCase(), field.header().toUpperCase())) {
                byte[] bytes = ("?" + name).getBytes(StandardCharsets.US_ASCII);
                assertThat(Field.NAMES.find(bytes, 1, name.length())).as(name).isEqualTo(field.ordinal());
                assertThat(Field.NAMES.find(bytes, 0, name.length()))
                        .as("?%s", name)
                        .isNotEqualTo(field.ordinal());
            }
        }
        byte[] nearly = "OrigTransfXrerUniqueid".getBytes(StandardCharsets.US_ASCII);
        assertThat(Field.NAMES.find(nearly, 0, nearly.length)).isEqualTo(-1);
    }

    private static Object read(byte[] stream, Function<AmiMessage, Object> question) {
        List<Object> answers = new ArrayList<>();
        new AmiDecoder(Decoded.EVERYTHING, message -> answers.add(question.apply(message)), new AmiStats())
                .feed(stream, 0, stream.length);
        assertThat(answers).hasSize(1);
        return answers.get(0);
    }
}
