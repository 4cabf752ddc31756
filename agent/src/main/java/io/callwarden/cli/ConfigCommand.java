package io.callwarden.cli;

import io.callwarden.Configuration;
import io.callwarden.config.Setting;
import io.callwarden.config.Settings;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code callwarden config}: what is in effect, and where it comes from. */
@Command(
        name = "config",
        description = "Prints every setting in effect and where it comes from; secrets are hidden.",
        footer = ExitCode.HELP)
final class ConfigCommand implements Callable<Integer> {
    @Mixin
    private ConfigOptions options;

    @Option(names = "--check", description = "Only checks: prints the problems, or that there are none.")
    private boolean checkOnly;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Settings settings = options.settings();
        Configuration.from(settings);
        PrintWriter out = spec.commandLine().getOut();
        if (!checkOnly) {
            print(settings.effective(), out);
        }
        settings.check();
        if (checkOnly) {
            out.println("The configuration is good.");
        }
        return ExitCode.OK;
    }

    private static void print(List<Setting> settings, PrintWriter out) {
        int keys = settings.stream()
                .mapToInt(setting -> setting.key().length())
                .max()
                .orElse(0);
        int values = settings.stream()
                .mapToInt(setting -> shown(setting).length())
                .max()
                .orElse(0);
        for (Setting setting : settings) {
            out.printf("%-" + keys + "s  %-" + values + "s  %s%n", setting.key(), shown(setting), setting.source());
        }
        out.flush();
    }

    private static String shown(Setting setting) {
        return setting.value().isEmpty() ? "-" : setting.value();
    }
}
