package io.callwarden.ami;

import static org.assertj.core.api.Assertions.assertThat;

import io.callwarden.ami.LinkState.Step;
import org.junit.jupiter.api.Test;

class LinkStateTest {
    /** The table of the class comment, and CLOSE. */
    private static final String TABLE = """
            .             CONNECTED  LOGGED_IN     REFUSED SYNCHRONISED DAMAGED       LOST    RETRY      CLOSE
            CONNECTING    LOGGING_IN .             .       .            .             WAITING .          CLOSED
            LOGGING_IN    .          SYNCHRONISING WAITING .            .             WAITING .          CLOSED
            SYNCHRONISING .          .             .       LISTENING    .             WAITING .          CLOSED
            LISTENING     .          .             .       .            SYNCHRONISING WAITING .          CLOSED
            WAITING       .          .             .       .            .             .       CONNECTING CLOSED
            CLOSED        .          .             .       .            .             .       .          .
            """;

    @Test
    void everyStepLeadsWhereTheTableSays() {
        String[] rows = TABLE.split("\n");
        String[] steps = rows[0].split(" +");
        assertThat(steps).hasSize(Step.values().length + 1);
        assertThat(rows).hasSize(LinkState.values().length + 1);
        for (int r = 1; r < rows.length; r++) {
            String[] cells = rows[r].split(" +");
            LinkState from = LinkState.valueOf(cells[0]);
            for (int c = 1; c < cells.length; c++) {
                LinkState to = cells[c].equals(".") ? from : LinkState.valueOf(cells[c]);
                assertThat(from.after(Step.valueOf(steps[c])))
                        .as("%s + %s", from, steps[c])
                        .isEqualTo(to);
            }
        }
    }
}
