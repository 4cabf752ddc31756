package io.callwarden.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseUrlTest {
    @Test
    void fileInTheDataDirectoryIsTheDefault() {
        assertThat(DatabaseUrl.of(StoreConfig.in(Path.of("/var/lib/callwarden")))
                        .jdbc())
                .isEqualTo(
                        "jdbc:h2:file:/var/lib/callwarden/callwarden;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;"
                                + "DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_ON_EXIT=FALSE;CACHE_SIZE=8192;TRACE_LEVEL_FILE=0;QUERY_CACHE_SIZE=64");
    }

    @Test
    void whatTheOperatorSetInTheUrlStays() {
        assertThat(url("jdbc:h2:file:/x;cache_size=100").jdbc())
                .contains("cache_size=100")
                .doesNotContain("CACHE_SIZE=8192;TRACE_LEVEL_FILE=0;QUERY_CACHE_SIZE=64");
        assertThat(url("jdbc:postgresql://db/calls?ssl=true").jdbc()).isEqualTo("jdbc:postgresql://db/calls?ssl=true");
    }

    @Test
    void urlIsShownWithoutWhatMayBeSecret() {
        assertThat(url("jdbc:postgresql://db/calls?password=x")).hasToString("jdbc:postgresql://db/calls");
        assertThat(url("jdbc:h2:file:/x;PASSWORD=y")).hasToString("jdbc:h2:file:/x");
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:mysql://root:secret@db/calls, jdbc:mysql:…",
        "jdbc:h2:tcp://db/calls, jdbc:h2:…",
        "postgres, …",
        "'', …",
    })
    void otherDatabasesAreRefusedWithoutRepeatingAPassword(String url, String shown) {
        assertThatThrownBy(() -> url(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("must begin with \"jdbc:postgresql:\" or \"jdbc:h2:file:\", found \"" + shown + "\"");
    }

    @Test
    void settingThatHidesWhichCallsAreNewIsRefused() {
        assertThatThrownBy(() -> url("jdbc:postgresql://db/calls?reWriteBatchedInserts=true"))
                .hasMessageContaining("reWriteBatchedInserts");
    }

    private static DatabaseUrl url(String url) {
        return DatabaseUrl.of(new StoreConfig(
                url, null, null, Path.of("/x"), StoreConfig.DEFAULT_RETENTION_DAYS, StoreConfig.DEFAULT_BACKLOG));
    }
}
