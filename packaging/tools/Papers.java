import io.callwarden.cli.Callwarden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes what a package says about its contents, from the contents themselves: man pages and completion from the commands, the
 * licences of the libraries from the list of components. Run from its source by bin/package, with the agent on the class path:
 *
 * <pre>
 * java -cp ... Papers.java FOLDER VERSION COMPONENTS
 * </pre>
 */
final class Papers {
    private final Path folder;
    private final String version;
    private final LocalDate day =
            Instant.ofEpochSecond(Long.parseLong(System.getenv("SOURCE_DATE_EPOCH"))).atZone(ZoneOffset.UTC).toLocalDate();

    private Papers(Path folder, String version) {
        this.folder = folder;
        this.version = version;
    }

    public static void main(String[] args) throws IOException {
        Papers papers = new Papers(Path.of(args[0]), args[1]);
        CommandLine command = Callwarden.commandLine();
        papers.manuals(command);
        Files.writeString(papers.folder.resolve("callwarden.bash"), withoutDate(AutoComplete.bash("callwarden", command)));
        Files.writeString(papers.folder.resolve("libraries"), libraries(Path.of(args[2])));
    }

    /** It says when it was made, which would make every build another one. */
    private static String withoutDate(String completion) {
        return completion.lines().filter(line -> !line.startsWith("# Date:")).collect(Collectors.joining("\n", "", "\n"));
    }

    // Man pages

    private void manuals(CommandLine command) throws IOException {
        manual(command);
        for (CommandLine sub : command.getSubcommands().values()) {
            manuals(sub);
        }
    }

    private void manual(CommandLine command) throws IOException {
        CommandSpec spec = command.getCommandSpec();
        String page = spec.qualifiedName("-");
        StringBuilder text = new StringBuilder();
        text.append(".TH %s 1 %s \"callwarden %s\" \"Callwarden\"\n".formatted(page.toUpperCase(), day, version));
        text.append(".SH NAME\n").append(page).append(" \\- ").append(roff(firstSentence(spec))).append('\n');
        text.append(".SH SYNOPSIS\n.nf\n").append(roff(command.getHelp().synopsis(0).strip())).append("\n.fi\n");
        text.append(".SH DESCRIPTION\n").append(paragraphs(spec.usageMessage().description()));
        if (!spec.positionalParameters().isEmpty()) {
            text.append(".SH ARGUMENTS\n");
            spec.positionalParameters().forEach(argument -> text.append(entry(label(argument), argument.description())));
        }
        text.append(".SH OPTIONS\n");
        spec.options().stream()
                .filter(option -> !option.hidden())
                .forEach(option -> text.append(entry(label(option), option.description())));
        if (!command.getSubcommands().isEmpty()) {
            text.append(".SH COMMANDS\nEach has a page of its own, such as\n.BR " + roff(page) + "\\-"
                    + roff(command.getSubcommands().keySet().iterator().next()) + " (1).\n");
            command.getSubcommands().forEach((name, sub) ->
                    text.append(entry(name, sub.getCommandSpec().usageMessage().description())));
        }
        text.append(exits(spec.usageMessage().footer()));
        text.append(files());
        text.append(".SH SEE ALSO\n").append(others(command, page)).append("\n.PP\n")
                .append("The manual: /usr/share/doc/callwarden/, above all configuration.md and runbooks/.\n");
        Files.writeString(folder.resolve(page + ".1"), text);
    }

    private static String firstSentence(CommandSpec spec) {
        String description = plain(String.join(" ", spec.usageMessage().description()));
        int end = description.indexOf(". ");
        String sentence = (end < 0 ? description : description.substring(0, end)).replaceAll("[.]$", "");
        return Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1);
    }

    private static String label(OptionSpec option) {
        String names = String.join(", ", option.names());
        return option.arity().max() == 0 ? names : names + " " + option.paramLabel();
    }

    private static String label(PositionalParamSpec argument) {
        return argument.paramLabel();
    }

    private static String entry(String label, String[] description) {
        return ".TP\n.B " + roff(label) + "\n" + roff(plain(String.join(" ", description))) + "\n";
    }

    private static String paragraphs(String[] lines) {
        return java.util.Arrays.stream(lines).map(line -> roff(plain(line))).collect(Collectors.joining("\n.PP\n", "", "\n"));
    }

    /** From the foot of the help page: lines of a number and what it means. */
    private static String exits(String[] footer) {
        StringBuilder text = new StringBuilder(".SH EXIT STATUS\n");
        plain(String.join("\n", footer)).lines()
                .map(String::strip)
                .filter(line -> line.matches("\\d+ .*"))
                .forEach(line -> text.append(".TP\n.B ").append(line.replaceFirst(" +", "\n")).append('\n'));
        return text.toString();
    }

    private static String files() {
        Map<String, String> files = new TreeMap<>(Map.of(
                "/etc/callwarden/callwarden.yml", "the configuration",
                "/etc/callwarden/secrets/", "files that hold one secret each, for the settings that end in \\-file",
                "/etc/default/callwarden", "options for Java",
                "/var/lib/callwarden/", "the calls on record, unless they are kept in PostgreSQL"));
        return files.entrySet().stream()
                .map(file -> ".TP\n.I " + file.getKey() + "\n" + file.getValue() + "\n")
                .collect(Collectors.joining("", ".SH FILES\n", ""));
    }

    private static String others(CommandLine command, String page) {
        CommandLine top = command.getParent() == null ? command : command.getParent();
        String up = top.getCommandSpec().qualifiedName("-");
        List<String> pages = top.getSubcommands().keySet().stream().map(name -> up + "-" + name).toList();
        return java.util.stream.Stream.concat(java.util.stream.Stream.of(up), pages.stream())
                .filter(other -> !other.equals(page))
                .map(other -> ".BR " + roff(other) + " (1)")
                .collect(Collectors.joining(",\n"));
    }

    private static String plain(String text) {
        return CommandLine.Help.Ansi.OFF.string(text.replace("%n", "\n"));
    }

    /** A line that begins with a dot or an apostrophe would be a request. */
    private static String roff(String text) {
        return text.replace("\\", "\\e").replace("-", "\\-").replaceAll("(?m)^([.'])", "\\\\&$1");
    }

    // Licences

    private static String libraries(Path components) throws IOException {
        Map<String, String> lines = new TreeMap<>();
        for (JsonNode component : new JsonMapper().readTree(Files.readString(components)).path("components")) {
            String jar = component.path("name").asString() + "-" + component.path("version").asString();
            lines.put(jar, jar + "\t" + licences(component.path("licenses")) + "\t" + publisher(component));
        }
        return String.join("\n", lines.values()) + "\n";
    }

    private static String licences(JsonNode licences) {
        StringBuilder names = new StringBuilder();
        for (JsonNode licence : licences) {
            String name = licence.has("expression")
                    ? licence.path("expression").asString()
                    : licence.path("license").has("id")
                            ? licence.path("license").path("id").asString()
                            : licence.path("license").path("name").asString();
            names.append(names.isEmpty() ? "" : " or ").append(name);
        }
        if (names.isEmpty()) {
            throw new IllegalStateException("a component without a licence: " + licences);
        }
        return names.toString();
    }

    private static String publisher(JsonNode component) {
        for (String key : List.of("publisher", "group")) {
            if (component.has(key)) {
                return component.path(key).asString();
            }
        }
        return component.path("name").asString();
    }
}
