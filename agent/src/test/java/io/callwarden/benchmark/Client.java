package io.callwarden.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Starts the programs of this package, each as a process of its own, and reads what they found. */
final class Client {
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private Client() {}

    static Process start(Class<?> program, List<String> jvmFlags, Path log, List<String> args) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(JAVA);
        command.addAll(jvmFlags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        command.addAll(args);
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    /**
     * Runs the program to its end.
     *
     * @return its lines {@code name=value}
     * @throws IOException if it fails
     */
    static Map<String, Double> run(Class<?> program, List<String> jvmFlags, Path log, List<String> args)
            throws IOException, InterruptedException {
        Process process = start(program, jvmFlags, log, args);
        try {
            Map<String, Double> found = new LinkedHashMap<>();
            BufferedReader out =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                int equals = line.indexOf('=');
                // A JVM that was given options may say things of its own.
                if (equals > 0 && line.indexOf(' ') < 0) {
                    found.put(line.substring(0, equals), Double.valueOf(line.substring(equals + 1)));
                }
            }
            int code = process.waitFor();
            if (code != 0) {
                throw new IOException(program.getSimpleName() + " ended with " + code + "; see " + log);
            }
            return found;
        } finally {
            process.destroyForcibly();
        }
    }
}
