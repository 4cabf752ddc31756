package io.callwarden.web;

import io.callwarden.call.Call;
import io.callwarden.export.CallCsv;
import io.callwarden.export.CallJson;
import io.callwarden.export.CallTable;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** The forms in which calls are listed. */
public enum CallsFormat {
    /** A JSON array. */
    JSON("application/json"),
    /** JSON, one call a line. */
    JSONL("application/x-ndjson"),
    /** Comma-separated values with a header, safe to open in a spreadsheet. */
    CSV("text/csv; charset=utf-8; header=present"),
    /** For people. */
    TABLE("text/plain; charset=utf-8");

    /** The table's columns are as wide as their cells, so a table is made of at most so many calls at a time. */
    private static final int CALLS_PER_TABLE = 1_000;

    private final String contentType;

    CallsFormat(String contentType) {
        this.contentType = contentType;
    }

    String contentType() {
        return contentType;
    }

    /** The word in a query and on the command line. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Writes calls one by one.
     *
     * @param zone in which the table shows times; the other forms are in UTC
     * @param out takes pieces of text, line ends included
     */
    public Writer writer(ZoneId zone, Consumer<String> out) {
        return switch (this) {
            case JSON -> new JsonWriter(out);
            case JSONL -> call -> out.accept(CallJson.line(call) + "\n");
            case CSV -> {
                out.accept(CallCsv.header());
                yield call -> out.accept(CallCsv.row(call));
            }
            case TABLE -> new TableWriter(zone, out);
        };
    }

    /** Takes calls; {@link #end} when there are no more. */
    @FunctionalInterface
    public interface Writer {
        void call(Call call);

        default void end() {}
    }

    private static final class JsonWriter implements Writer {
        private final Consumer<String> out;
        private String before = "[\n";

        JsonWriter(Consumer<String> out) {
            this.out = out;
        }

        @Override
        public void call(Call call) {
            out.accept(before + CallJson.line(call));
            before = ",\n";
        }

        @Override
        public void end() {
            out.accept(before.startsWith("[") ? "[]\n" : "\n]\n");
        }
    }

    private static final class TableWriter implements Writer {
        private final ZoneId zone;
        private final Consumer<String> out;
        private final List<Call> calls = new ArrayList<>();
        private boolean empty = true;

        TableWriter(ZoneId zone, Consumer<String> out) {
            this.zone = zone;
            this.out = out;
        }

        @Override
        public void call(Call call) {
            empty = false;
            calls.add(call);
            if (calls.size() == CALLS_PER_TABLE) {
                flush();
            }
        }

        @Override
        public void end() {
            flush();
            if (empty) {
                out.accept("No calls.\n");
            }
        }

        private void flush() {
            if (!calls.isEmpty()) {
                out.accept(CallTable.of(calls, zone));
                calls.clear();
            }
        }
    }
}
