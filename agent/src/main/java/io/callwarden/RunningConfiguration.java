package io.callwarden;

import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;

/** The configuration in effect. Those who read it whenever they need it follow it when it is read anew. Any thread. */
final class RunningConfiguration implements Supplier<Configuration> {
    private volatile Configuration current;

    RunningConfiguration(Configuration first) {
        current = first;
    }

    @Override
    public Configuration get() {
        return current;
    }

    void become(Configuration next) {
        current = next;
    }

    /** What is made of a part of it: once, and again when that part is another. */
    <P, T> Supplier<T> made(Function<Configuration, P> part, Function<P, T> make) {
        return new Made<>(this, part, make);
    }

    private static final class Made<P, T> implements Supplier<T> {
        private final RunningConfiguration running;
        private final Function<Configuration, P> part;
        private final Function<P, T> make;
        private volatile Result<P, T> result;

        private record Result<P, T>(Configuration from, P part, T value) {}

        Made(RunningConfiguration running, Function<Configuration, P> part, Function<P, T> make) {
            this.running = running;
            this.part = part;
            this.make = make;
            result = make(running.current);
        }

        @Override
        public T get() {
            Result<P, T> known = result;
            Configuration now = running.current;
            return known.from == now ? known.value : renewed(now).value;
        }

        private synchronized Result<P, T> renewed(Configuration now) {
            if (result.from != now) {
                P changed = part.apply(now);
                result = Objects.equals(changed, result.part) ? new Result<>(now, changed, result.value) : make(now);
            }
            return result;
        }

        private Result<P, T> make(Configuration from) {
            P of = part.apply(from);
            return new Result<>(from, of, make.apply(of));
        }
    }
}
