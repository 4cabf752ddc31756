package io.callwarden.setup;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One file of Asterisk's configuration, as far as it matters here: settings with the section and line where they stand, and what it
 * includes. Immutable and pure.
 *
 * @param path as the administrator knows it
 */
record ConfigFile(String path, List<Entry> entries, List<Section> sections, List<String> includes) {
    private static final Pattern SECTION = Pattern.compile("\\[([^]]+)](?:\\s*\\(([^)]*)\\))?.*");
    private static final Pattern SETTING = Pattern.compile("([^=>]+?)\\s*=>?\\s*(.*)");
    private static final Pattern INCLUDE = Pattern.compile("#(?:try)?include\\s+[\"<]?([^\">]+?)[\">]?\\s*");
    private static final Pattern COMMENT = Pattern.compile("(?<!\\\\);.*");
    private static final String BLOCK_BEGIN = ";--";
    private static final String BLOCK_END = "--;";

    /** A line of a section. */
    record Entry(String section, String key, String value) {}

    /**
     * The head of a section.
     *
     * @param adds whether it adds to a section that stands elsewhere
     * @param line counted from 1
     */
    record Section(String name, boolean adds, int line) {}

    static ConfigFile parse(String path, String text) {
        List<Entry> entries = new ArrayList<>();
        List<Section> sections = new ArrayList<>();
        List<String> includes = new ArrayList<>();
        String section = "";
        int number = 0;
        boolean inBlock = false;
        for (String raw : text.lines().toList()) {
            number++;
            if (inBlock || raw.strip().startsWith(BLOCK_BEGIN) && !raw.strip().startsWith(BLOCK_BEGIN + "-")) {
                inBlock = !raw.contains(BLOCK_END);
                continue;
            }
            String line = COMMENT.matcher(raw).replaceFirst("").strip();
            Matcher head = SECTION.matcher(line);
            Matcher include = INCLUDE.matcher(line);
            Matcher setting = SETTING.matcher(line);
            if (head.matches()) {
                section = head.group(1);
                sections.add(new Section(section, "+".equals(head.group(2)), number));
            } else if (include.matches()) {
                includes.add(include.group(1));
            } else if (!line.startsWith("#") && setting.matches()) {
                entries.add(new Entry(section, setting.group(1).strip(), setting.group(2)));
            }
        }
        return new ConfigFile(path, List.copyOf(entries), List.copyOf(sections), List.copyOf(includes));
    }

    /** The last value of a setting in a section, as Asterisk takes it. */
    Optional<String> value(String section, String key) {
        return entries.stream()
                .filter(entry -> entry.section().equals(section) && entry.key().equalsIgnoreCase(key))
                .map(Entry::value)
                .reduce((earlier, later) -> later);
    }

    /** Where a section of that name begins; empty where none does. */
    Optional<Section> section(String name) {
        return sections.stream()
                .filter(section -> section.name().equals(name) && !section.adds())
                .findFirst();
    }
}
