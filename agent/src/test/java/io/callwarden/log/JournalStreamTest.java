package io.callwarden.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalStreamTest {
    @TempDir
    Path folder;

    @Test
    void streamIsTheJournalOnlyWhereTheVariableNamesThatVeryStream() throws IOException {
        Path stream = Files.createFile(folder.resolve("stream"));
        String name = Files.getAttribute(stream, "unix:dev") + ":" + Files.getAttribute(stream, "unix:ino");

        assertThat(JournalStream.is(name, stream)).isTrue();
        assertThat(JournalStream.is(name, Files.createFile(folder.resolve("other"))))
                .isFalse();
        assertThat(JournalStream.is(null, stream)).isFalse();
        assertThat(JournalStream.is("", stream)).isFalse();
        assertThat(JournalStream.is("nonsense", stream)).isFalse();
        assertThat(JournalStream.is(name, folder.resolve("gone"))).isFalse();
    }
}
