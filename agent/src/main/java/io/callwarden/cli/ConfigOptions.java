package io.callwarden.cli;

import io.callwarden.Configuration;
import io.callwarden.ReadConfiguration;
import io.callwarden.config.Settings;
import io.callwarden.log.StderrLogging;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** Where the settings come from; the same for every command that needs any. */
final class ConfigOptions {
    private static final Path DEFAULT_FILE = Path.of("/etc/callwarden/callwarden.yml");

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "Configuration file (YAML). Without it: the one named by CALLWARDEN_CONFIG, else"
                    + " /etc/callwarden/callwarden.yml if it exists.")
    private Path file;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Overrules one setting, such as --set http.port=8080. May be repeated.")
    private Map<String, String> set = new LinkedHashMap<>();

    @Option(names = "--data-dir", paramLabel = "DIR", description = "Overrules data-dir: where the calls are kept.")
    private String dataDir;

    @Option(
            names = "--http-port",
            paramLabel = "PORT",
            description = "Overrules http.port: where the pages are served.")
    private String httpPort;

    @Option(
            names = "--log-level",
            paramLabel = "LEVEL",
            description = "Overrules log.level: error, warn, info or debug.")
    private String logLevel;

    /** The same options for another command. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        if (file != null) {
            arguments.addAll(List.of("--config", file.toString()));
        }
        flags().forEach((key, value) -> arguments.addAll(List.of("--set", key + "=" + value)));
        return arguments;
    }

    /** The settings, not yet read. */
    Settings settings() {
        return Settings.of(file(), System.getenv(), flags());
    }

    private Map<String, String> flags() {
        Map<String, String> flags = new LinkedHashMap<>(set);
        put(flags, "data-dir", dataDir);
        put(flags, "http.port", httpPort);
        put(flags, "log.level", logLevel);
        return flags;
    }

    /** The configuration, whole and right; also sets how the log is written. */
    Configuration configuration() {
        Settings settings = settings();
        Configuration configuration = Configuration.from(settings);
        settings.check();
        StderrLogging.use(configuration.log());
        return configuration;
    }

    /** The configuration as it is now, whole and right. */
    ReadConfiguration read() {
        return ReadConfiguration.from(settings());
    }

    /** The configuration in one file, for commands that need no other settings. */
    static Configuration of(Path file) {
        Settings settings = Settings.of(file, Map.of(), Map.of());
        Configuration configuration = Configuration.from(settings);
        settings.check();
        return configuration;
    }

    private Path file() {
        if (file != null) {
            return file;
        }
        String fromEnvironment = System.getenv("CALLWARDEN_CONFIG");
        if (fromEnvironment != null && !fromEnvironment.isBlank()) {
            return Path.of(fromEnvironment);
        }
        return Files.exists(DEFAULT_FILE) ? DEFAULT_FILE : null;
    }

    private static void put(Map<String, String> flags, String key, String value) {
        if (value != null) {
            flags.put(key, value);
        }
    }
}
