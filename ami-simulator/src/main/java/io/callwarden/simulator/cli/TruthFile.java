package io.callwarden.simulator.cli;

import io.callwarden.simulator.script.Truth;
import io.callwarden.simulator.script.TruthJson;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the truth goes, a line a call, and how many calls of it there were. Filled by one thread; read by another when that is done. */
final class TruthFile implements AutoCloseable {

    private final Writer out;
    private int over;
    private int missed;

    private TruthFile(Writer out) {
        this.out = out;
    }

    /** @param name of the file; - for standard output, null for nowhere */
    static TruthFile open(String name) throws IOException {
        if (name == null) {
            return new TruthFile(Writer.nullWriter());
        }
        OutputStream bytes = name.equals("-") ? new LeftOpen(System.out) : Files.newOutputStream(Path.of(name));
        return new TruthFile(new OutputStreamWriter(bytes, StandardCharsets.UTF_8));
    }

    synchronized void add(Truth truth) {
        over++;
        missed += truth.missed() ? 1 : 0;
        TruthJson.writeLine(out, truth);
        try {
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the truth cannot be written: " + e.getMessage(), e);
        }
    }

    /** For people: {@code 37 calls, 5 were missed}. */
    @Override
    public synchronized String toString() {
        return over + " calls, " + missed + " were missed";
    }

    @Override
    public synchronized void close() throws IOException {
        out.close();
    }

    /** Standard output is not ours to close. */
    private static final class LeftOpen extends FilterOutputStream {
        LeftOpen(OutputStream out) {
            super(out);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
