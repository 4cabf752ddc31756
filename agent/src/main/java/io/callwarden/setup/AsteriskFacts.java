package io.callwarden.setup;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What Asterisk's folder says about its manager interface. Immutable.
 *
 * @param folder such as {@code /etc/asterisk}
 * @param files manager.conf first, then all that it includes, in that order
 * @param custom bytes of manager_custom.conf; null where there is none
 * @param own text of the agent's file; null where there is none
 */
record AsteriskFacts(Path folder, Flavour flavour, List<ConfigFile> files, byte[] custom, String own) {
    private static final String GENERAL = "general";

    Path ownPath() {
        return folder.resolve(ManagerFile.PATH);
    }

    Path customPath() {
        return folder.resolve(Flavour.CUSTOM_FILE);
    }

    /** A setting of {@code [general]}; empty where it is not set. */
    String general(String key) {
        return files.stream()
                .map(file -> file.value(GENERAL, key))
                .flatMap(Optional::stream)
                .reduce("", (earlier, later) -> later);
    }

    boolean isOn(String key) {
        return general(key).matches("(?i)yes|true|y|t|1|on");
    }

    /** Whether manager.conf, or a file that it includes, includes that file. */
    boolean includes(Path file) {
        String name = relative(file);
        return files.stream()
                .flatMap(each -> each.includes().stream())
                .map(this::relative)
                .anyMatch(pattern -> FileSystems.getDefault()
                        .getPathMatcher("glob:" + pattern)
                        .matches(Path.of(name)));
    }

    /** Where another file than the agent's own has that user; empty where none has. */
    Optional<String> elsewhere(String user) {
        return files.stream()
                .filter(file -> !file.path().equals(ownPath().toString()))
                .flatMap(file ->
                        file.section(user).stream().map(section -> "%s line %d".formatted(file.path(), section.line())))
                .findFirst();
    }

    private String relative(Path file) {
        return folder.relativize(file).toString();
    }

    private String relative(String included) {
        String usual = AsteriskFolder.USUAL + "/";
        return included.startsWith(usual) ? included.substring(usual.length()) : included;
    }
}
