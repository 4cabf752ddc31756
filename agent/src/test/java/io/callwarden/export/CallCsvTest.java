package io.callwarden.export;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallCsvTest {
    @Test
    void callIsOneRowUnderTheHeader() {
        assertThat(CallCsv.header())
                .isEqualTo("id,pbx,direction,caller,callerName,callerE164,did,trunk,queue,queues,outcome,stage,missed,"
                        + "shortAbandon,answeredBy,answeredByName,rang,startedAt,askedAt,answeredAt,endedAt,waitMillis,"
                        + "ringMillis,talkMillis,holdMillis,totalMillis,endedBy,transfers,hangupCause\r\n");
        assertThat(CallCsv.row(ExampleCalls.leftForVoicemail()))
                .isEqualTo(
                        "pbx1-1795415864.6,pbx1,inbound,79260004001,,'+79260004001,7004,trunk-a,,,voicemail,voicemail,true,"
                                + "false,,,120 no_answer 4803,2026-11-23T06:37:44.101Z,2026-11-23T06:37:44.103Z,,"
                                + "2026-11-23T06:37:58.113Z,5006,4803,0,0,14012,caller,,16\r\n");
    }

    @Test
    void listsShareACell() {
        assertThat(CallCsv.row(ExampleCalls.transferredFrom("Anna")))
                .contains(",support,\"sales; support\",answered,")
                .contains(",\"119 unreachable 0; 120 answered 2000\",")
                .contains(",blind 120 to 130 answered,16\r\n");
    }

    @Test
    void whatIsNotKnownIsAnEmptyCell() {
        assertThat(CallCsv.row(ExampleCalls.endedUnseen()))
                .isEqualTo(
                        "pbx1-1795415864.8,pbx1,inbound,,,,,,,,unknown,none,false,false,,,,2026-11-23T06:37:44.101Z,,,,"
                                + ",0,,0,,,,\r\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "=1+1 ~ '=1+1",
                "+7926 ~ '+7926",
                "-1 ~ '-1",
                "@SUM(A1) ~ '@SUM(A1)",
                "＝1 ~ '＝1",
                "`  =1` ~ `  '=1`",
                "a-b+c ~ a-b+c",
                "Smith, Anna ~ \"Smith, Anna\"",
                "x;=1 ~ \"x;'=1\"",
                "say \"=1\" ~ \"say \"\"'=1\"\"\"",
                "O'Neil ~ O'Neil",
            })
    void cellThatASpreadsheetCouldTakeForAFormulaIsMadeText(String name, String cell) {
        assertThat(CallCsv.row(ExampleCalls.transferredFrom(name))).startsWith(before() + cell + ",'+79260004001,");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\t=1", "\r=1", "\n=1", "\t1"})
    void cellThatStartsWithATabOrALineEndGetsAnApostrophe(String name) {
        assertThat(CallCsv.row(ExampleCalls.transferredFrom(name))).startsWith(before() + "' ");
    }

    @Test
    void controlCharactersDoNotGetThrough() {
        String row = CallCsv.row(ExampleCalls.transferredFrom("a\r\n=1\u001b[2J\u0000\u009b\u202e"));

        assertThat(row.chars().filter(Character::isISOControl).count())
                .as("CR and LF at the end")
                .isEqualTo(2);
        assertThat(row).startsWith(before() + "a  '=1\uFFFD[2J\uFFFD\uFFFD\uFFFD,");
    }

    private static String before() {
        return "pbx1-1795415864.7,pbx1,inbound,79260004001,";
    }
}
