package io.callwarden.web;

import io.callwarden.cost.Prices;
import io.callwarden.export.TaskCsv;
import io.callwarden.export.TaskJson;
import io.callwarden.export.TaskTable;
import io.callwarden.recovery.Task;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Writes call-backs one by one in one of the forms; {@link #end} when there are no more. */
interface CallbackWriter {
    void task(Task task);

    default void end() {}

    /** @param prices null where nothing is priced */
    static CallbackWriter of(CallbackQuery query, Instant now, Prices prices, Consumer<String> out) {
        return switch (query.format()) {
            case JSON -> new Array(now, prices, out);
            case JSONL -> task -> out.accept(TaskJson.line(task, now, prices) + "\n");
            case CSV -> {
                out.accept(TaskCsv.header());
                yield task -> out.accept(TaskCsv.row(task, now, prices));
            }
            case TABLE -> new Table(query.closed(), now, query.zone(), out);
        };
    }

    /** A JSON array. */
    final class Array implements CallbackWriter {
        private final Instant now;
        private final Prices prices;
        private final Consumer<String> out;
        private String before = "[\n";

        private Array(Instant now, Prices prices, Consumer<String> out) {
            this.now = now;
            this.prices = prices;
            this.out = out;
        }

        @Override
        public void task(Task task) {
            out.accept(before + TaskJson.line(task, now, prices));
            before = ",\n";
        }

        @Override
        public void end() {
            out.accept(before.startsWith("[") ? "[]\n" : "\n]\n");
        }
    }

    /** For people. */
    final class Table implements CallbackWriter {
        /** The columns are as wide as their cells, so a table is made of at most so many at a time. */
        private static final int TASKS_PER_TABLE = 1_000;

        private final boolean closed;
        private final Instant now;
        private final ZoneId zone;
        private final Consumer<String> out;
        private final List<Task> tasks = new ArrayList<>();
        private boolean empty = true;

        private Table(boolean closed, Instant now, ZoneId zone, Consumer<String> out) {
            this.closed = closed;
            this.now = now;
            this.zone = zone;
            this.out = out;
        }

        @Override
        public void task(Task task) {
            empty = false;
            tasks.add(task);
            if (tasks.size() == TASKS_PER_TABLE) {
                flush();
            }
        }

        @Override
        public void end() {
            flush();
            if (empty) {
                out.accept("No call-backs.\n");
            }
        }

        private void flush() {
            if (!tasks.isEmpty()) {
                out.accept(closed ? TaskTable.closed(tasks, now, zone) : TaskTable.open(tasks, now, zone));
                tasks.clear();
            }
        }
    }
}
