package io.callwarden.ami;

import static org.assertj.core.api.Assertions.assertThat;

import io.callwarden.setup.EventFilters;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the events that "callwarden setup" lets Asterisk leave out against those that the agent reads. */
class UnreadEventsTest {
    /** Nobody reads them, and no filter is needed: rows of lists pass none. */
    private static final Set<String> ROWS = Set.of(
            "Status",
            "QueueSummary",
            "BridgeListItem",
            "BridgeInfoChannel",
            "AuthDetail",
            "TransportDetail",
            "ConfbridgeList",
            "ConfbridgeListRooms");

    /** Of classes that are not in the user's read line. */
    private static final Set<String> OTHER_CLASSES = Set.of(
            "DTMFBegin",
            "DTMFEnd",
            "UserEvent",
            "Cdr",
            "SuccessfulAuth",
            "ChallengeSent",
            "ChallengeResponseFailed",
            "InvalidPassword",
            "InvalidAccountID",
            "FailedACL",
            "RequestBadFormat",
            "AGIExecStart",
            "AGIExecEnd");

    /** Of Asterisk 11, which is not supported. */
    private static final Set<String> OF_OLD =
            Set.of("Dial", "Bridge", "Unlink", "Join", "Leave", "Masquerade", "MusicOnHold", "Transfer");

    private final Interest interest = everything();

    @Test
    void noEventThatTheAgentReadsIsLeftOut() {
        assertThat(EventFilters.names()).doesNotHaveDuplicates().allMatch(name -> known(name) && !read(name));
    }

    @Test
    void everyEventThatTheAgentKnowsAndDoesNotReadIsLeftOutOrNeedsNoFilter() {
        Set<String> unread = Arrays.stream(AmiEventType.values())
                .filter(type -> !interest.in(type) && type != AmiEventType.NONE)
                .map(AmiEventType::label)
                .filter(name -> !name.endsWith("Complete") || name.equals("AgentComplete"))
                .collect(Collectors.toCollection(TreeSet::new));

        unread.removeAll(EventFilters.names());
        unread.removeAll(ROWS);
        unread.removeAll(OTHER_CLASSES);
        unread.removeAll(OF_OLD);

        assertThat(unread).isEmpty();
    }

    @Test
    void variablesThatTheAgentReadsAreThoseThatAreKept() {
        assertThat(EventFilters.variables())
                .allMatch(this::readsVariable)
                .hasSize(CallEventTranslator.INTEREST.variables().size());
    }

    private boolean readsVariable(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
        return interest.inVariable(bytes, 0, bytes.length);
    }

    private static boolean known(String name) {
        return type(name) != AmiEventType.OTHER;
    }

    private boolean read(String name) {
        return interest.in(type(name));
    }

    private static AmiEventType type(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
        return AmiEventType.of(bytes, 0, bytes.length);
    }

    /** What is read where everybody listens that can. */
    private static Interest everything() {
        Object[] all = Stream.of(PbxListeners.class.getRecordComponents())
                .map(UnreadEventsTest::listener)
                .toArray();
        try {
            PbxListeners listeners = (PbxListeners) PbxListeners.class.getDeclaredConstructors()[0].newInstance(all);
            List<Translator> translators = listeners.translators();
            assertThat(translators).hasSize(all.length);
            Interest together = translators.stream().map(Translator::interest).reduce(Interest.NOTHING, Interest::and);
            return new LinkParts(null, together, null, null, null, null, null).wholeInterest();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object listener(RecordComponent component) {
        return Proxy.newProxyInstance(
                UnreadEventsTest.class.getClassLoader(),
                new Class<?>[] {component.getType()},
                (proxy, method, arguments) -> null);
    }
}
