package io.callwarden.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventFiltersTest {
    private static final AsteriskVersion NEW = new AsteriskVersion(22, 10);
    private static final AsteriskVersion OLD = new AsteriskVersion(16, 28);

    @ParameterizedTest
    @CsvSource({
        "Asterisk 22.10.1+dfsg+~cs6.17.60671434-1, 22.10, true",
        "Asterisk 16.28.0~dfsg-0+deb11u4, 16.28, false",
        "Asterisk certified/18.9-cert5, 18.9, false",
        "22.1, 22.1, true",
        "22.0.0, 22.0, false",
        "20.11.1, 20.11, true",
        "20.10.0, 20.10, false",
        "21.6.0, 21.6, true",
        "21.5.0, 21.5, false",
        "18.26.0, 18.26, true",
        "19.8.1, 19.8, false",
        "23.0.0-rc1, 23.0, true",
        "13.38.3, 13.38, false"
    })
    void syntaxIsChosenByTheVersion(String words, String version, boolean byName) {
        AsteriskVersion found = AsteriskVersion.parse(words).orElseThrow();

        assertThat(found).hasToString(version);
        assertThat(found.filtersByName()).isEqualTo(byName);
    }

    @Test
    void whatIsNoVersionIsNone() {
        assertThat(AsteriskVersion.parse("GIT-master-f36a736")).isEmpty();
        assertThat(AsteriskVersion.parse("")).isEmpty();
    }

    @Test
    void newAsteriskGetsAFilterByNameForEachEvent() {
        assertThat(EventFilters.lines(NEW))
                .contains("eventfilter(action(exclude),name(CEL),method(none)) =")
                .hasSize(EventFilters.names().size() + 1);
    }

    @Test
    void oldAndUnknownAsteriskGetExpressionsThatAllVersionsUnderstand() {
        assertThat(EventFilters.lines(OLD))
                .containsExactlyElementsOf(EventFilters.lines(null).toList())
                .allMatch(line -> line.startsWith("eventfilter = !^Event: "));
    }

    @Test
    void expressionsCutEveryUnreadEventAndNoneWhoseNameOnlyBeginsLikeIt() {
        for (String name : EventFilters.names()) {
            assertThat(isCut("Event: %s\r\nPrivilege: call,all\r\n".formatted(name)))
                    .as(name)
                    .isTrue();
            assertThat(isCut("Event: %sX\r\nPrivilege: call,all\r\n".formatted(name)))
                    .as(name)
                    .isFalse();
            assertThat(isCut("Event: Newexten\r\nAppData: Event: %s\r\n".formatted(name)))
                    .as(name)
                    .isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"QUEUESTATUS", "_DIALSTATUS", "__FROM_DID", "EXTTOCALL", "DEXTEN", "__DEXTEN"})
    void variablesThatAreReadPassInBothSyntaxes(String name) {
        assertThat(isCut(varSet(name))).isFalse();
        assertThat(isCutByHeader(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SIPCALLID",
                "_RINGTIMER",
                "__RINGTIMER",
                "QUEUESTATUS2",
                "QUEUE",
                "DIALSTATU",
                "DIALEDPEERNAME",
                "FROM_DIDX",
                "X",
                "queuestatus",
                "FROM",
                "D",
                "RTPAUDIOQOS"
            })
    void otherVariablesAreCutInBothSyntaxes(String name) {
        assertThat(isCut(varSet(name))).isTrue();
        assertThat(isCutByHeader(name)).isTrue();
    }

    @Test
    void valueThatLooksLikeAHeaderCutsNothing() {
        assertThat(isCut("Event: VarSet\r\nVariable: FROM_DID\r\nValue: Variable: X\r\n"))
                .isFalse();
    }

    private static String varSet(String name) {
        return "Event: VarSet\r\nPrivilege: dialplan,all\r\nChannel: PJSIP/101-1\r\nVariable: %s\r\nValue: 1\r\n"
                .formatted(name);
    }

    /** As Asterisk does: searched in the whole text. */
    private static boolean isCut(String event) {
        return EventFilters.lines(OLD)
                .map(line -> line.substring("eventfilter = !".length()))
                .anyMatch(expression -> found(expression, event));
    }

    private static boolean isCutByHeader(String value) {
        List<String> lines = EventFilters.lines(NEW)
                .filter(line -> line.contains("name(VarSet)"))
                .toList();
        assertThat(lines).hasSize(1);
        return found(lines.get(0).split(" = ")[1], value);
    }

    /** Java writes POSIX classes in another way; without DOTALL a dot would not match a line end, as it does in C. */
    private static boolean found(String posix, String text) {
        String java = posix.replace("[^[:cntrl:]]", "\\P{Cntrl}").replace("[[:cntrl:]]", "\\p{Cntrl}");
        return Pattern.compile(java, Pattern.DOTALL).matcher(text).find();
    }
}
