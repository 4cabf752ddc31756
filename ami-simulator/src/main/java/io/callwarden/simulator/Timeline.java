package io.callwarden.simulator;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/** Merges scheduled playings into one stream of events in the order of their time. Used by one thread at a time. */
final class Timeline implements Feed {

    private static final int TEMPLATES = 64;

    /** A playing and how far it has come. */
    private static final class Cursor implements Comparable<Cursor> {
        private final Playing playing;
        private final long order;
        private int next;
        private long nextMicros;

        Cursor(Playing playing, long order) {
            this.playing = playing;
            this.order = order;
            locate();
        }

        private void locate() {
            List<TemplateEvent> events = playing.template().events();
            nextMicros = next < events.size()
                    ? playing.values().startMicros() + events.get(next).offsetMicros()
                    : -1;
        }

        boolean isAtEnd() {
            return next >= playing.template().events().size();
        }

        PlayedEvent take() {
            PlayedEvent event = new PlayedEvent(playing.template().events().get(next++), playing.values());
            locate();
            return event;
        }

        @Override
        public int compareTo(Cursor other) {
            int byTime = Long.compare(nextMicros, other.nextMicros);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    private final Iterator<Scheduled> starts;
    private final long startMicros;
    private final Numbering numbering;
    private final SimulatorSettings settings;
    private final PlayOptions options;
    private final PriorityQueue<Cursor> running = new PriorityQueue<>();
    private final Map<Recording, Template> templates = new LinkedHashMap<>(TEMPLATES, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Recording, Template> eldest) {
            return size() > TEMPLATES;
        }
    };
    private Scheduled upcoming;
    private long playings;

    Timeline(
            Iterator<Scheduled> starts,
            long startMicros,
            Numbering numbering,
            SimulatorSettings settings,
            PlayOptions options) {
        this.starts = starts;
        this.startMicros = startMicros;
        this.numbering = numbering;
        this.settings = settings;
        this.options = options;
        advance();
    }

    private void advance() {
        Scheduled next = starts.hasNext() ? starts.next() : null;
        if (next != null && upcoming != null && next.start().compareTo(upcoming.start()) < 0) {
            throw new IllegalArgumentException(next.recording().name() + " is to begin at " + next.start()
                    + ", before the one ahead of it at " + upcoming.start());
        }
        upcoming = next;
    }

    @Override
    public boolean isDone() {
        return running.isEmpty() && upcoming == null;
    }

    @Override
    public long startMicros() {
        return startMicros;
    }

    @Override
    public long nextMicros() {
        long start = upcoming == null ? Long.MAX_VALUE : startOf(upcoming);
        return running.isEmpty() ? start : Math.min(start, running.peek().nextMicros);
    }

    private long startOf(Scheduled scheduled) {
        return startMicros + scheduled.start().toNanos() / 1_000;
    }

    /** Begins the next playing or sends the next event, whichever comes first. */
    @Override
    public void step(EventSink sink) {
        if (upcoming != null && (running.isEmpty() || startOf(upcoming) <= running.peek().nextMicros)) {
            begin(sink);
            return;
        }
        Cursor cursor = running.poll();
        sink.event(cursor.take());
        if (cursor.isAtEnd()) {
            sink.end(cursor.playing);
        } else {
            running.add(cursor);
        }
    }

    private void begin(EventSink sink) {
        Template template = templates.get(upcoming.recording());
        if (template == null) {
            template = Template.of(upcoming.recording());
            templates.put(upcoming.recording(), template);
            sink.learn(template.facts());
        }
        Playing playing = new Playing(
                template,
                new Substitution(template, numbering, startOf(upcoming), settings.zone(), options.keepNumbers()));
        advance();
        options.onStart().accept(playing);
        Cursor cursor = new Cursor(playing, playings++);
        if (!cursor.isAtEnd()) {
            running.add(cursor);
        }
    }

    @Override
    public Gone abandonRunning() {
        List<Playing> abandoned = new ArrayList<>();
        running.forEach(cursor -> abandoned.add(cursor.playing));
        running.clear();
        return Gone.of(abandoned);
    }

    @Override
    public Gone abandon() {
        upcoming = null;
        return abandonRunning();
    }

    int running() {
        return running.size();
    }
}
