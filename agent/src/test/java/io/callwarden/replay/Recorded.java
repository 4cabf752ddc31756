package io.callwarden.replay;

import io.callwarden.call.Call;
import io.callwarden.call.CallRules;
import io.callwarden.call.CallStory;
import io.callwarden.call.LineRoles;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** One recording of a real Asterisk with its truth: those that the simulator carries, and further ones kept for tests only. */
public record Recorded(String name, byte[] ami, String truth) {
    /** Every recording of one scenario. */
    public static List<Recorded> all() throws IOException {
        List<Recorded> all = new ArrayList<>();
        for (String version : List.of("asterisk-22.10", "asterisk-16.28")) {
            for (URL folder : Collections.list(Recorded.class.getClassLoader().getResources("recordings/" + version))) {
                all.addAll(in(folder, version));
            }
        }
        return all;
    }

    private static List<Recorded> in(URL folder, String version) throws IOException {
        try {
            if (!folder.getProtocol().equals("jar")) {
                return read(Path.of(folder.toURI()), version);
            }
            try (FileSystem jar = FileSystems.newFileSystem(folder.toURI(), Map.of())) {
                return read(jar.getPath("recordings", version), version);
            }
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    private static List<Recorded> read(Path folder, String version) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().contains(".ami"))
                    .sorted()
                    .map(file -> read(file, folder, version))
                    .toList();
        }
    }

    private static Recorded read(Path file, Path folder, String version) {
        String name = file.getFileName().toString().replaceFirst("\\.ami(\\.gz)?$", "");
        try (InputStream in = open(file)) {
            String truth = Files.readString(folder.resolve(name + ".json"), StandardCharsets.UTF_8);
            return new Recorded(version + "/" + name, in.readAllBytes(), truth);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(Path file) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file));
        return file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
    }

    /** The bytes of a resource, unpacked where it ends in {@code .gz}. */
    static byte[] resource(String name) throws IOException {
        try (InputStream in = Recorded.class.getResourceAsStream(name)) {
            InputStream plain = name.endsWith(".gz") ? new GZIPInputStream(in) : in;
            return plain.readAllBytes();
        }
    }

    static String text(String name) throws IOException {
        return new String(resource(name), StandardCharsets.UTF_8);
    }

    /** What the agent says of it. */
    public List<Call> calls() throws IOException {
        return replay("pbx1", ami);
    }

    static List<Call> replay(String pbx, byte[] stream) throws IOException {
        List<Call> calls = new ArrayList<>();
        new Replay(pbx, CallRules.DEFAULT, LineRoles.Rules.NONE, calls::add, CallStory.NONE)
                .run(new ByteArrayInputStream(stream));
        return calls;
    }

    @Override
    public String toString() {
        return name;
    }
}
