package io.callwarden.employee;

import static io.callwarden.employee.EmployeeState.AVAILABLE;
import static io.callwarden.employee.EmployeeState.IN_CALL;
import static io.callwarden.employee.EmployeeState.LOGGED_OUT;
import static io.callwarden.employee.EmployeeState.PAUSED;
import static io.callwarden.employee.EmployeeState.RINGING;
import static io.callwarden.employee.EmployeeState.UNAVAILABLE;
import static io.callwarden.employee.EmployeeState.WRAPUP;
import static org.assertj.core.api.Assertions.assertThat;

import io.callwarden.call.DeviceState;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmployeeStateTest {
    /** Columns: logged out; logged in and idle; wrapping up; paused; paused and wrapping up. */
    @ParameterizedTest
    @CsvSource({
        "UNKNOWN,     LOGGED_OUT, AVAILABLE,   WRAPUP,      PAUSED,      PAUSED",
        "NOT_INUSE,   LOGGED_OUT, AVAILABLE,   WRAPUP,      PAUSED,      PAUSED",
        "INUSE,       IN_CALL,    IN_CALL,     IN_CALL,     IN_CALL,     IN_CALL",
        "BUSY,        IN_CALL,    IN_CALL,     IN_CALL,     IN_CALL,     IN_CALL",
        "INVALID,     LOGGED_OUT, UNAVAILABLE, UNAVAILABLE, UNAVAILABLE, UNAVAILABLE",
        "UNAVAILABLE, LOGGED_OUT, UNAVAILABLE, UNAVAILABLE, UNAVAILABLE, UNAVAILABLE",
        "RINGING,     RINGING,    RINGING,     RINGING,     RINGING,     RINGING",
        "RINGINUSE,   IN_CALL,    IN_CALL,     IN_CALL,     IN_CALL,     IN_CALL",
        "ONHOLD,      IN_CALL,    IN_CALL,     IN_CALL,     IN_CALL,     IN_CALL",
    })
    void everyCellOfTheTable(
            DeviceState phone,
            EmployeeState loggedOut,
            EmployeeState idle,
            EmployeeState wrappingUp,
            EmployeeState paused,
            EmployeeState both) {
        assertThat(EmployeeState.of(phone, false, false, false)).isEqualTo(loggedOut);
        assertThat(EmployeeState.of(phone, false, true, true))
                .as("who is in no queue is neither paused nor wraps up")
                .isEqualTo(loggedOut);
        assertThat(EmployeeState.of(phone, true, false, false)).isEqualTo(idle);
        assertThat(EmployeeState.of(phone, true, false, true)).isEqualTo(wrappingUp);
        assertThat(EmployeeState.of(phone, true, true, false)).isEqualTo(paused);
        assertThat(EmployeeState.of(phone, true, true, true)).isEqualTo(both);
    }

    @Test
    void labelsAreTheWordsOfTheDashboards() {
        assertThat(List.of(EmployeeState.values()))
                .extracting(EmployeeState::label)
                .containsExactly("available", "ringing", "in_call", "wrapup", "paused", "unavailable", "logged_out");
        assertThat(List.of(EmployeeState.values()))
                .containsExactly(AVAILABLE, RINGING, IN_CALL, WRAPUP, PAUSED, UNAVAILABLE, LOGGED_OUT);
    }
}
