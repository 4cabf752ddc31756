package io.callwarden.ami;

import static org.assertj.core.api.Assertions.assertThat;

import io.callwarden.ami.AmiStats.Count;
import io.callwarden.simulator.Recordings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordingsDecodeTest {
    static List<String> recordings() {
        return Recordings.names();
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void everyHeaderOfARecordingIsRead(String name) throws IOException {
        byte[] stream;
        try (InputStream in = Recordings.class.getResourceAsStream("/recordings/" + name + ".ami")) {
            stream = in.readAllBytes();
        }
        List<String> lines = new String(stream, StandardCharsets.UTF_8).lines().toList();
        Decoded whole = Decoded.of(Decoded.EVERYTHING, stream);
        assertThat(whole.stats.damage()).isZero();
        assertThat(whole.count(Count.UNKNOWN_EVENTS)).isZero();
        assertThat(whole.stats.events())
                .isEqualTo(lines.stream()
                        .filter(line -> line.startsWith("Event: "))
                        .count());
        assertThat(whole.count(Count.MESSAGES) + whole.count(Count.SKIPPED))
                .isEqualTo(lines.stream()
                        .filter(line -> line.matches("(Event|Response): .*"))
                        .count());
        Decoded cut = Decoded.inPieces(Decoded.EVERYTHING, stream, 611);
        assertThat(cut.messages).isEqualTo(whole.messages);
    }
}
